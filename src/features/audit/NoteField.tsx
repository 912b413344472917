import type { ReactNode } from 'react';
import { usePageStore, useRunView, useView } from '../../session/react.tsx';
import { useWalk } from './useWalk.ts';
import { auditOf, chooseList, currentEntry, goTo } from './walk.ts';

/** The note of the verdict about the current entry. Enter saves it and leaves the field, so that digits are verdicts again. */
export function NoteField({ saved }: { readonly saved: string }): ReactNode {
  const view = useRunView();
  const page = usePageStore();
  const { saveNote } = useWalk();
  const note = useView((state) => auditOf(state).note);
  function leave(): void {
    const entry = currentEntry(page.getState(), view.store.getState());
    saveNote();
    (document.activeElement as HTMLElement | null)?.blur();
    const { note: written } = auditOf(view.store.getState());
    if (entry !== null) goTo(page.getState(), view, entry);
    chooseList(view, { note: written });
  }
  return (
    <input
      aria-label="Note"
      placeholder="Note"
      className="h-7 w-40 min-w-0 narrow:w-20 narrow:flex-1 rounded-lg border border-edge/60 bg-sheet px-2 placeholder:text-soft"
      value={note ?? saved}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => chooseList(view, { note: event.target.value })}
      onBlur={saveNote}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== 'Escape') return;
        event.preventDefault();
        leave();
      }}
    />
  );
}
