let noisy: boolean | undefined;

/**
 * Whether the browser changes the pixels that a page reads from a canvas, to prevent fingerprinting: Firefox with
 * `privacy.resistFingerprinting`, LibreWolf, Tor, Brave, CanvasBlocker. If StoryLens scaled a picture there, the result
 * would be noise.
 */
export function isCanvasNoisy(): boolean {
  noisy ??= paintsDiffer();
  return noisy;
}

// In pixels. Some browsers change only a few pixels; a square of this size is large enough to notice that.
const SIDE = 24;
// Some extensions change only the lowest bit of a value, which does not harm a picture.
const TOLERANCE = 4;

function paintsDiffer(): boolean {
  const context = new OffscreenCanvas(SIDE, SIDE).getContext('2d', { willReadFrequently: true });
  if (context === null) return false;
  const colours = [
    [200, 30, 90],
    [20, 160, 240],
  ] as const;
  colours.forEach(([red, green, blue], i) => {
    context.fillStyle = `rgb(${red} ${green} ${blue})`;
    context.fillRect((i * SIDE) / 2, 0, SIDE / 2, SIDE);
  });
  const { data } = context.getImageData(0, 0, SIDE, SIDE);
  return data.some((value, at) => {
    const half = Math.floor(at / 4) % SIDE < SIDE / 2 ? colours[0] : colours[1];
    return Math.abs(value - (half[at % 4] ?? 255)) > TOLERANCE;
  });
}

/**
 * Reads from a file's EXIF data how its picture is turned: 1 for a picture that is upright or has no such data, up to 8.
 *
 *     Exif\0\0  II*\0 or MM\0*  offset of the list  …  count  (tag, type, count, value) of 12 bytes each
 *
 * Source: Exif 2.32, 4.5 and 4.6.4; the tag is 0x0112.
 */
export function orientationIn(bytes: Uint8Array<ArrayBuffer>): number {
  const text = Array.from(bytes.subarray(0, 65_536), (byte) => String.fromCharCode(byte)).join('');
  const start = text.indexOf('Exif\0\0') + 6;
  if (start < 6 || bytes.length < start + 8) return 1;
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, Math.min(bytes.length, 65_536) - start);
  const little = view.getUint16(0) === 0x4949;
  const list = view.getUint32(4, little);
  if (list + 2 > view.byteLength) return 1;
  const count = view.getUint16(list, little);
  for (let at = list + 2; at < list + 2 + count * 12 && at + 10 <= view.byteLength; at += 12) {
    if (view.getUint16(at, little) === 0x0112) return view.getUint16(at + 8, little);
  }
  return 1;
}
