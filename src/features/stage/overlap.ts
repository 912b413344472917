import type { Point } from './viewport.ts';
import type { VisibleBox } from './visibleBoxes.ts';

/**
 * The side of the square in which a box without area can be pointed at, in CSS pixels. WCAG's 24 would cover its
 * neighbours.
 */
export const MIN_HIT_SIDE = 14;

/** The area in which a box can be pointed at: the box itself, or a small square if the box has no area. */
export function hitArea({ at, empty }: VisibleBox): VisibleBox['at'] {
  if (!empty) return at;
  const half = MIN_HIT_SIDE / 2;
  return { space: 'stage', x1: at.x1 - half, y1: at.y1 - half, x2: at.x1 + half, y2: at.y1 + half };
}

/** The boxes that contain a point of the stage, topmost (smallest) first. */
export function overlapAt(boxes: readonly VisibleBox[], { x, y }: Point): readonly VisibleBox[] {
  return topFirst(
    boxes.filter((box) => {
      const { x1, y1, x2, y2 } = hitArea(box);
      return x >= x1 && x <= x2 && y >= y1 && y <= y2;
    }),
  );
}

/** A box and all boxes that overlap it, topmost (smallest) first. */
export function overlapOf(boxes: readonly VisibleBox[], of: VisibleBox): readonly VisibleBox[] {
  const own = hitArea(of);
  return topFirst(
    boxes.filter((box) => {
      const other = hitArea(box);
      return other.x1 < own.x2 && other.x2 > own.x1 && other.y1 < own.y2 && other.y2 > own.y1;
    }),
  );
}

/** The next box below (1) or above (-1) this one in a stack, wrapping around; null if the stack has fewer than two. */
export function stepIn(stack: readonly VisibleBox[], key: string | null, by: 1 | -1): VisibleBox | null {
  if (stack.length < 2) return null;
  const here = Math.max(
    0,
    stack.findIndex((box) => box.key === key),
  );
  return stack[(here + by + stack.length) % stack.length] ?? null;
}

// `boxesIn` sorts the largest first, so that the smallest is drawn on top.
function topFirst(boxes: readonly VisibleBox[]): readonly VisibleBox[] {
  return boxes.toReversed();
}
