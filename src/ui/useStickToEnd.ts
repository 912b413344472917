import { useCallback, useLayoutEffect, useRef, useState } from 'react';

/** Within this many CSS pixels of the end, the user counts as being at the end. */
const NEAR = 48;

interface Stick {
  /** The ref of the scrolling element. Its first child is the content that grows. */
  readonly ref: (element: HTMLElement | null) => (() => void) | undefined;
  readonly away: boolean;
  readonly jump: () => void;
}

/**
 * Keeps a scrolling element at its end while it grows, unless the user has scrolled up. `following` is false when nothing
 * grows.
 *
 * A ResizeObserver reports the height. Reading it after each render made the browser compute the layout twice per frame,
 * 0.7 s in a run of 7,600 tokens.
 */
export function useStickToEnd(following: boolean): Stick {
  const element = useRef<HTMLElement | null>(null);
  const [away, setAway] = useState(false);
  const awayNow = useRef(false);
  const followingNow = useRef(following);
  useLayoutEffect(() => {
    if (following) {
      followingNow.current = true;
      return undefined;
    }
    // The last words and the outcome arrive together with the end of the run and are laid out one frame later.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        followingNow.current = false;
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [following]);

  /** The last scroll position, set by the user or by this hook. */
  const top = useRef(0);
  const toEnd = useCallback((scroller: HTMLElement) => {
    scroller.scrollTop = scroller.scrollHeight;
    top.current = scroller.scrollTop;
  }, []);

  const ref = useCallback(
    (scroller: HTMLElement | null) => {
      element.current = scroller;
      const content = scroller?.firstElementChild;
      if (!scroller || !content) return undefined;
      const scrolled = (): void => {
        const up = scroller.scrollTop < top.current;
        top.current = scroller.scrollTop;
        const far = scroller.scrollHeight - top.current - scroller.clientHeight > NEAR;
        // Only the user scrolls up. The distance alone proves nothing: the content may have grown since the scroll.
        awayNow.current = far && (awayNow.current || up);
        setAway(awayNow.current);
      };
      const observer = new ResizeObserver(() => {
        // The browser reports a scroll of this frame only in the next one.
        scrolled();
        if (followingNow.current && !awayNow.current) toEnd(scroller);
      });
      observer.observe(content);
      scroller.addEventListener('scroll', scrolled, { passive: true });
      return () => {
        observer.disconnect();
        scroller.removeEventListener('scroll', scrolled);
      };
    },
    [toEnd],
  );

  const jump = useCallback(() => {
    awayNow.current = false;
    setAway(false);
    if (element.current !== null) toEnd(element.current);
  }, [toEnd]);

  return { ref, away, jump };
}
