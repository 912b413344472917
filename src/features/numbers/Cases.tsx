import { useState } from 'react';
import type { ReactNode } from 'react';
import { sayNumber } from '../../grounding/base.ts';
import type { Evidence } from '../../grounding/scoring.ts';
import { useRunView } from '../../session/react.tsx';
import { Button } from '../../ui/index.ts';

/** A story of 60 frames has more than a thousand mentions. */
const FIRST = 60;

interface Props {
  readonly title: string;
  readonly cases: readonly Evidence[];
}

/** The cases behind a number. Each shows its frame, and pins its entities. */
export function Cases({ title, cases }: Props): ReactNode {
  const view = useRunView();
  const [all, setAll] = useState(false);
  if (cases.length === 0) return <p className="mt-1">No cases.</p>;
  const shown = all ? cases : cases.slice(0, FIRST);
  return (
    <div className="mt-1.5">
      <ul aria-label={title} className="max-h-52 overflow-y-auto rounded-lg border border-line bg-sheet py-1">
        {shown.map((one, i) => (
          <li key={i}>
            <button
              type="button"
              className="flex min-h-6 w-full items-baseline gap-2 px-2.5 text-left hover:bg-sunk focus-visible:-outline-offset-2"
              onClick={() => {
                if (one.frame !== null) view.show(one.frame);
                view.pin(one.ids, one.frame, false, one.at ?? undefined);
              }}
            >
              <span className="min-w-0 truncate text-ink">{one.text}</span>
              <span className="min-w-0 flex-1 truncate text-[12px] text-soft">{one.detail}</span>
              <span className="flex-none text-[12px] text-soft">
                {one.frame === null ? 'outside all frames' : `image ${one.frame}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {shown.length < cases.length && (
        <Button kind="quiet" className="mt-1" onClick={() => setAll(true)}>
          Show all {sayNumber(cases.length)}
        </Button>
      )}
    </div>
  );
}
