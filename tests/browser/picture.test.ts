import { describe, expect, test } from 'vitest';
import { dataUrl, readPicture, type Picture } from '../../src/inference/index.ts';
import { halves, image, lines, nothing, turned } from './files.ts';
import type { Paint } from './files.ts';

/** A picture that is as hard to encode as a photo. */
const noise: Paint = (context, width, height) => {
  const data = context.createImageData(width, height);
  let seed = 1;
  for (let at = 0; at < data.data.length; at++) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    data.data[at] = at % 4 === 3 ? 255 : seed >>> 24;
  }
  context.putImageData(data, 0, 0);
};

async function read(file: Blob, options?: { maxPixels?: number }): Promise<Picture> {
  const result = await readPicture(file, 'frame.png', options);
  if (!result.ok) throw new Error(result.sentence);
  return result.picture;
}

/** The colour at a position, given as shares of width and height; each channel is rounded to 0, 128 or 255. */
async function colourAt(picture: Picture, x: number, y: number): Promise<number[]> {
  const bitmap = await createImageBitmap(picture.blob);
  expect([bitmap.width, bitmap.height]).toEqual([picture.width, picture.height]);
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  context?.drawImage(bitmap, 0, 0);
  const pixel = context?.getImageData(Math.floor(x * bitmap.width), Math.floor(y * bitmap.height), 1, 1).data;
  return [...(pixel ?? [])].slice(0, 3).map((channel) => Math.min(255, Math.round(channel / 128) * 128));
}

const RED = [255, 0, 0];
const BLUE = [0, 0, 255];

describe('the picture that is sent', () => {
  test('has a size that the server does not change, and keeps the size of the file', async () => {
    const picture = await read(await image(960, 540, halves));
    expect(picture).toMatchObject({ width: 952, height: 532, originalWidth: 960, originalHeight: 540 });
    expect(await colourAt(picture, 0.1, 0.5)).toEqual(RED);
    expect(await colourAt(picture, 0.9, 0.5)).toEqual(BLUE);
  });

  test('stays within the pixel budget', async () => {
    expect(await read(await image(1920, 1080, halves))).toMatchObject({ width: 1316, height: 728 });
    expect(await read(await image(1920, 1080, halves), { maxPixels: 100_000 })).toMatchObject({
      width: 420,
      height: 224,
    });
  });

  // EXIF orientation: 3 is upside down, 6 is rotated clockwise, 8 counterclockwise.
  test.each([
    [1, 588, 252, RED, BLUE, 'x'],
    [3, 588, 252, BLUE, RED, 'x'],
    [6, 252, 588, RED, BLUE, 'y'],
    [8, 252, 588, BLUE, RED, 'y'],
  ] as const)('EXIF orientation %i is baked in', async (orientation, width, height, first, second, axis) => {
    const picture = await read(await turned(await image(588, 252, halves, 'image/jpeg'), orientation));
    expect(picture).toMatchObject({ width, height, originalWidth: width, originalHeight: height });
    const place = (along: number): [number, number] => (axis === 'x' ? [along, 0.5] : [0.5, along]);
    expect(await colourAt(picture, ...place(0.1))).toEqual(first);
    expect(await colourAt(picture, ...place(0.9))).toEqual(second);
  });

  test('is white where the file is transparent', async () => {
    const picture = await read(await image(280, 280, nothing));
    expect(await colourAt(picture, 0.5, 0.5)).toEqual([255, 255, 255]);
  });

  test('of fine lines is their average, without moiré', async () => {
    const picture = await read(await image(4480, 3360, lines));
    const colours = await Promise.all([0.1, 0.31, 0.5, 0.77].map(async (x) => colourAt(picture, x, 0.5)));
    expect(new Set(colours.flat())).toEqual(new Set([128]));
  });

  test('is a JPEG, whatever the file was', async () => {
    const types = ['image/png', 'image/jpeg', 'image/webp'];
    const pictures = await Promise.all(types.map(async (type) => read(await image(560, 560, halves, type))));
    expect(pictures.map(({ blob }) => blob.type)).toEqual(['image/jpeg', 'image/jpeg', 'image/jpeg']);
  });

  test('can come from a photo with 50 megapixels', async () => {
    const picture = await read(await image(8660, 5774, halves, 'image/jpeg'));
    expect(picture).toMatchObject({ width: 1204, height: 812, originalWidth: 8660, originalHeight: 5774 });
    expect(await colourAt(picture, 0.9, 0.9)).toEqual(BLUE);
  });

  test('is read whatever the type or name of the file is', async () => {
    const file = new File([await image(280, 280, halves)], 'frame.txt', { type: 'text/plain' });
    expect(await read(file)).toMatchObject({ width: 280, height: 280 });
  });
});

describe('a file that cannot be sent', () => {
  const heic = Uint8Array.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0\0\0', (char) => char.charCodeAt(0));
  const avif = Uint8Array.from('\0\0\0\x1Cftypmif1\0\0\0\0mif1avifmiaf\0\0\0\0', (char) => char.charCodeAt(0));
  const cases: [string, string, () => Blob | Promise<Blob>, RegExp][] = [
    ['an empty file', 'empty', () => new Blob([]), /“a\.jpg” is empty/],
    ['text', 'not-image', () => new Blob(['hello']), /not a picture.*PNG, JPEG/],
    ['markup', 'not-image', () => new Blob(['<svg xmlns="http://www.w3.org/2000/svg"/>']), /not a picture/],
    ['a HEIC photo', 'heic', () => new Blob([heic]), /HEIC.*Save it as JPEG/],
    ['a broken AVIF', 'broken', () => new Blob([avif]), /damaged.*AVIF/],
    ['a PNG cut short', 'broken', async () => (await image(280, 280, noise)).slice(0, 40), /damaged.*PNG/],
    ['a strip', 'too-thin', async () => image(2000, 5, halves), /2000 by 5.*200 times/],
  ];
  test.each(cases)('%s', async (_, problem, file, sentence) => {
    expect(await readPicture(await file(), 'a.jpg')).toEqual({
      ok: false,
      problem,
      sentence: expect.stringMatching(sentence),
    });
  });
});

describe('the data URL', () => {
  test('contains the bytes of the blob', async () => {
    const { blob } = await read(await image(280, 280, halves));
    const url = await dataUrl(blob);
    expect(url).toMatch(/^data:image\/jpeg;base64,[\w+/]+={0,2}$/);
    const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
    expect(bytes).toEqual(new Uint8Array(await blob.arrayBuffer()));
  });

  test('of the same file is the same each time', async () => {
    const file = await image(960, 540, noise, 'image/jpeg');
    const [first, second] = [await read(file), await read(file)];
    expect(await dataUrl(first.blob)).toBe(await dataUrl(second.blob));
  });
});
