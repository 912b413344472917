import type { Box, PlacedBox, Size } from '../../grounding/base.ts';

/** The margin around the box, as a share of its longer side. */
const MARGIN = 0.12;
/**
 * The minimum size of a crop, as a share of the longer side of the frame. A smaller crop would be a few blurred pixels.
 */
const MIN_SIZE = 0.08;
/** The allowed range of width / height. A flatter or taller box is shown with more of the frame around it. */
const ASPECT = { least: 0.6, most: 1.7 } as const;

/** The area to show for a box: the box with a margin, limited to shapes that fit into a row of crops. */
export function cropOf({ box }: PlacedBox, frame: Size): Box<'frame'> {
  const least = MIN_SIZE * Math.max(frame.width, frame.height);
  const margin = MARGIN * Math.max(box.x2 - box.x1, box.y2 - box.y1);
  let width = Math.max(box.x2 - box.x1 + 2 * margin, least);
  let height = Math.max(box.y2 - box.y1 + 2 * margin, least);
  width = Math.min(Math.max(width, height * ASPECT.least), frame.width);
  height = Math.min(Math.max(height, width / ASPECT.most), frame.height);
  const x1 = within((box.x1 + box.x2 - width) / 2, frame.width - width);
  const y1 = within((box.y1 + box.y2 - height) / 2, frame.height - height);
  return { space: 'frame', x1, y1, x2: x1 + width, y2: y1 + height };
}

/** The height of a tile, and the most width that it may take, in CSS pixels. */
const TILE: Size = { width: 220, height: 88 };

/** The size of a tile that shows a crop, in CSS pixels. */
export function tileSize({ x1, y1, x2, y2 }: Box<'frame'>): Size {
  return { width: Math.min(TILE.width, (TILE.height * (x2 - x1)) / (y2 - y1)), height: TILE.height };
}

function within(value: number, most: number): number {
  return Math.min(Math.max(value, 0), most);
}
