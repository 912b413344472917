import type { ReactNode } from 'react';
import type { Note } from '../../grounding/base.ts';

// A file that is not a completion may have a megabyte of notes. The Raw tab shows all of them, so a page is enough
// here.
const MAX_NOTES = 60;
const MAX_LENGTH = 2000;

/** Lines of the thinking outside the tables. */
export function Notes({ notes }: { readonly notes: readonly Note[] }): ReactNode {
  if (notes.length === 0) return null;
  return (
    <div className="max-w-[46em] space-y-1.5 border-l-2 border-line pl-3 text-soft">
      {notes.slice(0, MAX_NOTES).map((note) => (
        <p key={note.at[0]} className="break-words whitespace-pre-line">
          {note.text.slice(0, MAX_LENGTH)}
        </p>
      ))}
      {(notes.length > MAX_NOTES || notes.some((note) => note.text.length > MAX_LENGTH)) && (
        <p className="italic">There is more. The Raw tab shows all of it.</p>
      )}
    </div>
  );
}
