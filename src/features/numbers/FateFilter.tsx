import type { ReactNode } from 'react';
import { FATES } from '../../grounding/scoring.ts';
import type { Fate } from '../../grounding/scoring.ts';
import { Checkbox } from '../../ui/index.ts';

const TITLES: Readonly<Record<Fate, string>> = { matched: 'Matched', missed: 'Missed', invented: 'Invented' };
const LINES: Readonly<Record<Fate, string>> = { matched: 'solid', missed: 'dashed', invented: 'dotted' };

interface Props {
  readonly count: (fate: Fate) => number;
  readonly shown: ReadonlySet<Fate>;
  /** Whether a box may match one of another frame. */
  readonly pooled: boolean;
  readonly onChange: (shown: ReadonlySet<Fate>) => void;
}

/** Chooses which boxes the picture and the list show. */
export function FateFilter({ count, shown, pooled, onChange }: Props): ReactNode {
  return (
    <fieldset>
      <legend className="font-semibold">Boxes on the picture and in the list</legend>
      <div className="flex flex-wrap gap-x-4 gap-y-1">
        {FATES.map((fate) => (
          <Checkbox
            key={fate}
            label={`${TITLES[fate]} (${count(fate)}), ${LINES[fate]}`}
            checked={shown.has(fate)}
            onChange={(isShown) => {
              const next = new Set(shown);
              if (isShown) next.add(fate);
              else next.delete(fate);
              onChange(next);
            }}
          />
        ))}
      </div>
      <p className="text-[12px] text-soft">
        {pooled
          ? 'As in the paper: a box may match a box of another frame.'
          : 'With frames compared: a box matches only a box of its own frame.'}
      </p>
    </fieldset>
  );
}
