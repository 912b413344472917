import { useCallback, useLayoutEffect, useRef, useState } from 'react';

/** So far from the end, in CSS pixels, a reader still counts as being there. */
const NEAR = 48;

interface Stick {
  /** Of the element that scrolls; its first child is what grows. */
  readonly ref: (element: HTMLElement | null) => (() => void) | undefined;
  readonly away: boolean;
  readonly jump: () => void;
}

/**
 * Keeps a scrolling element at its end while it grows, as long as the reader is there: whoever scrolls up stays.
 * `following` is false when nothing grows.
 *
 * The height is observed, not asked for after each render: asking made the browser lay out the page twice per frame,
 * 0.7 s of a run of 7,600 tokens.
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
    // The last words, and how it ended, come with the end: they are laid out in the frame after it.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        followingNow.current = false;
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [following]);

  /** Where it was scrolled to at last, by the reader or from here. */
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
        // Only a reader scrolls up. Far from the end alone says nothing: it may have grown since the scroll that is told.
        awayNow.current = far && (awayNow.current || up);
        setAway(awayNow.current);
      };
      const observer = new ResizeObserver(() => {
        // A scroll of this very frame is told only in the next one.
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
