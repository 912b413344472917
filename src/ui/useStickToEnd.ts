import { useCallback, useLayoutEffect, useRef, useState } from 'react';

/** So far from the end, in CSS pixels, a reader still counts as being there. */
const NEAR = 48;

interface Stick {
  readonly ref: (element: HTMLElement | null) => (() => void) | undefined;
  readonly away: boolean;
  readonly jump: () => void;
}

/**
 * Keeps a scrolling element at its end while it grows, as long as the reader is there: whoever scrolls up stays.
 * It looks after each render of the component that uses it; `following` is false when nothing grows.
 */
export function useStickToEnd(following: boolean): Stick {
  const element = useRef<HTMLElement | null>(null);
  const [away, setAway] = useState(false);
  const awayNow = useRef(false);

  const ref = useCallback((scroller: HTMLElement | null) => {
    element.current = scroller;
    if (scroller === null) return undefined;
    const scrolled = (): void => {
      awayNow.current = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight > NEAR;
      setAway(awayNow.current);
    };
    scroller.addEventListener('scroll', scrolled, { passive: true });
    return () => scroller.removeEventListener('scroll', scrolled);
  }, []);

  // After every render of the component: that is when it may have grown.
  useLayoutEffect(() => {
    const scroller = element.current;
    if (following && !awayNow.current && scroller !== null) scroller.scrollTop = scroller.scrollHeight;
  });

  const jump = useCallback(() => {
    awayNow.current = false;
    setAway(false);
    if (element.current !== null) element.current.scrollTop = element.current.scrollHeight;
  }, []);

  return { ref, away, jump };
}
