import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react';
import type { RefObject } from 'react';

interface Items {
  /** The selector of an item. Every item is rendered with `tabIndex` -1. */
  readonly item: string;
  /** The selector of the item that is the tab stop while none has the focus; without it, the one that had it last. */
  readonly home?: string;
}

/**
 * Makes one item of a list, a grid or a text its only tab stop: the item with the focus, else `home`, else the first. It
 * sets `tabIndex` in the DOM instead of using state, because a story has 2,000 items and only two change. Radix has such a
 * group inside its tabs and toolbars, but renders every item when the stop moves (13 ms for 200 tabs).
 */
export function useTabStop(list: RefObject<HTMLElement | null>, { item, home }: Items): void {
  const stop = useRef<HTMLElement | null>(null);
  function move(to: HTMLElement | null): void {
    if (to === stop.current) return;
    if (stop.current !== null) stop.current.tabIndex = -1;
    if (to !== null) to.tabIndex = 0;
    stop.current = to;
  }
  function settle(focused: Element | null): void {
    const element = list.current;
    const within = element?.contains(focused) === true ? focused?.closest<HTMLElement>(item) : null;
    const chosen = home === undefined ? stop.current : element?.querySelector<HTMLElement>(home);
    const usual = element?.contains(chosen ?? null) === true ? chosen : element?.querySelector<HTMLElement>(item);
    move(within ?? usual ?? null);
  }
  const focusMoved = useEffectEvent(settle);
  // After each render, because any of them may add, remove or choose an item.
  useLayoutEffect(() => settle(document.activeElement));
  useEffect(() => {
    const element = list.current;
    const entered = ({ target }: FocusEvent): void => focusMoved(target instanceof Element ? target : null);
    const left = ({ relatedTarget }: FocusEvent): void =>
      focusMoved(relatedTarget instanceof Element ? relatedTarget : null);
    element?.addEventListener('focusin', entered);
    element?.addEventListener('focusout', left);
    return () => {
      element?.removeEventListener('focusin', entered);
      element?.removeEventListener('focusout', left);
    };
  }, [list]);
}

/**
 * The index of the item that an arrow key, Home or End leads to in a row of items; null for another key. At the ends, the
 * row either stops or goes on at its other end.
 */
export function nextInRow(key: string, from: number, count: number, ends: 'stop' | 'wrap'): number | null {
  const at = (index: number): number =>
    ends === 'wrap' ? (index + count) % count : Math.min(Math.max(index, 0), count - 1);
  switch (key) {
    case 'ArrowLeft':
      return at(from - 1);
    case 'ArrowRight':
      return at(from + 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
