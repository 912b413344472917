import type { App } from '../helpers/journey-app.ts';
import { frames, png } from '../helpers/journey-pictures.ts';
import { lastPost, picturesOf, posts } from '../helpers/journey-requests.ts';
import type { ReplayServer } from '../helpers/journey-requests.ts';
import { expect, test } from '../helpers/journey-test.ts';
import { sizeOfImage } from '../../scripts/replay/image.mjs';

// How much of the model's context a request uses, before and after it is sent.

const budget = (app: App) => app.page.getByRole('group', { name: 'Token budget' });
const sentSizes = (replay: ReplayServer) =>
  picturesOf(lastPost(replay)).map((url) => sizeOfImage(Buffer.from(url.replace(/^data:[^,]*,/, ''), 'base64')));

/** Frames with the size of a photo. With the default settings each has 1,232 tokens. */
const photos = (count: number) => frames(count).map((_, i) => png(`photo-${i + 1}.png`, [40 + i, 90, 60], 1960, 1470));

async function tooLong(app: App, replay: ReplayServer, maxModelLen: number): Promise<void> {
  replay.set({ maxModelLen });
  await app.field('Server URL').fill(replay.url);
  await app.add(photos(3));
  await expect(app.tiles).toHaveCount(3);
  await expect(budget(app)).toContainText(/about [\d,]+ of [\d,]+/);
  await expect(budget(app)).toContainText(
    /The request is [\d,]+ tokens too long for the model on this server\. Each of these changes makes it fit:/,
  );
}

test('if the answer is too long, “Lower Max tokens” makes the request fit', async ({ app, replay }) => {
  await tooLong(app, replay, 8192);
  await budget(app)
    .getByRole('button', { name: /^Lower Max tokens to / })
    .click();
  await expect(budget(app)).not.toContainText('too long');
  const most = Number(await app.field('Max tokens').inputValue());
  await app.generate.click();
  await app.done();
  expect(lastPost(replay).body.max_tokens).toBe(most);
  expect(most).toBeGreaterThan(3000);
});

test('if the pictures are too long, smaller pictures make the request fit and are sent', async ({ app, replay }) => {
  await tooLong(app, replay, 10_000);
  const smaller = budget(app).getByRole('button', { name: /^Send at most [\d,]+ tokens a frame$/ });
  const tokens = Number((await smaller.textContent())?.replaceAll(/\D/g, ''));
  await smaller.click();
  await expect(budget(app)).not.toContainText('too long');
  await app.generate.click();
  await app.done();
  const sizes = sentSizes(replay);
  expect(sizes).toHaveLength(3);
  for (const size of sizes) expect(((size?.width ?? 0) * (size?.height ?? 0)) / 784).toBeLessThanOrEqual(tokens);
  expect(lastPost(replay).body.max_tokens).toBe(8192);
});

test('the slider shows the size that is sent', async ({ app, page, replay }) => {
  await app.field('Server URL').fill(replay.url);
  await app.add(photos(1));
  await expect(app.tiles).toHaveCount(1);
  const slider = page.getByLabel('Picture size');
  await expect(
    page.getByText(/^Frame 1 as the model sees it: 1148 × 840 pixels \(original 1960 × 1470\), 1,232 tokens\.$/),
  ).toBeVisible();
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(page.getByText('at most 64 tokens a frame')).toBeVisible();
  await expect(
    page.getByText(/^Frame 1 as the model sees it: 252 × 168 pixels \(original 1960 × 1470\), 56 tokens\.$/),
  ).toBeVisible();
  await app.generate.click();
  await app.done();
  expect(sentSizes(replay)).toEqual([{ width: 252, height: 168 }]);
});

test('the server’s token count replaces the estimate', async ({ app, page, replay }) => {
  await app.field('Server URL').fill(replay.url);
  await app.add(frames(3));
  await expect(budget(app)).toContainText(/about [\d,]+ of 128,000/);
  await app.generate.click();
  await app.done();
  const facts = page.getByLabel('Run facts');
  const prompt = Number(/Prompt([\d,]+) tokens/.exec((await facts.textContent()) ?? '')?.[1]?.replace(',', ''));
  await app.openSetup();
  await expect(budget(app)).toContainText(`${(prompt + 8192).toLocaleString('en')} of 128,000`);
  await expect(budget(app)).not.toContainText('about');
});

test('the page notices that the server scales the pictures down, and can read boxes in its pixels', async ({
  app,
  page,
  replay,
}) => {
  replay.set({ maxPixels: 50_176 });
  await app.tell(frames(3), replay.url);
  await app.done();
  await expect(page.getByRole('main').getByText('The server made the pictures smaller.')).toBeVisible();
  await expect(
    page.getByText(
      /^The server counted [\d,]+ tokens in the prompt; about [\d,]+ were sent\. It accepts at most [\d,]+ pixels per picture/,
    ),
  ).toBeVisible();
  await app.button('Use resized pixels').click();
  await expect(page.getByLabel('Box units')).toHaveValue('resized');
  expect(posts(replay)).toHaveLength(1);
});
