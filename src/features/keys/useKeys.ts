import { useEffect, useEffectEvent } from 'react';
import type { FrameNo } from '../../grounding/index.ts';
import { frameCount, shownFrame } from '../../session/index.ts';
import type { Desk } from '../../session/index.ts';
import { useDesk } from '../../session/react.tsx';
import { isApple, isForPage, movesWithin } from '../../ui/index.ts';
import { moveToMention, moveToMentionOfOne } from './mentionKeys.ts';

/** The keys that belong to no part of the page: through the frames and the mentions, the list of keys, the palette. */
export function useKeys(): void {
  const desk = useDesk();
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    const { overlay } = desk.view.store.getState();
    const shown = shownFrame(desk.session.getState(), desk.view.store.getState());
    if (isPaletteKey(event)) {
      // Over another window it stays closed.
      if (overlay === 'keys' || (overlay === null && isInWindow(event))) return;
      event.preventDefault();
      desk.view.choose({ overlay: overlay === null ? 'palette' : null });
    } else if (overlay === null && isForPage(event) && (turns(event, desk, shown) || walks(event, desk, shown))) {
      event.preventDefault();
    } else if (overlay === null && isForPage(event) && event.key === '?') {
      event.preventDefault();
      desk.view.choose({ overlay: 'keys' });
    }
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => pressed(event);
    addEventListener('keydown', listener);
    return () => removeEventListener('keydown', listener);
  }, []);
}

/** From everywhere, a text field included. On Apple's keyboards Ctrl+K cuts the rest of a line. */
function isPaletteKey(event: KeyboardEvent): boolean {
  const { ctrlKey, metaKey, altKey, shiftKey } = event;
  const modified = isApple() ? metaKey && !ctrlKey : ctrlKey && !metaKey;
  return modified && !altKey && !shiftKey && !event.defaultPrevented && event.key.toLowerCase() === 'k';
}

function isInWindow({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest('[role=dialog]') !== null;
}

/** With Shift, an arrow moves the picture, or selects. */
function turns(event: KeyboardEvent, { session, view }: Desk, shown: FrameNo): boolean {
  if (event.shiftKey || movesWithin(event)) return false;
  const count = frameCount(session.getState());
  const to = frameFor(event.key, shown, count);
  if (to === null || count === 0) return false;
  view.show(to as FrameNo);
  return true;
}

/** The frame that a key leads to; null at the ends, and for other keys. */
function frameFor(key: string, shown: number, count: number): number | null {
  switch (key) {
    case 'ArrowLeft':
      return shown > 1 ? shown - 1 : null;
    case 'ArrowRight':
      return shown < count ? shown + 1 : null;
    case 'Home':
      return 1;
    case 'End':
      return count;
    default:
      return null;
  }
}

/** With Caps Lock a letter is a capital without Shift: which of the two `n` is meant, Shift says. */
function walks({ key, shiftKey }: KeyboardEvent, desk: Desk, shown: FrameNo): boolean {
  switch (key.toLowerCase()) {
    case 'j':
      return moveToMention(desk, shown, 1);
    case 'k':
      return moveToMention(desk, shown, -1);
    case 'n':
      return moveToMentionOfOne(desk, shown, shiftKey ? -1 : 1);
    default:
      return false;
  }
}
