import { useVirtualizer } from '@tanstack/react-virtual';
import type { Virtualizer } from '@tanstack/react-virtual';

interface LongList {
  readonly count: number;
  /** The size of an item along the axis, in CSS pixels: exact, or an estimate for items that are measured. */
  readonly size: number;
  readonly scroller: () => HTMLElement | null;
  readonly axis?: 'x' | 'y';
  /** How many items beyond each end of the view count as near. */
  readonly near: number;
}

/** Finds which items of a long list are in view or near, so that only these are rendered in full. */
export function useWindowing({ count, size, scroller, axis = 'y', near }: LongList): Virtualizer<HTMLElement, Element> {
  return useVirtualizer<HTMLElement, Element>({
    count,
    estimateSize: () => size,
    getScrollElement: scroller,
    horizontal: axis === 'x',
    overscan: near,
    // The size before the first layout. No list is larger than the window.
    initialRect: { width: innerWidth, height: innerHeight },
  });
}

/** The half-open range of the items that are in view or near. */
export function rangeInView(list: Virtualizer<HTMLElement, Element>): readonly [from: number, to: number] {
  const items = list.getVirtualItems();
  return [items[0]?.index ?? 0, (items.at(-1)?.index ?? -1) + 1];
}
