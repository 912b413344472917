import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { PITCH, stripOf } from './tileStyle.ts';

/** The range grows and shrinks in steps of this many tiles, and extends this many tiles beyond the view. */
const STEP = 4;

/**
 * The half-open range of tiles that are in view or close to it. Only these have boxes and marks. All tiles have their
 * button and picture, for Tab, arrow keys, drags and screen readers. The page calls `measure` when it has scrolled the
 * strip itself: the scroll event comes a frame later, and that frame would be painted twice.
 */
export function useTilesInView(
  list: RefObject<HTMLOListElement | null>,
): readonly [from: number, to: number, measure: () => void] {
  const [from, setFrom] = useState(0);
  const [to, setTo] = useState(STEP);
  const measure = useRef<(() => void) | null>(null);
  useLayoutEffect(() => {
    const strip = stripOf(list.current);
    if (strip === null) return undefined;
    const measureNow = (): void => {
      const { scrollLeft, clientWidth } = strip;
      setFrom((Math.floor(scrollLeft / PITCH / STEP) - 1) * STEP);
      setTo((Math.ceil((scrollLeft + clientWidth) / PITCH / STEP) + 1) * STEP);
    };
    measure.current = measureNow;
    measureNow();
    const observer = new ResizeObserver(measureNow);
    observer.observe(strip);
    strip.addEventListener('scroll', measureNow, { passive: true });
    return () => {
      observer.disconnect();
      strip.removeEventListener('scroll', measureNow);
    };
  }, [list]);
  return [from, to, useCallback(() => measure.current?.(), [])];
}
