import { useEffect } from 'react';
import type { RefObject } from 'react';
import type { FrameNo } from '../../grounding/index.ts';
import { isRunning } from '../../session/index.ts';
import { useDesk } from '../../session/react.tsx';

/** So far from the end, in CSS pixels, a reader is with the model that writes there. */
const NEAR = 48;
/** What is sought comes to lie so far below the upper edge, in hundredths of the height, and stays where it is above that. */
const UPPER = 0.12;
const LOWER = 0.7;
const SCROLLS = new Set(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', ' ']);
/** So many frames it may take until all that comes into sight is as high as it is. */
const FRAMES = 4;

/**
 * Where the reader is in the story, both ways: the picture turns to the frame that is read, as the story scrolls under
 * their hand, and the story scrolls to what is sought elsewhere. What scrolls by itself (the telling, a fold) turns
 * nothing.
 */
export function useReader(scroller: RefObject<HTMLElement | null>): void {
  const { session, view } = useDesk();
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const over = new AbortController();
    const { signal } = over;
    let byHand = false;
    // Sections that were never seen are as high as it was guessed, until they come near: then what is sought moves once
    // more. Not from under a press, which would fall on other words than it was meant for.
    let settling = 0;
    const hand = (event: Event): void => {
      cancelAnimationFrame(settling);
      // A press on words says where the reader is, one on the scroll bar that they scroll; so do some keys.
      if (event.type === 'pointerdown') byHand = event.target === element;
      else if (!(event instanceof KeyboardEvent) || SCROLLS.has(event.key)) byHand = true;
    };
    for (const type of ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const)
      element.addEventListener(type, hand, { signal, passive: true });
    const scrolled = (): void => {
      if (!byHand) return;
      // The words that were pointed at have gone from under the pointer; those that have the focus still have it.
      if (!element.contains(document.activeElement?.closest('[data-at]') ?? null)) view.leave();
      const rest = element.scrollHeight - element.scrollTop - element.clientHeight;
      if (rest <= NEAR && isRunning(session.getState().reading)) view.read(null);
      else {
        const frame = frameRead(element);
        if (frame !== null) view.read(frame);
      }
    };
    element.addEventListener('scroll', scrolled, { signal, passive: true });

    const settle = (place: HTMLElement, frames: number): void => {
      cancelAnimationFrame(settling);
      settling = requestAnimationFrame(() => {
        bring(element, place);
        if (frames > 1) settle(place, frames - 1);
      });
    };
    const come = (selector: string, focused: boolean): void => {
      const place = element.querySelector<HTMLElement>(selector);
      if (place === null) return;
      byHand = false;
      bring(element, place);
      if (focused) place.focus({ preventScroll: true });
      settle(place, FRAMES);
    };
    // The story may have been out of sight: it comes back where the reader is.
    const { frame } = view.store.getState();
    if (frame !== null) come(`[data-told="${frame}"]`, false);
    const stop = view.store.subscribe(({ sought }, before) => {
      if (sought === null || sought === before.sought) return;
      if (sought.at === null) come(`[data-told="${sought.frame}"]`, false);
      else come(`[data-at="${sought.at}"]`, true);
    });
    return () => {
      cancelAnimationFrame(settling);
      stop();
      over.abort();
    };
  }, [scroller, session, view]);
}

/**
 * The frame of the section in the middle; towards the ends of the story the line moves to the edge, since the first and
 * the last section may never come to the middle.
 */
function frameRead(scroller: HTMLElement): FrameNo | null {
  const { top, height } = scroller.getBoundingClientRect();
  const above = scroller.scrollTop;
  const below = scroller.scrollHeight - above - scroller.clientHeight;
  const middle = height / 2;
  const line = top + middle - Math.max(0, middle - above) + Math.max(0, middle - below);
  const sections = [...scroller.querySelectorAll<HTMLElement>('[data-told]')];
  const read = sections.findLast((section) => section.getBoundingClientRect().top <= line) ?? sections[0];
  const frame = Number(read?.dataset['told']);
  return frame > 0 ? (frame as FrameNo) : null;
}

/** Scrolls no further than is needed to read what is sought with some lines around it. */
function bring(scroller: HTMLElement, place: HTMLElement): void {
  const room = scroller.getBoundingClientRect();
  const { top } = place.getBoundingClientRect();
  const least = room.top + UPPER * room.height;
  if (top >= room.top && top <= room.top + LOWER * room.height) return;
  scroller.scrollTop += top - least;
}
