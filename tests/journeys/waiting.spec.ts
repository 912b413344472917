import type { Page } from '@playwright/test';
import { App } from '../helpers/journey-app.ts';
import { IN_STORY } from '../fixtures/early-ends.ts';
import { frames } from '../helpers/journey-pictures.ts';
import { lastPost } from '../helpers/journey-requests.ts';
import { expect, harbour, test } from '../helpers/journey-test.ts';

// Servers that are slow or silent. The tests set the page's clock forward instead of waiting.

async function openWithClock(
  page: Page,
): Promise<{ readonly app: App; readonly fact: (name: string) => Promise<string> }> {
  await page.clock.install();
  const app = new App(page);
  await app.open();
  const facts = page.getByLabel('Run facts');
  const fact = async (name: string) =>
    (await facts.locator('div').filter({ hasText: name }).locator('dd').textContent()) ?? '';
  return { app, fact };
}

test('the page shows “Waiting for the server” for an hour without giving up', async ({ page, replay }) => {
  const { app, fact } = await openWithClock(page);
  replay.set({ fault: { kind: 'silence' } });
  await app.tell(frames(3), replay.url);
  await expect(app.status).toHaveText('Waiting for the server');
  await expect.poll(() => replay.requests.filter(({ method }) => method === 'POST').length).toBe(1);
  await page.clock.fastForward(3_600_000);
  await expect.poll(() => fact('Sending')).toMatch(/^60 min \d+ s$/);
  await expect(app.status).toHaveText('Waiting for the server');
  replay.resume();
  await expect(app.status).toHaveText(/^Done in 60 min \d+ s, [\d,]+ tokens$/);
});

test('after the headers the page shows “The server has the pictures; waiting for the first word” and the time', async ({
  page,
  replay,
}) => {
  const { app, fact } = await openWithClock(page);
  replay.set({ fault: { kind: 'queue' } });
  await app.tell(frames(3), replay.url);
  await expect(app.status).toHaveText('The server has the pictures; waiting for the first word');
  await page.clock.fastForward(65_000);
  await expect.poll(() => fact('In the queue')).toMatch(/^1 min \d+ s$/);
  replay.resume();
  await expect(app.status).toHaveText(/^Done in 1 min \d+ s, [\d,]+ tokens$/);
  expect(await fact('First token')).toMatch(/^6\d\.\d s$/);
});

test('the page shows how many requests run and wait before this one, also after /metrics has failed', async ({
  page,
  replay,
}) => {
  const { app, fact } = await openWithClock(page);
  replay.set({ fault: { kind: 'queue' }, running: 1, waiting: 2 });
  await app.tell(frames(3), replay.url);
  await expect(app.status).toHaveText('The server has the pictures; waiting for the first word');
  const metrics = () => replay.requests.filter(({ path, finished }) => path === '/metrics' && finished).length;

  await page.clock.fastForward(2000);
  const before = 'In the server’s queue: 1 request running, at most 2 waiting before this one';
  await expect(app.status).toHaveText(before);
  await expect(page.getByRole('list', { name: 'Steps before the first word' }).getByText(before)).toBeVisible();
  await expect.poll(() => fact('In the queue')).toMatch(/^\d+ s, with 2 other requests$/);

  replay.set({ fault: { kind: 'status', status: 500, everywhere: true } });
  const answered = metrics();
  await expect(async () => {
    await page.clock.fastForward(2000);
    expect(metrics()).toBeGreaterThan(answered);
  }).toPass();
  await expect(app.status).toHaveText(before);

  replay.set({ fault: { kind: 'queue' }, running: 1, waiting: 0 });
  await expect(async () => {
    await page.clock.fastForward(2000);
    await expect(app.status).toHaveText('In the server’s queue: 1 request running, none waiting before this one', {
      timeout: 100,
    });
  }).toPass();
  replay.resume();
  await app.done();
});

test('with six requests in other tabs the page says that the browser holds the seventh back', async ({
  context,
  page,
  replay,
}) => {
  // This test opens seven pages.
  test.slow();
  replay.set({ fault: { kind: 'queue' } });
  for (let tab = 0; tab < 6; tab++) {
    const other = new App(await context.newPage());
    await other.open();
    await other.tell(frames(1), replay.url);
    await expect(other.status).toHaveText(/^(?:The server has the picture|In the server’s queue)/);
  }
  const app = new App(page);
  await page.bringToFront();
  await app.open();
  await app.tell(frames(1), replay.url);
  await expect(app.status).toHaveText('Waiting for a free browser connection');
  const steps = page.getByRole('list', { name: 'Steps before the first word' });
  await expect(steps.getByText('The browser allows six connections to one server')).toBeVisible();
  expect(replay.requests.filter(({ method }) => method === 'POST')).toHaveLength(6);
  replay.set({ fault: null });
  replay.resume();
  await app.done();
});

test('during a stall the page shows “Nothing has arrived for 12 s.”, and “Keep waiting” hides it', async ({
  page,
  replay,
}) => {
  const { app } = await openWithClock(page);
  replay.set({ fault: { kind: 'stall', after: { chars: IN_STORY } } });
  await app.tell(frames(3), replay.url);
  await expect(app.mention('Tom', 1)).toBeVisible();
  const notice = page.getByRole('main').getByText(/^Nothing has arrived for \d+ s\.$/);
  await expect(notice).toHaveCount(0);
  await page.clock.fastForward(12_000);
  await expect(notice).toHaveText(/ 1[2-5] s\.$/);
  await expect(notice).toBeInViewport();
  await expect(
    page.getByText('The server may be busy with other requests, or a proxy may hold the answer back.'),
  ).toBeVisible();
  await app.button('Keep waiting').click();
  await expect(notice).toHaveCount(0);
  await page.clock.fastForward(30_000);
  await expect(notice).toHaveCount(0);
  replay.resume();
  await app.done();
  await app.expectCompletion(harbour);
});

test('the user can stop during a stall, and Continue completes the story', async ({ page, replay }) => {
  const { app } = await openWithClock(page);
  replay.set({ fault: { kind: 'stall', after: { chars: IN_STORY }, midEvent: true } });
  await app.tell(frames(3), replay.url);
  await expect(app.mention('Tom', 1)).toBeVisible();
  await page.clock.fastForward(12_000);
  await app.button('Stop here').click();
  await expect(page.getByRole('main').getByText('You stopped the model. The text so far is kept.')).toBeVisible();
  const stopped = lastPost(replay);
  await stopped.closed;
  expect(stopped.aborted).toBe(true);
  await app.expectArrived(IN_STORY);

  replay.set({ fault: null });
  await app.button('Continue').click();
  await app.done();
  await app.expectCompletion(harbour);
});

test('the title of the page shows the progress and the outcome for a user in another tab', async ({
  app,
  page,
  replay,
}) => {
  await expect(page).toHaveTitle(/^StoryLens/);
  replay.set({ fault: { kind: 'stall', after: { chars: IN_STORY } } });
  await app.tell(frames(3), replay.url);
  await expect(page).toHaveTitle('Writing: image 1 of 3 · StoryLens');
  replay.resume();
  await expect(page).toHaveTitle(/^Done in \d+ s, [\d,]+ tokens · StoryLens$/);
  replay.set({ fault: { kind: 'error-event', after: { chars: IN_STORY } } });
  await app.generate.click();
  await expect(page).toHaveTitle(/^Failed after \d+ s, [\d,]+ tokens · StoryLens$/);
});
