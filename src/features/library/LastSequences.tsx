import type { ReactNode } from 'react';
import { sayCount } from '../../grounding/base.ts';
import type { Entry, Library } from '../../session/index.ts';
import { useSession, useStoreState } from '../../session/react.tsx';
import { Notice } from '../../ui/index.ts';
import { sayFacts, titleOf } from './text.ts';
import { Thumbnails } from './Thumbnails.tsx';

const SHOWN = 3;

/** The sequences that were changed last, for the page before the first run. */
export function LastSequences({ library }: { readonly library: Library }): ReactNode {
  const session = useSession();
  const { entries, problem } = useStoreState(library.store);
  const elsewhere = useOpenElsewhere(library);
  if (entries.length === 0) return null;
  const last = entries.toSorted((a, b) => b.updatedAt - a.updatedAt).slice(0, SHOWN);
  return (
    <section aria-labelledby="last-sequences" className="mx-auto mt-10 max-w-[560px]">
      {problem !== null && (
        <div className="mb-6">
          <Notice kind="failure" title={problem} />
        </div>
      )}
      {elsewhere !== null && (
        <div className="mb-6">
          <Notice kind="note" title={`“${titleOf(elsewhere)}” was open last. It is open in another tab now.`} />
        </div>
      )}
      <h2 id="last-sequences" className="font-serif text-[19px] font-semibold">
        Go on with
      </h2>
      <ul className="mt-2 divide-y divide-line">
        {last.map((entry) => (
          <li key={entry.id} className="group relative flex items-center gap-3 py-2.5">
            <Thumbnails entry={entry} library={library} />
            <div className="min-w-0">
              <button
                type="button"
                className="block max-w-full truncate text-left font-serif text-[16px] font-semibold group-hover:text-accent after:absolute after:inset-0"
                onClick={() => void library.open(entry.id)}
              >
                {titleOf(entry)}
              </button>
              <p className="truncate text-[12.5px] text-soft">{sayFacts(entry)}</p>
            </div>
          </li>
        ))}
      </ul>
      {entries.length > SHOWN && (
        <button type="button" className="mt-2 text-soft hover:text-ink" onClick={() => session.showLibrary(true)}>
          All {sayCount(entries.length, 'sequence')}
        </button>
      )}
    </section>
  );
}

/** The sequence that was open last and was not opened now, because another tab has it; else null. */
function useOpenElsewhere({ store, tabs }: Library): Entry | null {
  const { entries } = useStoreState(store);
  const { last } = useStoreState(tabs);
  return entries.find(({ id }) => id === last) ?? null;
}
