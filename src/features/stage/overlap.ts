import type { Point } from './viewport.ts';
import type { VisibleBox } from './visibleBoxes.ts';

/** A box without area is still pointed at: in CSS pixels, WCAG's 24 would cover its neighbours. */
export const MIN_HIT_SIDE = 14;

/** Where a box can be pointed at: itself, or a small square on it where it has no area. */
export function hitArea({ at, empty }: VisibleBox): VisibleBox['at'] {
  if (!empty) return at;
  const half = MIN_HIT_SIDE / 2;
  return { space: 'stage', x1: at.x1 - half, y1: at.y1 - half, x2: at.x1 + half, y2: at.y1 + half };
}

/** The boxes that lie over one another at a point, the smallest first, as they are met from above. */
export function overlapAt(boxes: readonly VisibleBox[], { x, y }: Point): readonly VisibleBox[] {
  return fromAbove(
    boxes.filter((box) => {
      const { x1, y1, x2, y2 } = hitArea(box);
      return x >= x1 && x <= x2 && y >= y1 && y <= y2;
    }),
  );
}

/** A box and all that overlap it, the smallest first. */
export function overlapOf(boxes: readonly VisibleBox[], of: VisibleBox): readonly VisibleBox[] {
  const own = hitArea(of);
  return fromAbove(
    boxes.filter((box) => {
      const other = hitArea(box);
      return other.x1 < own.x2 && other.x2 > own.x1 && other.y1 < own.y2 && other.y2 > own.y1;
    }),
  );
}

/** The box before or behind this one in a pile, round and round; null where there is no other. */
export function stepIn(pile: readonly VisibleBox[], key: string | null, by: 1 | -1): VisibleBox | null {
  if (pile.length < 2) return null;
  const here = Math.max(
    0,
    pile.findIndex((box) => box.key === key),
  );
  return pile[(here + by + pile.length) % pile.length] ?? null;
}

// `boxesOn` lays the largest first, so that the smallest lies on top.
function fromAbove(boxes: readonly VisibleBox[]): readonly VisibleBox[] {
  return boxes.toReversed();
}
