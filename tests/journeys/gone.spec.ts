import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { startServer } from '../../scripts/server/server.mjs';
import { readTargets } from '../../scripts/server/targets.mjs';
import { App } from '../helpers/journey-app.ts';
import { IN_STORY } from '../fixtures/early-ends.ts';
import { frames } from '../helpers/journey-pictures.ts';
import type { ReplayServer } from '../helpers/journey-requests.ts';
import { lastPost } from '../helpers/journey-requests.ts';
import { expect, harbour, test } from '../helpers/journey-test.ts';

// Servers that stop but keep the connection open, as vLLM 0.32 sometimes does on Ctrl-C. The tests set the page's clock
// forward instead of waiting.

/** Opens a page with a stalled story. The test moves the clock of the page. */
async function stalled(page: Page, replay: ReplayServer): Promise<App> {
  await page.clock.install();
  const app = new App(page);
  await app.open();
  replay.set({ fault: { kind: 'stall', after: { chars: IN_STORY } } });
  await app.tell(frames(3), replay.url);
  await expect(app.mention('Tom', 1)).toBeVisible();
  return app;
}

const GONE = 'The server is gone: it sent nothing more, and it refuses new connections.';

/** Sets the page's clock forward, second by second, until the page shows this. */
async function passUntil(page: Page, text: string | RegExp): Promise<void> {
  await expect(async () => {
    await page.clock.runFor(1000);
    await expect(page.getByText(text).first()).toBeVisible({ timeout: 1 });
  }).toPass({ intervals: [20], timeout: 40_000 });
}

/** Expects that the text so far is kept, that the request has ended, and that Continue completes the story later. */
async function expectContinued(app: App, replay: ReplayServer): Promise<void> {
  const { page } = app;
  const post = lastPost(replay);
  await post.closed;
  expect(post.aborted).toBe(true);
  await app.expectArrived(IN_STORY);
  replay.set({ fault: null });
  await replay.listenAgain();
  await passUntil(page, 'The server is back.');
  await expect(app.alert).toHaveCount(0);
  await app.button('Continue').click();
  await app.done();
  await app.expectCompletion(harbour);
}

test('on a direct connection the page shows “The server is gone” after 30 s of refusals and ends the request', async ({
  page,
  replay,
}) => {
  const app = await stalled(page, replay);
  await replay.stopListening();
  await passUntil(page, /^Nothing has arrived for \d+ s, and the server refuses new connections\.$/);
  expect(lastPost(replay).aborted).toBe(false);
  await passUntil(page, GONE);
  // 10 s of silence, and 30 s of refusals.
  const [, minutes = 0, seconds] = /^Failed after (?:(\d+) min )?(\d+) s/.exec(await app.status.innerText()) ?? [];
  expect(Number(minutes) * 60 + Number(seconds)).toBeGreaterThanOrEqual(40);
  await expectContinued(app, replay);
});

test('through the relay the page shows “The server is gone” after three refusals', async ({ page, replay }) => {
  const targets = readTargets([new URL(replay.url).origin]);
  const folder = fileURLToPath(new URL('../../dist', import.meta.url));
  const own = await startServer({ folder, port: 0, network: false, names: [], targets, key: null });
  await page.clock.install();
  await page.goto(`http://localhost:${own.port}/`);
  const app = new App(page);
  replay.set({ fault: { kind: 'stall', after: { chars: IN_STORY } } });
  await app.tell(frames(3), replay.url);
  await expect(app.mention('Tom', 1)).toBeVisible();
  await replay.stopListening();
  await passUntil(page, GONE);
  await expectContinued(app, replay);
  await own.close();
});

test('the page shows “The server runs, but its engine has died” if /health reports it', async ({ page, replay }) => {
  const app = await stalled(page, replay);
  replay.set({ fault: { kind: 'dead' } });
  await passUntil(page, 'The server runs, but its engine has died.');
  await expect(app.status).toHaveText(/^Failed after/);
  const post = lastPost(replay);
  await post.closed;
  expect(post.aborted).toBe(true);
  await app.expectArrived(IN_STORY);
});

test('the page shows “The server has not answered for …” if /health is silent too, and Stop keeps the text so far', async ({
  page,
  replay,
}) => {
  const app = await stalled(page, replay);
  replay.set({ fault: { kind: 'silence', everywhere: true } });
  await passUntil(page, /^The server has not answered for \d+ s\.$/);
  await app.button('Stop here').click();
  await expect(app.status).toHaveText(/^Stopped after/);
  await app.expectArrived(IN_STORY);
});

test('the page shows “The server has shut down” if an engine error is followed by refused connections', async ({
  app,
  replay,
}) => {
  replay.set({ fault: { kind: 'stall', after: { chars: IN_STORY } } });
  await app.tell(frames(3), replay.url);
  await expect(app.mention('Tom', 1)).toBeVisible();
  await app.stop.click();
  // The server reports a dead engine until it stops listening.
  replay.set({ fault: { kind: 'error-event', after: { chars: IN_STORY }, dead: true } });
  await app.button('Regenerate').click();
  await expect(app.status).toHaveText('Interrupted: finding out why');
  await replay.stopListening();
  await expect(app.sentence).toHaveText('The server has shut down.');
  await expect(app.said).toHaveText('EngineCore encountered an issue. See stack trace (above) for the root cause.');
  await app.expectArrived(IN_STORY);
  replay.set({ fault: null });
  await replay.listenAgain();
  await expect(app.page.getByText('The server is back.').first()).toBeVisible();
  await app.button('Continue').click();
  await app.done();
  await app.expectCompletion(harbour);
});

test('a request in the queue of a server that stops is also ended', async ({ page, replay }) => {
  await page.clock.install();
  const app = new App(page);
  await app.open();
  replay.set({ fault: { kind: 'queue' } });
  await app.tell(frames(3), replay.url);
  await expect(app.status).toHaveText('The server has the pictures; waiting for the first word');
  await replay.stopListening();
  await passUntil(page, GONE);
  replay.set({ fault: null });
  await replay.listenAgain();
  await passUntil(page, 'The server is back.');
  await app.button('Try again').click();
  await app.done();
});
