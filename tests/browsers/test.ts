import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, test as base } from '@playwright/test';
import { harbour } from '../fixtures/harbour.ts';
import { frames } from '../helpers/journey-pictures.ts';
import type { ReplayServer } from '../helpers/journey-requests.ts';
import { startReplay } from '../../scripts/replay/server.mjs';
import { startFirefox } from './firefox.ts';
import { Reader } from './reader.ts';
import type { RealBrowser } from './real-page.ts';
import { startWebKit } from './webkit.ts';

/** The option of a project. */
export interface Choice {
  readonly engine: 'firefox' | 'webkit';
}

interface Parts {
  /** The built page, open in a new profile. */
  readonly reader: Reader;
  /** The same page after a run over three frames. */
  readonly read: Reader;
  /** A server that sends the story of three frames as fast as the page reads it. */
  readonly replay: ReplayServer;
}

interface ForFile {
  readonly engineOfFile: RealBrowser;
}

// Starting a browser takes some seconds, on a busy machine more.
const START_TIMEOUT_MS = 90_000;

export const test = base.extend<Parts, ForFile & Choice>({
  engine: ['firefox', { option: true, scope: 'worker' }],
  engineOfFile: [
    async ({ engine }, provide) => {
      const browser = await (engine === 'firefox' ? startFirefox() : startWebKit());
      await provide(browser);
      await browser.close();
    },
    { scope: 'worker', timeout: START_TIMEOUT_MS },
  ],
  reader: async ({ engineOfFile, baseURL }, provide, info) => {
    const page = await engineOfFile.newPage();
    const folder = info.outputPath();
    mkdirSync(folder, { recursive: true });
    const reader = new Reader(page, folder);
    await open(reader, baseURL ?? '');
    await provide(reader);
    const complaints = await page.evaluate(() => [...((globalThis as Complaining).complaints ?? [])]);
    if (info.status !== info.expectedStatus) {
      const file = info.outputPath('page.png');
      writeFileSync(file, await page.screenshot());
      info.annotations.push({ type: 'screenshot', description: file });
    }
    await page.close();
    expect(complaints.filter((complaint) => !complaint.startsWith(NO_FAULT))).toEqual([]);
  },
  read: async ({ reader, replay }, provide) => {
    await reader.generate(frames(3), replay.url);
    await reader.expectDone();
    await reader.leave();
    await provide(reader);
  },
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the dependencies of a fixture from this pattern
  replay: async ({}, provide) => {
    const server = await startReplay({ text: harbour });
    await provide(server);
    await server.close();
  },
});

// Firefox and WebKit report this as an error when a size changes while sizes are being reported. They report the new size
// in the next frame.
const NO_FAULT = 'ResizeObserver loop completed with undelivered notifications';

type Complaining = typeof globalThis & { complaints?: string[] };

/** Opens the page and collects its errors and the violations of its content security policy from then on. */
async function open(reader: Reader, url: string): Promise<void> {
  await reader.page.goto(url);
  await listen(reader);
  await reader.expectShown({ css: 'button', name: 'Try the demo' });
}

/** Collects the errors of the page from now on. Needed again after a reload. */
export async function listen({ page }: Reader): Promise<void> {
  await page.evaluate(() => {
    const complaints: string[] = [];
    (globalThis as Complaining).complaints = complaints;
    addEventListener('error', ({ message }) => complaints.push(message));
    addEventListener('unhandledrejection', ({ reason }) => complaints.push(String(reason)));
    addEventListener('securitypolicyviolation', ({ violatedDirective }) => complaints.push(violatedDirective));
  });
}

export { expect } from '@playwright/test';
export { harbour } from '../fixtures/harbour.ts';
