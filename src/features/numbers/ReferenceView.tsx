import { useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { FATES } from '../../grounding/scoring.ts';
import type { Column, Fate } from '../../grounding/scoring.ts';
import { comparisonOf } from '../../session/index.ts';
import type { Comparand, ShownRun } from '../../session/index.ts';
import { useSession, useStoreState } from '../../session/react.tsx';
import { plural, sayCount } from '../../grounding/base.ts';
import { useAnnounce } from '../../ui/index.ts';
import { BoxCases } from './BoxCases.tsx';
import { compareStory, drawnOf } from './compare.ts';
import type { StoryComparison } from './compare.ts';
import { FateFilter } from './FateFilter.tsx';
import { ReferenceChoice } from './ReferenceChoice.tsx';
import { SCORE_DEFINITIONS } from './score-definitions.ts';
import type { ScoreDefinition } from './score-definitions.ts';
import { ScoreTable } from './ScoreTable.tsx';
import { useOutput } from './useRun.ts';

/** The run against a reference: scores, their boxes in a list and on the picture. */
export function ReferenceView({ run }: { readonly run: ShownRun }): ReactNode {
  const { reference } = useStoreState(comparisonOf(useSession()));
  return (
    <div className="space-y-4 pb-6">
      <ReferenceChoice run={run} />
      {reference === null ? (
        <p className="max-w-[44em] text-soft">
          Choose what this run is compared with: another run of the sequence, or a row of the dataset (parquet, JSON,
          JSON Lines, or a completion as text). Nothing is uploaded.
        </p>
      ) : (
        <Compared run={run} reference={reference} />
      )}
    </div>
  );
}

/** A number whose cases are listed. */
export interface ChosenNumber {
  readonly definition: ScoreDefinition;
  readonly column: Column;
}

function Compared({ run, reference }: { readonly run: ShownRun; readonly reference: Comparand }): ReactNode {
  const announce = useAnnounce();
  const output = useOutput(run);
  const comparison = useMemo(() => compareStory(output, run.doc, reference), [output, run, reference]);
  const [shown, setShown] = useState<ReadonlySet<Fate>>(new Set(FATES));
  const [chosen, setChosen] = useState<ChosenNumber | null>(null);
  const column = chosen?.column ?? 'framesCompared';
  const boxes = comparison.boxes[column];
  useDrawnBoxes(
    run.id,
    useMemo(() => drawnOf(boxes, shown), [boxes, shown]),
  );
  const count = (fate: Fate): number => boxes.filter((box) => box.fate === fate).length;
  return (
    <>
      <p className="max-w-[44em]">{sayBoxes(comparison, reference)}</p>
      <ScoreTable
        comparison={comparison}
        chosen={chosen}
        onChoose={(next) => {
          setChosen(next);
          if (next !== null) announce(`The boxes behind ${next.definition.label} are listed below the table.`);
        }}
      />
      <FateFilter count={count} shown={shown} onChange={setShown} pooled={column === 'asInPaper'} />
      <BoxCases
        boxes={boxes}
        shown={shown}
        definition={chosen?.definition ?? ALL_BOXES}
        pooled={column === 'asInPaper'}
      />
    </>
  );
}

/** Before a number is chosen, all boxes are listed, which are those of F1. */
const ALL_BOXES: ScoreDefinition | undefined = SCORE_DEFINITIONS.find(({ key }) => key === 'f1');

function sayBoxes({ detections, references, tolerantOnly }: StoryComparison, { name }: Comparand): string {
  const parts = [
    `Compared with ${name}: ${sayCount(detections.length, 'box', 'boxes')} here, ${references.length} there, as the papers’ strict reader finds them.`,
    `${sayCount(tolerantOnly, 'box', 'boxes')} of this run ${plural(tolerantOnly, 'is', 'are')} found only by the tolerant parser and ${plural(tolerantOnly, 'counts', 'count')} here as not written.`,
  ];
  return parts.join(' ');
}

/** Draws the boxes on the picture while this view is on the page. */
function useDrawnBoxes(run: string, boxes: ReturnType<typeof drawnOf>): void {
  const store = comparisonOf(useSession());
  useEffect(() => {
    store.setState({ run, boxes });
    return () => store.setState({ run: null, boxes: [] });
  }, [store, run, boxes]);
}
