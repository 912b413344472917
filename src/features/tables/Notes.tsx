import type { ReactNode } from 'react';
import type { Note } from '../../grounding/index.ts';

// Of a megabyte that is no completion, Raw shows every line; here a page of it is enough.
const MOST_NOTES = 60;
const MOST_LETTERS = 2000;

/** Lines of the thinking that stand in no table. */
export function Notes({ notes }: { readonly notes: readonly Note[] }): ReactNode {
  if (notes.length === 0) return null;
  return (
    <div className="max-w-[46em] space-y-1.5 border-l-2 border-line pl-3 text-soft">
      {notes.slice(0, MOST_NOTES).map((note) => (
        <p key={note.at[0]} className="break-words whitespace-pre-line">
          {note.text.slice(0, MOST_LETTERS)}
        </p>
      ))}
      {(notes.length > MOST_NOTES || notes.some((note) => note.text.length > MOST_LETTERS)) && (
        <p className="italic">There is more; all of it stands in Raw.</p>
      )}
    </div>
  );
}
