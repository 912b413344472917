import type { Browser, Page, WorkerInfo } from '@playwright/test';
import { expect, test as base } from '@playwright/test';
import { harbour } from '../fixtures/harbour.ts';
import { App } from './journey-app.ts';
import { frames } from './journey-pictures.ts';
import type { ReplayServer } from './journey-requests.ts';
import { startReplay } from '../../scripts/replay/server.mjs';

interface Journey {
  /** The built page, open. */
  readonly app: App;
  /** A new server for each test. It sends the story of three frames as fast as the page reads it. */
  readonly replay: ReplayServer;
  /** Errors and warnings of the page. A test fails if there are any. */
  readonly complaints: readonly string[];
}

// The browser writes these messages to the console when a request fails, which some journeys cause on purpose.
const NETWORK_MESSAGE = /^Failed to load resource|has been blocked by CORS policy|^Mixed Content: /;

/** Collects all errors, warnings and dialogs of a page, above all violations of its content security policy. */
export function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => complaints.push(`a dialog: ${dialog.message()}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  return complaints;
}

export const test = base.extend<Journey>({
  complaints: [
    async ({ page }, provide) => {
      const complaints = listen(page);
      await provide(complaints);
      expect(complaints.filter((complaint) => !NETWORK_MESSAGE.test(complaint))).toEqual([]);
    },
    { auto: true },
  ],
  app: async ({ page }, provide) => {
    const app = new App(page);
    await app.open();
    await provide(app);
  },
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the dependencies of a fixture from this pattern
  replay: async ({}, provide) => {
    const server = await startReplay({ text: harbour });
    await provide(server);
    await server.close();
  },
});

/** Opens a page for all tests of a file, with the base URL and the window size of the project. */
async function openForFile(browser: Browser, { project }: WorkerInfo, use: (app: App) => Promise<void>): Promise<void> {
  const { baseURL = '', viewport = null } = project.use;
  const page = await browser.newPage({ baseURL, viewport });
  const complaints = listen(page);
  await use(new App(page));
  expect(complaints.filter((complaint) => !NETWORK_MESSAGE.test(complaint))).toEqual([]);
  await page.close();
}

/**
 * Tests of the page after the demo. The demo plays once for each file, with the clock set forward, because it takes as
 * long as ten tests. Each test starts with the last frame and no highlight.
 */
export const testOfDemo = base.extend<{ readonly app: App }, { readonly played: App }>({
  played: [
    ({ browser }, provide, info) =>
      openForFile(browser, info, async (app) => {
        await app.page.clock.install();
        await app.open();
        await app.playDemo();
        await provide(app);
      }),
    { scope: 'worker' },
  ],
  app: async ({ played }, provide) => {
    await played.page.getByRole('tab', { name: 'Analysis' }).click();
    await played.tiles.last().click();
    await played.page.keyboard.press('Escape');
    await played.leave();
    await provide(played);
  },
});

/** Tests that share one page with three frames and a server. Each test starts in the state that the previous test left. */
export const testOfRuns = base.extend<object, { readonly app: App; readonly replay: ReplayServer }>({
  replay: [
    // oxlint-disable-next-line no-empty-pattern -- as above
    async ({}, provide) => {
      const server = await startReplay({ text: harbour });
      await provide(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
  app: [
    ({ browser, replay }, provide, info) =>
      openForFile(browser, info, async (app) => {
        await app.open();
        await app.tell(frames(3), replay.url);
        await app.done();
        await provide(app);
      }),
    { scope: 'worker' },
  ],
});

/** Starts a new server. Tests do not share one, because a browser caches the answer to a preflight for ten minutes. */
export type Serve = (options?: Parameters<typeof startReplay>[0]) => Promise<ReplayServer>;

/** Tests of the setup that share one page without frames. Each test starts with the default model and no key. */
export const testOfSetup = base.extend<{ readonly app: App; readonly serve: Serve }, { readonly opened: App }>({
  opened: [
    ({ browser }, provide, info) =>
      openForFile(browser, info, async (app) => {
        await app.open();
        await provide(app);
      }),
    { scope: 'worker' },
  ],
  app: async ({ opened }, provide) => {
    await opened.field('API key').fill('');
    await opened.field('Model').fill('daniel3303/QwenStoryteller');
    await provide(opened);
  },
  // oxlint-disable-next-line no-empty-pattern -- as above
  serve: async ({}, provide) => {
    const servers: ReplayServer[] = [];
    await provide(async (options = {}) => {
      const server = await startReplay({ text: harbour, ...options });
      servers.push(server);
      return server;
    });
    await Promise.all(servers.map(async (server) => server.close()));
  },
});

export { expect } from '@playwright/test';
export { harbour } from '../fixtures/harbour.ts';
