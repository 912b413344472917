/** Reads the format and the size of a picture from its bytes. */

/** @typedef {{ width: number, height: number }} Size in pixels, as stored: EXIF orientation is not applied */

/** @param {Buffer} bytes @returns {Size | null} */
function sizeOfJpeg(bytes) {
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    // start of frame; C4, C8 and CC between them are tables
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}

/** @param {Buffer} bytes @returns {Size | null} */
function sizeOfWebp(bytes) {
  if (bytes.length < 30) return null;
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
    default:
      return null;
  }
}

/**
 * The size of a PNG, JPEG, GIF or WebP.
 * @param {Buffer} bytes
 * @returns {Size | null} null if it has another format, or ends before its size
 */
export function sizeOfImage(bytes) {
  if (bytes.length >= 24 && bytes.toString('latin1', 1, 4) === 'PNG') {
    return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  }
  if (bytes.length >= 10 && bytes.toString('latin1', 0, 3) === 'GIF') {
    return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
  }
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') return sizeOfWebp(bytes);
  return bytes[0] === 0xff && bytes[1] === 0xd8 ? sizeOfJpeg(bytes) : null;
}

/** @param {number} x @returns {number} rounded like Python, halves to the even number */
function roundHalfToEven(x) {
  const floor = Math.floor(x);
  const rest = x - floor;
  if (rest !== 0.5) return rest < 0.5 ? floor : floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

const patch = 28;
const minPixels = 3136;

/**
 * The tokens of a picture for Qwen2.5-VL, whose processor first resizes both sides to multiples of 28 within the budget.
 * @param {Size} size
 * @param {number} maxPixels
 * @returns {number} without the two tokens that mark its beginning and end
 */
export function imageTokens({ width, height }, maxPixels) {
  let w = roundHalfToEven(width / patch);
  let h = roundHalfToEven(height / patch);
  if (w * h * patch * patch > maxPixels) {
    const shrink = Math.sqrt((width * height) / maxPixels);
    w = Math.max(1, Math.floor(width / shrink / patch));
    h = Math.max(1, Math.floor(height / shrink / patch));
  } else if (w * h * patch * patch < minPixels) {
    const grow = Math.sqrt(minPixels / (width * height));
    w = Math.ceil((width * grow) / patch);
    h = Math.ceil((height * grow) / patch);
  }
  return w * h;
}
