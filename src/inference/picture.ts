import { CANVAS_NOISE } from './canvas-advice.ts';
import { isCanvasNoisy, orientationIn } from './canvas-noise.ts';
import { sniff, SNIFF_LENGTH, type PictureFormat } from './sniff.ts';
import { DEFAULT_MAX_PIXELS, sentSize, type PatchSide, type Size } from './vision.ts';

/** A picture as the model will see it. */
export interface Picture {
  /** A JPEG, encoded once: the same bytes are shown, stored and sent. Or the file itself, see `asFile`. */
  readonly blob: Blob;
  /** The size in pixels; both sides are multiples of a token's side. The boxes in the model's answer use this size. */
  readonly width: number;
  readonly height: number;
  /** The size of the file's picture in pixels, after EXIF rotation. */
  readonly originalWidth: number;
  readonly originalHeight: number;
  /** The blob is the file itself, because this browser returns noise from a canvas. */
  readonly asFile?: true;
}

export type PictureProblem = 'empty' | 'not-image' | 'heic' | 'broken' | 'too-thin' | 'canvas' | 'not-loaded';

export type PictureResult =
  | { readonly ok: true; readonly picture: Picture }
  | { readonly ok: false; readonly problem: PictureProblem; readonly sentence: string };

// JPEG for every source, because one request can contain seventeen frames: Chromium's PNG is 1.7 to 2.6 times as large
// for a drawing or a screenshot, and several times as large for a photo. The loss does not matter to the model, which
// sees patches of 14 pixels.
const ENCODING = { type: 'image/jpeg', quality: 0.92 };

/**
 * Converts a file into the picture that is sent:
 *
 * - EXIF rotation is applied, because vLLM ignores it and boxes would be in the wrong place.
 * - Transparent areas become white, as vLLM makes them.
 * - The picture is scaled to a size that the server does not change.
 *
 * Callers must read files one after the other: a picture is decoded in memory, and 50 megapixels take 200 MB.
 *
 * @param name the file's name, for the error message.
 * @param options.maxPixels the most pixels to send.
 * @param options.patchSide the pixels of a token's side in the model that will see the picture.
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
  // HEIC files are tried too, because Safari can read them. Other browsers cannot.
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null);
  if (bitmap === null) {
    return format === 'heic'
      ? problem('heic', `“${name}” is a HEIC photo, which this browser cannot read. Save it as JPEG and add that.`)
      : problem('broken', `“${name}” is damaged: it starts like a ${format.toUpperCase()} file, but cannot be read.`);
  }
  try {
    const size = sentSize(bitmap.width, bitmap.height, options.maxPixels ?? DEFAULT_MAX_PIXELS, options.patchSide);
    if (!size.ok) return problem(size.problem, `“${name}” cannot be sent. ${size.sentence}`);
    const { width, height } = size;
    const sizes = { width, height, originalWidth: bitmap.width, originalHeight: bitmap.height };
    if (isCanvasNoisy()) {
      const same = width === bitmap.width && height === bitmap.height;
      return same && (await isSendable(file, format))
        ? { ok: true, picture: { blob: file, ...sizes, asFile: true } }
        : problem('canvas', `“${name}” would have to be scaled or turned. ${CANVAS_NOISE}`);
    }
    const blob = await draw(bitmap, size).convertToBlob(ENCODING);
    return { ok: true, picture: { blob, ...sizes } };
  } catch {
    return problem('broken', `“${name}” could not be scaled; it may be too large for the memory of this browser.`);
  } finally {
    bitmap.close();
  }
}

/** Whether a server can read the file, and sees its picture as the browser does. vLLM ignores EXIF rotation. */
async function isSendable(file: Blob, format: PictureFormat): Promise<boolean> {
  if (format === 'heic' || format === 'avif') return false;
  return orientationIn(new Uint8Array(await file.arrayBuffer())) === 1;
}

function draw(bitmap: ImageBitmap, { width, height }: Size): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) throw new Error('No 2D canvas');
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  // The picture is scaled in one step. Repeated halving takes three times as long and is not more exact: at a quarter of
  // the size, both are 0.8 of 255 away from the mean of the pixels that a new pixel covers. Without this setting the
  // browser picks every fourth pixel, which turns fine lines into moiré.
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  return canvas;
}

const dataUrls = new WeakMap<Blob, Promise<string>>();

/**
 * Converts a blob to a data URL. The same blob always gives the same string, so a second request has the same bytes and
 * the server can use its prefix cache.
 *
 * @throws DOMException if the blob cannot be read, for example a deleted file.
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
