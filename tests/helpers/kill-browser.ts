import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import { findChromium } from '../../scripts/chromium.mjs';

/** A browser whose profile outlives it, and that can be killed like one whose computer loses power. */
export interface MortalBrowser {
  /** Opens a page; the browser is started if it does not run. */
  readonly newPage: () => Promise<Page>;
  /** Crashes the process of a page. */
  readonly crash: (page: Page) => Promise<void>;
  /** Kills all processes of the browser at once, with SIGKILL. */
  readonly kill: () => Promise<void>;
  /** Ends the browser and deletes its profile. */
  readonly dispose: () => Promise<void>;
}

/** `prepare` runs for every new page. */
export function createMortalBrowser(prepare: (page: Page) => Promise<void>): MortalBrowser {
  const profile = mkdtempSync(join(tmpdir(), 'storylens-profile-'));
  let running: { readonly child: ChildProcess; readonly browser: Browser } | null = null;

  async function start(): Promise<Browser> {
    const { executablePath, args, env } = findChromium();
    const own = ['--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`, '--no-first-run'];
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    // In a process group of its own, so that one signal reaches all its processes.
    const child = spawn(executablePath, [...args, ...own, ...sandbox, 'about:blank'], {
      env,
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    const address = (): string | undefined => /DevTools listening on (ws:\S+)/.exec(said)?.[1];
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    // oxlint-disable-next-line no-await-in-loop -- the address comes in one of the next chunks
    while (address() === undefined) await Promise.race([once(child.stderr, 'data'), diedOf(child, () => said)]);
    const browser = await chromium.connectOverCDP(address() ?? '');
    running = { child, browser };
    return browser;
  }

  async function kill(): Promise<void> {
    if (running === null) return;
    const { child, browser } = running;
    running = null;
    const closed = once(child, 'close');
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    await closed;
    await browser.close().catch(() => null);
  }

  return {
    async newPage() {
      const browser = running?.browser ?? (await start());
      const [context = await browser.newContext()] = browser.contexts();
      const page = await context.newPage();
      await page.setViewportSize({ width: 1440, height: 900 });
      await prepare(page);
      return page;
    },
    async crash(page) {
      const session = await page.context().newCDPSession(page);
      const gone = page.waitForEvent('crash');
      void session.send('Page.crash').catch(() => null);
      await gone;
      await page.close().catch(() => null);
    },
    kill,
    async dispose() {
      await kill();
      rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}

async function diedOf(child: ChildProcess, said: () => string): Promise<never> {
  await once(child, 'exit');
  throw new Error(`The browser did not start: ${said()}`);
}
