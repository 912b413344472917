import { useEffect } from 'react';
import type { RefObject } from 'react';
import type { FrameNo } from '../../grounding/base.ts';
import { isRunning } from '../../session/index.ts';
import { usePageStore, useRunView } from '../../session/react.tsx';

/** Within this many CSS pixels of the end, the user follows the model as it writes. */
const NEAR_END = 48;
/**
 * Scrolling to a mention or section puts it at `UPPER`, a share of the height of the view. It does not scroll if the target
 * is already above `LOWER`.
 */
const UPPER = 0.12;
const LOWER = 0.7;
const SCROLL_KEYS = new Set(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', ' ']);
/** The number of animation frames until sections that come into view have their real height. */
const FRAMES = 4;

/**
 * Connects the scroll position of the story with the shown frame. When the user scrolls, the stage shows the frame of the
 * section in the middle. When another part of the page asks for a mention or frame, the story scrolls there. Scrolling
 * that the user did not cause (new text, a fold) does not change the frame.
 */
export function useReader(scroller: RefObject<HTMLElement | null>): void {
  const view = useRunView();
  const page = usePageStore();
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    let isByUser = false;
    // Sections that were never rendered have an estimated height until they come near, so the target may move after a
    // scroll. The scroll is then repeated. Any input ends that, so that the text does not move under a click.
    let settling = 0;
    const onInput = (event: Event): void => {
      cancelAnimationFrame(settling);
      // A press on the scroller itself is on its scroll bar; a press on words does not scroll. Of the keys, only some
      // scroll.
      if (event.type === 'pointerdown') isByUser = event.target === element;
      else if (!(event instanceof KeyboardEvent) || SCROLL_KEYS.has(event.key)) isByUser = true;
    };
    for (const type of ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const)
      element.addEventListener(type, onInput, { signal, passive: true });
    const scrolled = (): void => {
      if (!isByUser) return;
      // The hovered words have moved away from the pointer. A focused mention keeps its highlight.
      if (!element.contains(document.activeElement?.closest('[data-at]') ?? null)) view.leave();
      const toEnd = element.scrollHeight - element.scrollTop - element.clientHeight;
      if (toEnd <= NEAR_END && isRunning(page.getState().run)) view.read(null);
      else {
        const frame = frameRead(element);
        if (frame !== null) view.read(frame);
      }
    };
    element.addEventListener('scroll', scrolled, { signal, passive: true });

    const settle = (target: HTMLElement, frames: number): void => {
      cancelAnimationFrame(settling);
      settling = requestAnimationFrame(() => {
        scrollTo(element, target);
        if (frames > 1) settle(target, frames - 1);
      });
    };
    const scrollToSelector = (selector: string, focused: boolean): boolean => {
      const target = element.querySelector<HTMLElement>(selector);
      if (target === null) return false;
      isByUser = false;
      scrollTo(element, target);
      if (focused) target.focus({ preventScroll: true });
      settle(target, FRAMES);
      return true;
    };
    // The story may have been hidden, or a link leads into it. It appears at the shown frame, or at a mention of it.
    const { frame, at } = view.store.getState().cursor;
    if (frame !== null) scrollToSelector(`[data-section="${frame}"]`, false);
    if (at !== null) scrollToSelector(`[data-section="${frame}"] [data-at="${at}"]`, false);
    const stop = view.onSeek(({ at: place, frame: section }) => {
      const found = place !== null && scrollToSelector(`[data-at="${place}"], [data-finding~="${place}"]`, true);
      if (!found) scrollToSelector(`[data-section="${section}"]`, false);
    });
    return () => {
      cancelAnimationFrame(settling);
      stop();
      controller.abort();
    };
  }, [scroller, page, view]);
}

/**
 * The frame of the section in the middle of the view. Near the start and the end of the story, the measuring line moves to
 * the edge, because the first and last sections may never reach the middle.
 */
function frameRead(scroller: HTMLElement): FrameNo | null {
  const { top, height } = scroller.getBoundingClientRect();
  const above = scroller.scrollTop;
  const below = scroller.scrollHeight - above - scroller.clientHeight;
  const middle = height / 2;
  const measuringLine = top + middle - Math.max(0, middle - above) + Math.max(0, middle - below);
  const sections = [...scroller.querySelectorAll<HTMLElement>('[data-section]')];
  const current = sections.findLast((section) => section.getBoundingClientRect().top <= measuringLine) ?? sections[0];
  const frame = Number(current?.dataset['section']);
  return frame > 0 ? (frame as FrameNo) : null;
}

/** Scrolls to an element, unless it and some lines around it are already visible. */
function scrollTo(scroller: HTMLElement, target: HTMLElement): void {
  const room = scroller.getBoundingClientRect();
  const { top } = target.getBoundingClientRect();
  const wanted = room.top + UPPER * room.height;
  if (top >= room.top && top <= room.top + LOWER * room.height) return;
  scroller.scrollTop += top - wanted;
}
