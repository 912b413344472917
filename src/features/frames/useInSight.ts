import { useLayoutEffect, useState } from 'react';
import type { RefObject } from 'react';
import { PITCH, stripOf } from './tileStyle.ts';

/** So many tiles are added at either end as the strip scrolls, and as many are kept beyond. */
const STEP = 4;

/**
 * Which places of the strip are in sight or about to be, half-open: only these have boxes and marks. All have their
 * button and picture, for Tab, the arrow keys, a drag and a screen reader.
 */
export function useInSight(list: RefObject<HTMLOListElement | null>): readonly [from: number, to: number] {
  const [from, setFrom] = useState(0);
  const [to, setTo] = useState(STEP);
  useLayoutEffect(() => {
    const strip = stripOf(list.current);
    if (strip === null) return undefined;
    const look = (): void => {
      const { scrollLeft, clientWidth } = strip;
      setFrom((Math.floor(scrollLeft / PITCH / STEP) - 1) * STEP);
      setTo((Math.ceil((scrollLeft + clientWidth) / PITCH / STEP) + 1) * STEP);
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(strip);
    strip.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      strip.removeEventListener('scroll', look);
    };
  }, [list]);
  return [from, to];
}
