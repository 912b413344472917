import type { Size } from './box.ts';
import type { Box } from './types.ts';

/** Where a frame is on a stage. */
export interface Placement {
  /** CSS pixels for each pixel of the frame. */
  readonly scale: number;
  /** The left and top edge of the frame, in CSS pixels of the stage. */
  readonly x: number;
  readonly y: number;
}

/** All of a frame. */
export function wholeFrame({ width, height }: Size): Box<'frame'> {
  return { space: 'frame', x1: 0, y1: 0, x2: width, y2: height };
}

/**
 * The placement that shows an area of a frame in the middle of a room: all of it (`contain`), or so much that it fills the
 * room (`cover`).
 */
export function placementIn(area: Box<'frame'>, room: Size, fit: 'contain' | 'cover' = 'contain'): Placement {
  const scale = Math[fit === 'cover' ? 'max' : 'min'](
    room.width / (area.x2 - area.x1),
    room.height / (area.y2 - area.y1),
  );
  const middle = { x: (area.x1 + area.x2) / 2, y: (area.y1 + area.y2) / 2 };
  return { scale, x: room.width / 2 - middle.x * scale, y: room.height / 2 - middle.y * scale };
}

/** Converts a box of a frame to the stage. */
export function toStage({ x1, y1, x2, y2 }: Box<'frame'>, { scale, x, y }: Placement): Box<'stage'> {
  return { space: 'stage', x1: x + x1 * scale, y1: y + y1 * scale, x2: x + x2 * scale, y2: y + y2 * scale };
}

/** Converts a box of the stage to the frame. */
export function toFrame({ x1, y1, x2, y2 }: Box<'stage'>, { scale, x, y }: Placement): Box<'frame'> {
  return { space: 'frame', x1: (x1 - x) / scale, y1: (y1 - y) / scale, x2: (x2 - x) / scale, y2: (y2 - y) / scale };
}
