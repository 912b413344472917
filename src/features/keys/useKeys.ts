import { useEffect, useEffectEvent } from 'react';
import type { FrameNo } from '../../grounding/base.ts';
import { frameCount, shownFrame } from '../../session/index.ts';
import type { Session } from '../../session/index.ts';
import { useSession } from '../../session/react.tsx';
import { isApple, isForPage, keyOf, movesWithin } from '../../ui/index.ts';
import { moveToMention, moveToMentionOfOne } from './mentionKeys.ts';

/** Handles the page-wide keys: previous and next frame or mention, the list of keys, the command palette. */
export function useKeys(): void {
  const session = useSession();
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    const { overlay } = session.view.store.getState();
    const shown = shownFrame(session.page.getState(), session.view.store.getState());
    if (isPaletteKey(event)) {
      // The palette does not open over another dialog.
      if (overlay === 'keys' || (overlay === null && isInDialog(event))) return;
      event.preventDefault();
      session.view.choose({ overlay: overlay === null ? 'palette' : null });
    } else if (overlay === null && isForPage(event) && changesLibrary(event, session)) {
      event.preventDefault();
    } else if (
      overlay === null &&
      !session.library.getState().isShown &&
      isForPage(event) &&
      (changesFrame(event, session, shown) || changesMention(event, session, shown))
    ) {
      event.preventDefault();
    } else if (overlay === null && isForPage(event) && keyOf(event) === '?') {
      event.preventDefault();
      session.view.choose({ overlay: 'keys' });
    }
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => pressed(event);
    addEventListener('keydown', listener);
    return () => removeEventListener('keydown', listener);
  }, []);
}

/**
 * Ctrl+K or Cmd+K, also in text fields. On Apple's systems Ctrl+K deletes to the end of a line, so only Cmd+K counts
 * there.
 */
function isPaletteKey(event: KeyboardEvent): boolean {
  const { ctrlKey, metaKey, altKey, shiftKey } = event;
  const modified = isApple() ? metaKey && !ctrlKey : ctrlKey && !metaKey;
  return modified && !altKey && !shiftKey && !event.defaultPrevented && keyOf(event) === 'k';
}

/** The key of the library, and Escape on its page. */
function changesLibrary(event: KeyboardEvent, { library, showLibrary }: Session): boolean {
  const { isShown } = library.getState();
  if (!(keyOf(event) === 'o' || (isShown && event.key === 'Escape'))) return false;
  showLibrary(!isShown);
  return true;
}

function isInDialog({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest('[role=dialog]') !== null;
}

/** Arrow keys, Home and End change the frame. With Shift they pan the picture or select text. */
function changesFrame(event: KeyboardEvent, { page, view }: Session, shown: FrameNo): boolean {
  if (event.shiftKey || movesWithin(event)) return false;
  const count = frameCount(page.getState());
  const to = frameFor(event.key, shown, count);
  if (to === null || count === 0) return false;
  view.show(to as FrameNo);
  return true;
}

/** The frame that a key leads to; null at the ends and for other keys. */
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

/**
 * The letter keys that move between mentions. With Caps Lock the letter is a capital without Shift, so `shiftKey`
 * decides the direction of `n`.
 */
function changesMention(event: KeyboardEvent, session: Session, shown: FrameNo): boolean {
  const { shiftKey } = event;
  switch (keyOf(event)) {
    case 'j':
      return moveToMention(session, shown, 1);
    case 'k':
      return moveToMention(session, shown, -1);
    case 'n':
      return moveToMentionOfOne(session, shown, shiftKey ? -1 : 1);
    default:
      return false;
  }
}
