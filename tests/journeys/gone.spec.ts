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

// Servers that go away and keep the connection open, as vLLM 0.32 sometimes does on Ctrl-C. The page's clock is set
// forward, as nobody waits so long.

/** A story that has stopped in its middle, on a page whose clock the test moves. */
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

/** What had arrived is there, the server is free, and once it is back, Continue makes the story whole. */
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

test('a direct connection: after 30 s of refusals “The server is gone”, and the server is free again', async ({
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

test('through the relay: after three refusals “The server is gone”', async ({ page, replay }) => {
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

test('“The server runs, but its engine has died”, where its health says so', async ({ page, replay }) => {
  const app = await stalled(page, replay);
  replay.set({ fault: { kind: 'dead' } });
  await passUntil(page, 'The server runs, but its engine has died.');
  await expect(app.status).toHaveText(/^Failed after/);
  const post = lastPost(replay);
  await post.closed;
  expect(post.aborted).toBe(true);
  await app.expectArrived(IN_STORY);
});

test('“The server has not answered for …”, where not even its health is told; Stop keeps what had arrived', async ({
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

test('an error event of the engine, and then nothing listens: “The server has shut down”', async ({ app, replay }) => {
  replay.set({ fault: { kind: 'stall', after: { chars: IN_STORY } } });
  await app.tell(frames(3), replay.url);
  await expect(app.mention('Tom', 1)).toBeVisible();
  await app.stop.click();
  // The server says that its engine has died until it does not listen any more.
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

test('before the first word: a request that waits in the queue of a server that goes is ended, too', async ({
  page,
  replay,
}) => {
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
