import { useEffect, useEffectEvent } from 'react';
import { useRunView, useSession } from '../../session/react.tsx';
import { isForPage, keyOf } from '../../ui/index.ts';
import { useWalk } from './useWalk.ts';
import { VERDICT_KEYS } from './verdictNames.ts';
import { auditOf } from './walk.ts';

/** Handles the keys of the walk: `e` and `E` anywhere on the page; digits and Escape only while the walk is active. */
export function useWalkKeys(): void {
  const { library } = useSession();
  const view = useRunView();
  const walk = useWalk();

  function uses(event: KeyboardEvent, isActive: boolean): boolean {
    const key = keyOf(event);
    const verdict = VERDICT_KEYS.get(key);
    if (key === 'e') walk.move(event.shiftKey ? -1 : 1);
    else if (!isActive) return false;
    else if (key === 'Escape') walk.end();
    else if (verdict !== undefined) walk.give(verdict);
    else if (key === '0') walk.give(null);
    else return false;
    return true;
  }
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    const shown = view.store.getState();
    if (shown.overlay !== null || library.getState().isShown || !isForPage(event)) return;
    if (uses(event, auditOf(shown).walking)) event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => pressed(event);
    // While the walk is active, its keys come before those of the picture, which uses some of them, too.
    addEventListener('keydown', listener, { capture: true });
    return () => removeEventListener('keydown', listener, { capture: true });
  }, []);
}
