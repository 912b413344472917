import { brokenPng, heic, hugePng, png, textFile } from '../helpers/journey-pictures.ts';
import { lastPost, picturesOf } from '../helpers/journey-requests.ts';
import { expect, test } from '../helpers/journey-test.ts';

test('files that are no pictures are named, each with its reason, and the others stay', async ({ app }) => {
  await app.add([
    png('a.png'),
    brokenPng('broken.png'),
    textFile('empty.jpg', ''),
    textFile('notes.txt', 'no picture'),
    heic('photo.heic'),
    png('strip.png', [0, 0, 0], 4100, 20),
    png('z.png'),
  ]);
  await expect(app.alert).toContainText('5 files were not added');
  await expect(app.alert.getByRole('listitem')).toHaveText([
    '“broken.png” is damaged: it starts like a PNG file, but cannot be read.',
    '“empty.jpg” is empty.',
    '“notes.txt” is not a picture that can be read (PNG, JPEG, WebP, AVIF, GIF or BMP).',
    '“photo.heic” is a HEIC photo, which this browser cannot read. Save it as JPEG and add that.',
    /^“strip\.png” cannot be sent\. It is 4100 by 20 pixels, more than 200 times as long as wide/,
  ]);
  await app.expectFrames(['a.png', 'z.png']);
  await app.alert.getByRole('button', { name: 'Dismiss' }).click();
  await expect(app.alert).toHaveCount(0);
  await app.expectFrames(['a.png', 'z.png']);
});

test('bad files among the first leave the way in open, and good ones take the complaint away', async ({
  app,
  page,
}) => {
  await app.add([textFile('notes.txt', 'no picture')]);
  await expect(app.alert).toContainText('1 file was not added');
  await expect(page.getByRole('button', { name: 'Try the demo' })).toBeVisible();
  await app.add([png('a.png')]);
  await app.expectFrames(['a.png']);
  await expect(app.alert).toHaveCount(0);
});

test('a photo of 50 megapixels is scaled to what the model takes', async ({ app, page, replay }) => {
  await app.add([hugePng('huge.png', 8660, 5774)]);
  await expect(app.tiles).toHaveCount(1, { timeout: 20_000 });
  await page.getByLabel('Server URL').fill(replay.url);
  await app.generate.click();
  await app.done();
  const [url = ''] = picturesOf(lastPost(replay));
  const size = await page.evaluate(async (src) => {
    const image = new Image();
    image.src = src;
    await image.decode();
    return [image.naturalWidth, image.naturalHeight];
  }, url);
  expect(size.map((side) => side % 28)).toEqual([0, 0]);
  expect((size[0] ?? 0) * (size[1] ?? 0)).toBeLessThanOrEqual(1_003_520);
});

test('two hundred frames can be added, and the page says how far it is', async ({ app, page }) => {
  await app.add(Array.from({ length: 200 }, (_, i) => png(`${i + 1}.png`, [i, 100, 200 - i], 8, 8)));
  await expect(page.getByText(/^Reading picture \d+ of 200$/)).toBeVisible();
  await expect(app.tiles).toHaveCount(200, { timeout: 40_000 });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('200 frames are ready.');
  await expect(app.tiles.last()).toHaveAccessibleName('Frame 200: 200.png');
  await app.tiles.last().click();
  await app.expectStage(200);
});
