import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';
import { stripOf } from './tileStyle.ts';

/** So much of the tile before or behind is seen as well, in CSS pixels. */
const PEEK = 40;
/** Milliseconds without an event of scrolling after which a strip that was flung lies still. */
const STILL = 200;

/** Where each strip was last put by the page itself: what it does is not taken for the user's scrolling. */
const putAt = new WeakMap<HTMLElement, number>();

/** Scrolls the strip sideways, and nothing else, no further than is needed for a tile to be seen. */
export function reveal(tile: HTMLElement): void {
  const strip = stripOf(tile);
  if (strip === null) return;
  const room = strip.getBoundingClientRect();
  const at = tile.getBoundingClientRect();
  if (at.left - PEEK < room.left) strip.scrollLeft -= room.left - (at.left - PEEK);
  else if (at.right + PEEK > room.right) strip.scrollLeft += at.right + PEEK - room.right;
  putAt.set(strip, strip.scrollLeft);
}

/**
 * Keeps the tile of the frame that is shown in sight, or the one that has the focus by keyboard, as that changes and as
 * the strip gets narrower: but nothing moves under the pointer, nor while the strip is scrolled or a tile is dragged.
 */
export function useReveal(list: RefObject<HTMLOListElement | null>, place: number, isLifted: () => boolean): void {
  const scrolledAt = useRef(-Infinity);
  useEffect(() => {
    const strip = stripOf(list.current);
    const scrolled = ({ timeStamp }: Event): void => {
      if (strip && strip.scrollLeft !== putAt.get(strip)) scrolledAt.current = timeStamp;
    };
    strip?.addEventListener('scroll', scrolled, { passive: true });
    return () => strip?.removeEventListener('scroll', scrolled);
  }, [list]);
  useEffect(() => {
    const strip = stripOf(list.current);
    if (strip === null) return undefined;
    const keep = (): void => {
      const focused = list.current?.querySelector(':focus-visible')?.closest('li');
      const tile = focused ?? list.current?.children[place];
      if (!(tile instanceof HTMLElement) || isLifted()) return;
      // Where nothing hovers, what was tapped last counts as hovered.
      if (strip.matches(':hover') && matchMedia('(hover: hover)').matches) return;
      if (performance.now() - scrolledAt.current < STILL) return;
      reveal(tile);
    };
    keep();
    let width = strip.clientWidth;
    const observer = new ResizeObserver(() => {
      if (strip.clientWidth < width) keep();
      width = strip.clientWidth;
    });
    observer.observe(strip);
    return () => observer.disconnect();
  }, [list, place, isLifted]);
}
