import type { ReactNode } from 'react';
import { useRunView, useView } from '../../session/react.tsx';
import { countedGroups } from './counts.ts';
import type { Entry } from './entries.ts';
import { auditOf, chooseList } from './walk.ts';

/** The number of findings of each kind, beside the list where there is room. A click shows only this kind, or all again. */
export function KindList({ entries }: { readonly entries: readonly Entry[] }): ReactNode {
  const view = useRunView();
  const chosen = useView((state) => auditOf(state).kind);
  return (
    <div
      role="group"
      aria-label="Kinds of findings"
      className="w-56 flex-none overflow-y-auto border-r border-line py-1 pr-2 pl-3 @max-[620px]:hidden wide:pl-5"
    >
      {countedGroups(entries).map(({ title, kinds }) => (
        <div key={title} className="pb-2">
          <p className="text-[11.5px] font-semibold text-soft">{title}</p>
          <ul>
            {kinds.map(({ kind, name, count }) => (
              <li key={kind}>
                <button
                  type="button"
                  aria-pressed={chosen === kind}
                  className="flex w-full items-baseline gap-2 rounded-md px-1.5 py-[3px] text-left hover:bg-sunk focus-visible:-outline-offset-2 aria-pressed:bg-sunk aria-pressed:font-semibold"
                  onClick={() => chooseList(view, { kind: chosen === kind ? null : kind })}
                >
                  <span className="min-w-0 flex-1">{name}</span>
                  <span className="text-soft">{count}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
