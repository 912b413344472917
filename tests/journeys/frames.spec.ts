import { mkdirSync } from 'node:fs';
import { dragFiles } from '../helpers/journey-drop.ts';
import { frames, png } from '../helpers/journey-pictures.ts';
import { expect, test } from '../helpers/journey-test.ts';

test('chosen files become frames in natural order, and the page says that they are ready', async ({ app, page }) => {
  await app.add([png('frame-10.png'), png('frame-9.png'), png('frame-1.png')]);
  await app.expectFrames(['frame-1.png', 'frame-9.png', 'frame-10.png']);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('3 frames are ready.');
  await expect(app.alert).toHaveCount(0);
});

test('dragging files over the page shows a drop zone, and dropping them adds frames', async ({ app, page }, info) => {
  mkdirSync(info.outputDir, { recursive: true });
  const drop = await dragFiles(page.getByRole('main'), [png('b2.png'), png('b10.png')], info);
  const sign = page.getByText('Drop frames, an output or a folder here');
  await expect(sign).toBeVisible();
  await drop();
  await expect(sign).toBeHidden();
  await app.expectFrames(['b2.png', 'b10.png']);
});

test('a picture pasted from the clipboard becomes a frame', async ({ app, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(280, 196);
    canvas.getContext('2d')?.fillRect(0, 0, 100, 100);
    const blob = await canvas.convertToBlob({ type: 'image/png' });
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]);
  });
  await page.keyboard.press('Control+V');
  await app.expectFrames(['image.png']);
});

test('frames are sorted by dragging', async ({ app, page }) => {
  await app.add(frames(3));
  await app.expectFrames(['frame-1.png', 'frame-2.png', 'frame-3.png']);
  const third = await app.tiles.nth(2).boundingBox();
  await app.tiles.nth(0).hover();
  await page.mouse.down();
  await page.mouse.move((third?.x ?? 0) + 70, (third?.y ?? 0) + 30, { steps: 8 });
  await expect(page.getByText('frame-1.png is over position 3 of 3.')).toBeAttached();
  await page.mouse.up();
  await app.expectFrames(['frame-2.png', 'frame-3.png', 'frame-1.png']);
});

test('frames are sorted by keyboard, and each step is announced', async ({ app, page }) => {
  await app.add(frames(3));
  await expect(app.tiles).toHaveCount(3);
  const first = page.getByRole('button', { name: /frame-1\.png$/ }).first();
  await first.focus();
  await page.keyboard.press('Space');
  await expect(page.getByText('frame-1.png is over position 1 of 3.')).toBeAttached();
  await app.move('ArrowRight', 'frame-1.png is over position 2 of 3.');
  await page.keyboard.press('Space');
  await app.expectFrames(['frame-2.png', 'frame-1.png', 'frame-3.png']);
  await expect(first).toBeFocused();

  await page.keyboard.press('Space');
  await expect(page.getByText('frame-1.png is over position 2 of 3.')).toBeAttached();
  await app.move('ArrowRight', 'frame-1.png is over position 3 of 3.');
  await page.keyboard.press('Escape');
  await app.expectFrames(['frame-2.png', 'frame-1.png', 'frame-3.png']);
});

test('a frame is removed by its button or by the Delete key', async ({ app, page }) => {
  await app.add(frames(3));
  await expect(app.tiles).toHaveCount(3);
  await app.tiles.nth(1).hover();
  await page.getByRole('button', { name: 'Remove frame-2.png' }).click();
  await app.expectFrames(['frame-1.png', 'frame-3.png']);
  await app.tiles.nth(0).focus();
  await page.keyboard.press('Delete');
  await app.expectFrames(['frame-3.png']);
});

test('after a frame is removed by keyboard, the focus stays in the strip', async ({ app, page }) => {
  await app.add(frames(3));
  await expect(app.tiles).toHaveCount(3);
  await app.tiles.nth(1).focus();
  await page.keyboard.press('Delete');
  await app.expectFrames(['frame-1.png', 'frame-3.png']);
  await expect(page.getByRole('region', { name: 'Filmstrip' }).locator(':focus')).toHaveCount(1);
});

test('after the shown frame is removed, another one is shown', async ({ app, page }) => {
  await app.add(frames(3));
  await expect(app.tiles).toHaveCount(3);
  await app.tiles.nth(2).click();
  await expect(page.getByText('Image 3 of 3 · frame-3.png')).toBeVisible();
  await page.keyboard.press('Delete');
  await app.expectFrames(['frame-1.png', 'frame-2.png']);
  await expect(page.getByText('Image 2 of 2 · frame-2.png')).toBeVisible();
});

test('frames that are added later come last', async ({ app }) => {
  await app.add([png('m.png')]);
  await app.expectFrames(['m.png']);
  await app.add([png('z.png'), png('a.png')]);
  await app.expectFrames(['m.png', 'a.png', 'z.png']);
});

test('the same file can be added twice, and again after it was removed', async ({ app, page }) => {
  await app.add([png('m.png')]);
  await app.add([png('m.png')]);
  await app.expectFrames(['m.png', 'm.png']);
  await app.tiles.nth(0).focus();
  await page.keyboard.press('Delete');
  await app.expectFrames(['m.png']);
  await app.add([png('m.png')]);
  await app.expectFrames(['m.png', 'm.png']);
});
