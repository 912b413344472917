import { chromium } from 'playwright';
import { findChromium } from '../../scripts/chromium.mjs';
import { installRecorder } from './recorder.mjs';

/** @import { Browser, CDPSession, Page } from 'playwright' */
/** @import { RecordedWindow } from './recorder.mjs' */

/**
 * A page in its own process, with a recorder and the browser's measurements of it.
 * @typedef {object} BenchPage
 * @property {Page} page
 * @property {CDPSession} cdp
 * @property {() => Promise<number>} busy Seconds of processor time of the main thread's tasks: scripts, style, layout, painting.
 * @property {() => Promise<void>} idle Resolves when the main thread has nothing more to do.
 * @property {() => Promise<Held>} held What is in memory after garbage collection.
 * @property {() => Promise<void>} close
 */

/** @typedef {{ nodes: number, listeners: number, heap: number }} Held `heap` in megabytes */

export async function openBrowser() {
  const { executablePath, args, env } = findChromium();
  return chromium.launch({ executablePath, args, env });
}

/**
 * @param {Browser} browser
 * @param {string} url
 * @param {(page: Page) => Promise<void>} [before] runs before the page's own scripts
 * @returns {Promise<BenchPage>}
 */
export async function openPage(browser, url, before = async () => {}) {
  // In its own context, because two pages of one context could share a process.
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(installRecorder);
  await before(page);
  await page.goto(url);
  const cdp = await context.newCDPSession(page);
  // Processor time, so that other programs on the machine are not counted.
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const metrics = async () => {
    const said = await cdp.send('Performance.getMetrics');
    return new Map(said.metrics.map(({ name, value }) => [name, value]));
  };
  return {
    page,
    cdp,
    busy: async () => (await metrics()).get('TaskDuration') ?? 0,
    async idle() {
      await page.evaluate(async () => {
        const { recorder } = /** @type {RecordedWindow} */ (window);
        await recorder.painted();
        await recorder.painted();
        await new Promise((resolve) => requestIdleCallback(resolve));
      });
    },
    async held() {
      // Objects freed by the first collection may have kept others alive.
      await cdp.send('HeapProfiler.collectGarbage');
      await cdp.send('HeapProfiler.collectGarbage');
      const now = await metrics();
      return {
        nodes: now.get('Nodes') ?? 0,
        listeners: now.get('JSEventListeners') ?? 0,
        heap: (now.get('JSHeapUsedSize') ?? 0) / 1e6,
      };
    },
    close: async () => context.close(),
  };
}
