import type { PlacedBox, Size } from '../../grounding/index.ts';

/** A part of a frame, in its pixels. */
export interface Crop extends Size {
  readonly x: number;
  readonly y: number;
}

/** So much of the box's longer side is shown around it. */
const MARGIN = 0.12;
/** No part of a frame is shown that is smaller than this share of its longer side: it would be four blurred pixels. */
const LEAST = 0.08;
/** Width to height, at least and at most: what is flatter or steeper is shown with more above or beside it. */
const ASPECT = { least: 0.6, most: 1.7 } as const;

/** What is shown of a frame for a box in it: the box with a margin, in a shape that stands well in a row of others. */
export function cropOf({ box }: PlacedBox, frame: Size): Crop {
  const least = LEAST * Math.max(frame.width, frame.height);
  const margin = MARGIN * Math.max(box.x2 - box.x1, box.y2 - box.y1);
  let width = Math.max(box.x2 - box.x1 + 2 * margin, least);
  let height = Math.max(box.y2 - box.y1 + 2 * margin, least);
  width = Math.min(Math.max(width, height * ASPECT.least), frame.width);
  height = Math.min(Math.max(height, width / ASPECT.most), frame.height);
  return {
    x: within((box.x1 + box.x2 - width) / 2, frame.width - width),
    y: within((box.y1 + box.y2 - height) / 2, frame.height - height),
    width,
    height,
  };
}

function within(value: number, most: number): number {
  return Math.min(Math.max(value, 0), most);
}
