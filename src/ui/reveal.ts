/** Space at the edges of a scrolling element in which the target may not end up, in CSS pixels: what a sticky part covers. */
export interface Insets {
  readonly top?: number;
  readonly left?: number;
  readonly right?: number;
}

/**
 * How far to move a range so that it is within a room: no further than needed, and 0 if it already is. Of a range that is
 * longer than the room, the beginning is shown.
 */
export function distanceInto(from: number, to: number, start: number, end: number): number {
  if (from < start || to - from > end - start) return from - start;
  return Math.max(0, to - end);
}

/**
 * Scrolls one element, and no other, no further than needed to show a target inside it. `scrollIntoView` would also scroll
 * the page and every element between.
 */
export function reveal(
  scroller: HTMLElement,
  target: Element,
  { axis = 'both', insets = {} }: { readonly axis?: 'both' | 'x' | 'y'; readonly insets?: Insets } = {},
): void {
  const room = scroller.getBoundingClientRect();
  const at = target.getBoundingClientRect();
  const { top = 0, left = 0, right = 0 } = insets;
  if (axis !== 'y') scroller.scrollLeft += distanceInto(at.left, at.right, room.left + left, room.right - right);
  if (axis !== 'x') scroller.scrollTop += distanceInto(at.top, at.bottom, room.top + top, room.bottom);
}
