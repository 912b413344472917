import { App } from '../helpers/journey-app.ts';
import { png } from '../helpers/journey-pictures.ts';
import { lastPost, picturesOf } from '../helpers/journey-requests.ts';
import { expect, harbour, test } from '../helpers/journey-test.ts';

// A browser that returns noise where a page reads a canvas.

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    const noise = (width: number, height: number): ImageData => {
      const data = new ImageData(width, height);
      for (let at = 0; at < data.data.length; at++) data.data[at] = at % 4 === 3 ? 255 : Math.random() * 255;
      return data;
    };
    OffscreenCanvasRenderingContext2D.prototype.getImageData = (_x, _y, width, height) => noise(width, height);
    // oxlint-disable-next-line unbound-method -- called with a canvas
    const convert = OffscreenCanvas.prototype.convertToBlob;
    OffscreenCanvas.prototype.convertToBlob = async function convertNoise(options) {
      const canvas = new OffscreenCanvas(this.width, this.height);
      canvas.getContext('2d')?.putImageData(noise(this.width, this.height), 0, 0);
      return convert.call(canvas, options);
    };
  });
});

test('a picture that needs no scaling is sent as the file itself, and the page says why', async ({ page, replay }) => {
  const app = new App(page);
  await app.open();
  const file = png('frame-1.png');
  await app.tell([file], replay.url);
  await app.done();
  expect(picturesOf(lastPost(replay))).toEqual([`data:image/png;base64,${file.buffer.toString('base64')}`]);
  await expect(page.getByText('The pictures are sent as files, because this browser changes')).toBeVisible();
  await expect(page.getByText(/Allow this page to read canvas data/)).toBeVisible();
  await app.expectCompletion(harbour);
});

test('a picture that must be scaled is not added, and the page says how to allow it', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.add([png('large.png', [1, 2, 3], 4000, 3000)]);
  await expect(app.alert).toContainText('“large.png” would have to be scaled or turned.');
  await expect(app.alert).toContainText('Allow this page to read canvas data');
  await expect(app.tiles).toHaveCount(0);
});
