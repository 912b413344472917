import type { Box, BoxDialect } from './types.ts';

/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size of a picture in the units of boxes. With `yFirst` their numbers are y1,x1,y2,x2. */
export interface InUnits extends Size {
  readonly yFirst?: boolean;
}

/** The size of a picture in the units of its boxes, and in those of the dialects that are read in other units. */
export interface Measured extends InUnits {
  readonly dialects?: Readonly<Partial<Record<BoxDialect, InUnits>>>;
}

/**
 * The units that a dialect brings: of DeepSeek-VL2 and Florence-2 the last of 1000 steps is 999, PaliGemma has 1024, and
 * PaliGemma and Gemini write y first. Missing for `bbox_2d`: Qwen2.5-VL writes pixels, Qwen3-VL thousandths.
 */
const OWN_UNITS: Readonly<Partial<Record<BoxDialect, InUnits>>> = {
  box_start: { width: 1000, height: 1000 },
  begin_of_box: { width: 1000, height: 1000 },
  box: { width: 1000, height: 1000 },
  det: { width: 999, height: 999 },
  loc_: { width: 999, height: 999 },
  loc4: { width: 1024, height: 1024, yFirst: true },
  box_2d: { width: 1000, height: 1000, yFirst: true },
};

/** The size of a picture in the units that a dialect brings; null if it brings none. */
export function ownUnits(dialect: BoxDialect): InUnits | null {
  return OWN_UNITS[dialect] ?? null;
}

/** The size of a picture in the units of this box. */
function unitsOf({ dialect }: Box<'model'>, measured: Measured): InUnits {
  if (dialect === undefined) return measured;
  return measured.dialects?.[dialect] ?? OWN_UNITS[dialect] ?? measured;
}

/** A box ready to be drawn: in pixels of the upright frame, with its corners in order, and how it was changed. */
export interface PlacedBox {
  readonly box: Box<'frame'>;
  /** Whether a part of more than a tenth of the frame's side was outside the frame and is cut off. */
  readonly clamped: boolean;
  /** Whether a part of at most a tenth of the frame's side was outside and is cut off. This is not a mistake. */
  readonly trimmed: boolean;
  /** Whether the box has no area inside the frame, so that a mark is drawn instead of a rectangle. */
  readonly empty: boolean;
}

/**
 * Converts a model's box to a frame. `measured` is the size of the picture whose pixels the numbers count (the picture
 * that was sent, or the dataset's own frame), `frame` the size of the picture that is shown. Reversed corners are put in
 * order, and coordinates outside are clamped. The dataset's validator allows 1.1 times the size (QwenLM/Qwen2.5-VL#1035: boxes may exceed the image).
 */
export function placeBox(box: Box<'model'>, measured: Measured, frame: Size): PlacedBox {
  const units = unitsOf(box, measured);
  const sx = frame.width / units.width;
  const sy = frame.height / units.height;
  const [xa, ya, xb, yb] = units.yFirst === true ? [box.y1, box.x1, box.y2, box.x2] : [box.x1, box.y1, box.x2, box.y2];
  const left = Math.min(xa, xb) * sx;
  const right = Math.max(xa, xb) * sx;
  const top = Math.min(ya, yb) * sy;
  const bottom = Math.max(ya, yb) * sy;
  const x1 = clamp(left, frame.width);
  const x2 = clamp(right, frame.width);
  const y1 = clamp(top, frame.height);
  const y2 = clamp(bottom, frame.height);
  /** Whether a side is outside by more than this share of the frame and by more than one unit of the box's numbers. */
  function isOutside(share: number): boolean {
    const dx = Math.max(sx, frame.width * share);
    const dy = Math.max(sy, frame.height * share);
    return left < -dx || top < -dy || right > frame.width + dx || bottom > frame.height + dy;
  }
  return {
    box: { space: 'frame', x1, y1, x2, y2 },
    clamped: isOutside(0.1),
    // Some models write the last pixel as the width, not as the width - 1. Such a box is not outside.
    trimmed: isOutside(0) && !isOutside(0.1),
    empty: x2 - x1 <= 0 || y2 - y1 <= 0,
  };
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(value, 0), most);
}

/**
 * The size to use for a frame whose picture is missing: the smallest that contains every box, if the boxes count pixels (an edge at 574 belongs to a width of 575),
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
