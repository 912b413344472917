import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';
import { reveal } from '../../ui/index.ts';
import { stripOf } from './tileStyle.ts';

/** How much of the neighbouring tile stays visible, in CSS pixels. */
const PEEK = 40;
/** A flung strip has stopped if it sends no scroll event for this many milliseconds. */
const STILL = 200;

/** The last scroll position that the page itself set, for each strip. Any other position comes from the user. */
const putAt = new WeakMap<HTMLElement, number>();

/** Scrolls the strip no further than needed to show a tile and a part of its neighbours. */
export function revealTile(tile: HTMLElement): void {
  const strip = stripOf(tile);
  if (strip === null) return;
  reveal(strip, tile, { axis: 'x', insets: { left: PEEK, right: PEEK } });
  putAt.set(strip, strip.scrollLeft);
}

/**
 * Keeps a tile in view as the shown frame changes and as the strip gets narrower: the tile with the keyboard focus or,
 * without one, the tile of the shown frame. The strip does not move while the user points at it, scrolls it, or drags a
 * tile.
 */
export function useReveal(list: RefObject<HTMLOListElement | null>, index: number, isLifted: () => boolean): void {
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
      const tile = focused ?? list.current?.children[index];
      if (!(tile instanceof HTMLElement) || isLifted()) return;
      // On a touch screen the last tapped element matches :hover, so :hover counts only where a pointer can hover.
      if (strip.matches(':hover') && matchMedia('(hover: hover)').matches) return;
      if (performance.now() - scrolledAt.current < STILL) return;
      revealTile(tile);
    };
    keep();
    let width = strip.clientWidth;
    const observer = new ResizeObserver(() => {
      if (strip.clientWidth < width) keep();
      width = strip.clientWidth;
    });
    observer.observe(strip);
    return () => observer.disconnect();
  }, [list, index, isLifted]);
}
