import { sniff, SNIFF_LENGTH } from './sniff.ts';
import { DEFAULT_MAX_PIXELS, sentSize, type PatchSide, type Size } from './vision.ts';

/** A picture as the model will see it. */
export interface Picture {
  /** A JPEG, encoded once: the same bytes are shown, stored and sent. */
  readonly blob: Blob;
  /** Pixels, multiples of a token's side. The boxes in the model's answer are in these. */
  readonly width: number;
  readonly height: number;
  /** Pixels of the file, turned upright. */
  readonly originalWidth: number;
  readonly originalHeight: number;
}

export type PictureProblem = 'empty' | 'not-image' | 'heic' | 'broken' | 'too-thin';

export type PictureResult =
  | { readonly ok: true; readonly picture: Picture }
  | { readonly ok: false; readonly problem: PictureProblem; readonly sentence: string };

// JPEG for every source: Chromium's PNG of a drawing or a screenshot is 1.7 to 2.6 times as large, of a photo several
// times, and seventeen frames go in one request. The model sees patches of 14 pixels.
const ENCODING = { type: 'image/jpeg', quality: 0.92 };

/**
 * Makes a file into the picture that is sent: EXIF rotation baked in (vLLM ignores it, so boxes would be beside the
 * thing), on white ground (as vLLM does with transparency), scaled to a size that the server does not change.
 *
 * While it works it holds the file decoded, 200 MB for 50 megapixels: many files are best read one after the other.
 *
 * @param name the file's name, for the sentence that says what is wrong with it.
 * @param options.maxPixels the most pixels to send; `patchSide` is of the model that is to see it.
 */
export async function readPicture(
  file: Blob,
  name: string,
  options: { readonly maxPixels?: number; readonly patchSide?: PatchSide } = {},
): Promise<PictureResult> {
  if (file.size === 0) return problem('empty', `“${name}” is empty.`);
  const head = await file
    .slice(0, SNIFF_LENGTH)
    .arrayBuffer()
    .catch(() => null);
  if (head === null) return problem('broken', `“${name}” could not be read: it may have been moved or deleted.`);
  const format = sniff(new Uint8Array(head));
  if (format === null) {
    return problem('not-image', `“${name}” is not a picture that can be read (PNG, JPEG, WebP, AVIF, GIF or BMP).`);
  }
  // Safari reads HEIC, other browsers do not: so it is tried.
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null);
  if (bitmap === null) {
    return format === 'heic'
      ? problem('heic', `“${name}” is a HEIC photo, which this browser cannot read. Save it as JPEG and add that.`)
      : problem('broken', `“${name}” is damaged: it begins as ${format.toUpperCase()}, but cannot be read.`);
  }
  try {
    const size = sentSize(bitmap.width, bitmap.height, options.maxPixels ?? DEFAULT_MAX_PIXELS, options.patchSide);
    if (!size.ok) return problem(size.problem, `“${name}” cannot be sent. ${size.sentence}`);
    const blob = await draw(bitmap, size).convertToBlob(ENCODING);
    const { width, height } = size;
    return {
      ok: true,
      picture: { blob, width, height, originalWidth: bitmap.width, originalHeight: bitmap.height },
    };
  } catch {
    return problem('broken', `“${name}” could not be scaled; it may be too large for the memory of this browser.`);
  } finally {
    bitmap.close();
  }
}

function draw(bitmap: ImageBitmap, { width, height }: Size): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) throw new Error('No 2D canvas');
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  // One step: halving first is no closer to the mean of the pixels that a new one covers (0.8 of 255 away at a quarter,
  // both) and takes three times as long. Without this setting every fourth pixel is picked, and lines turn to moiré.
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  return canvas;
}

const dataUrls = new WeakMap<Blob, Promise<string>>();

/**
 * The blob as a data URL. The same blob gives the same string, so that a second request is the same to the last byte
 * and the server's prefix cache holds.
 *
 * @throws DOMException where the blob cannot be read (a file that was deleted).
 */
export async function dataUrl(blob: Blob): Promise<string> {
  let url = dataUrls.get(blob);
  if (url === undefined) {
    url = readAsDataUrl(blob);
    dataUrls.set(blob, url);
    url.catch(() => dataUrls.delete(blob));
  }
  return url;
}

async function readAsDataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('loadend', () => {
      if (typeof reader.result === 'string') resolve(reader.result);
      else reject(reader.error ?? new Error('The picture cannot be read'));
    });
    reader.readAsDataURL(blob);
  });
}

function problem(kind: PictureProblem, sentence: string): PictureResult {
  return { ok: false, problem: kind, sentence };
}
