import { expect, test } from 'vitest';
import { imageTokens, sizeOfImage } from '../../scripts/replay/image.mjs';

/** Picture sizes and their tokens after transformers' qwen2_vl has resized them, within 16,384 tokens and within 1,280. */
test.each([
  [575, 240, 189, 189],
  [1920, 1080, 2691, 1222],
  [4032, 3024, 15552, 1230],
  [640, 480, 391, 391],
  [200, 50, 14, 14],
  [350, 350, 144, 144],
  [6000, 4000, 16224, 1247],
  [28, 28, 4, 4],
])('%i×%i is %i tokens, or %i in a small budget', (width, height, large, small) => {
  expect(imageTokens({ width, height }, 12_845_056)).toBe(large);
  expect(imageTokens({ width, height }, 1_003_520)).toBe(small);
});

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));
const size = { width: 0x123, height: 0x45 };

test('the size is read from each picture format', () => {
  expect(sizeOfImage(bytes('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', [0, 0, 1, 0x23, 0, 0, 0, 0x45]))).toEqual(size);
  expect(sizeOfImage(bytes('GIF89a', [0x23, 1, 0x45, 0]))).toEqual(size);
  // APP0 of 4 bytes, a Huffman table (C4) that is no frame, then a progressive frame
  const segments = [0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc4, 0, 3, 0, 0xff, 0xc2, 0, 11, 8, 0, 0x45, 1, 0x23, 3];
  expect(sizeOfImage(bytes([0xff, 0xd8], segments))).toEqual(size);
  const riff = (kind: string, ...rest: number[][]) => bytes('RIFF\0\0\0\0WEBP', kind, ...rest);
  const four = [0, 0, 0, 0];
  expect(sizeOfImage(riff('VP8X', four, four, [0x22, 1, 0, 0x44, 0, 0]))).toEqual(size);
  expect(sizeOfImage(riff('VP8 ', four, [0, 0, 0, 0x9d, 1, 0x2a], [0x23, 1, 0x45, 0]))).toEqual(size);
  // 14 bits of width - 1, then 14 of height - 1
  const packed = 0x122 | (0x44 << 14);
  const bits = [0, 8, 16, 24].map((shift) => (packed >>> shift) & 0xff);
  expect(sizeOfImage(riff('VP8L', four, [0x2f], bits, four, [0]))).toEqual(size);
});

test('a file that is not a picture, or ends before its size, has no size', () => {
  for (const broken of [
    '',
    'hello',
    '\x89PNG\r\n',
    'GIF89a',
    '\xff\xd8',
    '\xff\xd8\xff\xe0\0\x04',
    'RIFF\0\0\0\0WEBPVP8 ',
  ]) {
    expect(sizeOfImage(bytes(broken))).toBeNull();
  }
});
