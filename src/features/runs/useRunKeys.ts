import { useEffect } from 'react';
import type { Library } from '../../session/index.ts';
import { useSession } from '../../session/react.tsx';
import { isForPage, keyOf, useAnnounce } from '../../ui/index.ts';

const AT_END = { 1: 'This is the last run.', [-1]: 'This is the first run.' } as const;

/** The keys that lead to the next and the previous run: letters, which every keyboard layout has. */
export function useRunKeys(library: Library | null): void {
  const session = useSession();
  const announce = useAnnounce();
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const { overlay, place } = session.view.store.getState();
      const isElsewhere = overlay !== null || session.library.getState().isShown;
      if (library === null || isElsewhere || !isForPage(event) || keyOf(event) !== 'r') return;
      event.preventDefault();
      const by = event.shiftKey ? -1 : 1;
      const number = library.runs.step(by);
      const count = session.records.getState().sequences[place.sequence]?.runs.length ?? 0;
      if (number !== null) announce(`Run ${number} of ${count}.`);
      else if (count > 0) announce(AT_END[by]);
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, [session, library, announce]);
}
