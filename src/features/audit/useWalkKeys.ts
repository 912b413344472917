import { useEffect, useEffectEvent } from 'react';
import { usePageStore, useRunView, useSession } from '../../session/react.tsx';
import { isForPage, keyOf, useAnnounce, useMedia } from '../../ui/index.ts';
import type { Entry } from './entries.ts';
import { auditOf, endWalk, step, walked } from './walk.ts';

/** Handles the keys of the walk: `e` and `E` anywhere on the page, Escape while the walk is active. */
export function useWalkKeys(): void {
  const { library } = useSession();
  const view = useRunView();
  const page = usePageStore();
  const announce = useAnnounce();
  const wide = useMedia('(width >= 900px)');

  function walk(by: 1 | -1): void {
    // On a narrow page, the story is a tab: without it, the walk would lead to nothing.
    if (!wide) view.choose({ panel: 'story' });
    const next = step(page.getState(), view, by);
    announce(next === null ? END : () => sayEntry(next, walked(page.getState(), view.store.getState())));
  }

  const pressed = useEffectEvent((event: KeyboardEvent) => {
    const shown = view.store.getState();
    if (shown.overlay !== null || library.getState().isShown || !isForPage(event)) return;
    const key = keyOf(event);
    if (key === 'e') walk(event.shiftKey ? -1 : 1);
    else if (key === 'Escape' && auditOf(shown).walking) {
      endWalk(view);
      announce('Walk ended.');
    } else return;
    event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => pressed(event);
    // While the walk is active, its keys come before those of the picture, which uses some of them, too.
    addEventListener('keydown', listener, { capture: true });
    return () => removeEventListener('keydown', listener, { capture: true });
  }, []);
}

const END = 'No further entry.';

function sayEntry({ key, sentence, frame }: Entry, entries: readonly Entry[]): string {
  const place = `${entries.findIndex((one) => one.key === key) + 1} of ${entries.length}`;
  return `${place}: ${sentence}${frame === null ? '' : ` Image ${frame}.`}`;
}
