import type { Box } from './types.ts';

/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A box ready to be drawn: in pixels of the upright frame, with its corners in order, and how it was changed. */
export interface PlacedBox {
  readonly box: Box<'frame'>;
  /** Whether a part of it was outside the frame and is cut off. */
  readonly clamped: boolean;
  /** Whether it has no area inside the frame, so that a mark is drawn in place of a rectangle. */
  readonly empty: boolean;
}

/**
 * Converts a model's box to a frame. `measured` is the size of the picture whose pixels the numbers count (the picture
 * that was sent, or the dataset's own frame), `frame` the size of the picture that is shown. Reversed corners are put in
 * order, and coordinates outside are clamped (QwenLM/Qwen2.5-VL#1035: boxes may exceed the image).
 */
export function placeBox(box: Box<'model'>, measured: Size, frame: Size): PlacedBox {
  const sx = frame.width / measured.width;
  const sy = frame.height / measured.height;
  const left = Math.min(box.x1, box.x2) * sx;
  const right = Math.max(box.x1, box.x2) * sx;
  const top = Math.min(box.y1, box.y2) * sy;
  const bottom = Math.max(box.y1, box.y2) * sy;
  const x1 = clamp(left, frame.width);
  const x2 = clamp(right, frame.width);
  const y1 = clamp(top, frame.height);
  const y2 = clamp(bottom, frame.height);
  return {
    box: { space: 'frame', x1, y1, x2, y2 },
    // A model that counts the last pixel as width, not as width - 1, is not outside.
    clamped: left < -sx || top < -sy || right > frame.width + sx || bottom > frame.height + sy,
    empty: x2 - x1 <= 0 || y2 - y1 <= 0,
  };
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(value, 0), most);
}

/** Converts a frame's box to the stage: `scale` is the number of CSS pixels for each pixel of the frame. */
export function toStage(box: Box<'frame'>, scale: number): Box<'stage'> {
  return { space: 'stage', x1: box.x1 * scale, y1: box.y1 * scale, x2: box.x2 * scale, y2: box.y2 * scale };
}

/**
 * The size to use for a frame whose picture is missing: the smallest that contains every box (an edge at 574 belongs to a width of 575),
 * never narrower than 4:1 or taller than 1:4, so that a lone box in a corner still has a picture around it.
 */
export function fittingSize(boxes: Iterable<Box<'model'>>): Size {
  let width = 0;
  let height = 0;
  for (const box of boxes) {
    width = Math.max(width, Math.ceil(box.x1), Math.ceil(box.x2));
    height = Math.max(height, Math.ceil(box.y1), Math.ceil(box.y2));
  }
  if (width === 0 && height === 0) return { width: 960, height: 540 };
  return { width: Math.max(width + 1, (height + 1) / 4), height: Math.max(height + 1, (width + 1) / 4) };
}
