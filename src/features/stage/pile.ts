import type { Point } from './lens.ts';
import type { SeenBox } from './sight.ts';

/** A box without area is still pointed at: in CSS pixels, WCAG's 24 would cover its neighbours. */
export const LEAST = 14;

/** Where a box can be pointed at: itself, or a small square on it where it has no area. */
export function reachOfBox({ at, empty }: SeenBox): SeenBox['at'] {
  if (!empty) return at;
  const half = LEAST / 2;
  return { ruler: 'stage', x1: at.x1 - half, y1: at.y1 - half, x2: at.x1 + half, y2: at.y1 + half };
}

/** The boxes that lie over one another at a point, the smallest first, as they are met from above. */
export function pileAt(boxes: readonly SeenBox[], { x, y }: Point): readonly SeenBox[] {
  return fromAbove(
    boxes.filter((box) => {
      const { x1, y1, x2, y2 } = reachOfBox(box);
      return x >= x1 && x <= x2 && y >= y1 && y <= y2;
    }),
  );
}

/** A box and all that overlap it, the smallest first. */
export function pileOf(boxes: readonly SeenBox[], of: SeenBox): readonly SeenBox[] {
  const own = reachOfBox(of);
  return fromAbove(
    boxes.filter((box) => {
      const other = reachOfBox(box);
      return other.x1 < own.x2 && other.x2 > own.x1 && other.y1 < own.y2 && other.y2 > own.y1;
    }),
  );
}

/** The box before or behind this one in a pile, round and round; null where there is no other. */
export function stepIn(pile: readonly SeenBox[], key: string | null, by: 1 | -1): SeenBox | null {
  if (pile.length < 2) return null;
  const here = Math.max(
    0,
    pile.findIndex((box) => box.key === key),
  );
  return pile[(here + by + pile.length) % pile.length] ?? null;
}

// `boxesOn` lays the largest first, so that the smallest lies on top.
function fromAbove(boxes: readonly SeenBox[]): readonly SeenBox[] {
  return boxes.toReversed();
}
