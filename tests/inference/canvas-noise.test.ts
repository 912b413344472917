import fc from 'fast-check';
import { expect, test } from 'vitest';
import { orientationIn } from '../../src/inference/canvas-noise.ts';

/** The start of a JPEG whose EXIF data has only this orientation. */
function turned(orientation: number, little: boolean): Uint8Array<ArrayBuffer> {
  const tiff = new DataView(new ArrayBuffer(22));
  tiff.setUint16(0, little ? 0x4949 : 0x4d4d);
  tiff.setUint16(2, 42, little);
  tiff.setUint32(4, 8, little);
  tiff.setUint16(8, 1, little);
  tiff.setUint16(10, 0x0112, little);
  tiff.setUint16(12, 3, little);
  tiff.setUint32(14, 1, little);
  tiff.setUint16(18, orientation, little);
  const head = new TextEncoder().encode('Exif\0\0');
  return new Uint8Array([0xff, 0xd8, 0xff, 0xe1, 0, 30, ...head, ...new Uint8Array(tiff.buffer)]);
}

test.each([1, 2, 3, 4, 5, 6, 7, 8])('orientation %i is read in both byte orders', (orientation) => {
  expect(orientationIn(turned(orientation, true))).toBe(orientation);
  expect(orientationIn(turned(orientation, false))).toBe(orientation);
});

test('a file without EXIF data is upright, and no bytes cause an exception', () => {
  expect(orientationIn(new Uint8Array())).toBe(1);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), fc.boolean(), (bytes, exif) => {
      const start = exif ? new TextEncoder().encode('Exif\0\0') : [];
      expect(orientationIn(new Uint8Array([...start, ...bytes]))).toBeGreaterThanOrEqual(0);
    }),
  );
});
