import { frames } from '../helpers/journey-pictures.ts';
import { expect, test } from '../helpers/journey-test.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test('a tap on a mention pins its boxes, and a second one lets go', async ({ app, page, replay }) => {
  await app.tell(frames(3), replay.url);
  await app.done();
  const mention = app.mention('They', 1);
  await mention.tap();
  await app.expectStage(1);
  await app.expectLit(['char1', 'char2']);
  await expect(mention).toHaveAttribute('aria-pressed', 'true');
  await mention.tap();
  await expect(mention).toHaveAttribute('aria-pressed', 'false');
  await page.getByRole('tab', { name: 'Raw' }).tap();
  await expect(page.getByRole('region', { name: 'Raw completion' })).toBeVisible();
});

test('what takes a frame out is to be seen where nothing can hover', async ({ app, page }) => {
  await app.add(frames(2));
  await expect(app.tiles).toHaveCount(2);
  const remove = page.getByRole('button', { name: 'Remove frame-1.png' });
  await expect(remove).toHaveCSS('opacity', '1');
  await remove.tap();
  await app.expectFrames(['frame-2.png']);
});
