import { useState } from 'react';
import type { ReactNode } from 'react';
import type { FrameAnalysis } from '../../grounding/base.ts';
import { dialectsIn, unitsFor, unitsOf } from '../../session/index.ts';
import type { Dialect } from '../../session/index.ts';
import { useSession, useSessionParts, useStory } from '../../session/react.tsx';
import { Select } from '../../ui/index.ts';
import { labelOf, markOf, ORDER } from './units-text.ts';

const PLAIN: readonly Dialect[] = ['plain'];

/** The dialects with a choice. An analysis without boxes has one, too, so that the line does not change with the first. */
function choicesIn(analyses: readonly FrameAnalysis[]): readonly Dialect[] {
  const dialects = dialectsIn(analyses);
  return dialects.length === 0 && analyses.length > 0 ? PLAIN : dialects;
}

/**
 * The units of the boxes in the story. If they are written in several dialects, the user chooses one of these first. A
 * change moves all boxes of the dialect at once and sends no new request.
 */
export function BoxUnitsChoice(): ReactNode {
  const session = useSession();
  const units = useStory((run) => run.unitsPreview ?? run.units, null);
  const source = useStory((run) => run.source, 'model');
  const dialects = useSessionParts(({ run }) => choicesIn(run?.doc.analyses ?? []));
  const [chosen, setChosen] = useState<Dialect | null>(null);
  const dialect = dialects.find((one) => one === chosen) ?? dialects[0];
  if (units === null || dialect === undefined) return null;
  const isOnly = dialects.length === 1;
  const offered = unitsFor(dialect, source);
  return (
    <span className="flex-none">
      <span aria-hidden>{isOnly ? 'Boxes in ' : 'Boxes '}</span>
      {!isOnly && (
        <>
          <Select
            look="line"
            label="Boxes written as"
            value={dialect}
            options={dialects.map((value) => ({ value, label: markOf(value) }))}
            onChange={setChosen}
          />
          <span aria-hidden> in </span>
        </>
      )}
      <Select
        look="line"
        label="Box units"
        value={unitsOf(units, dialect)}
        options={ORDER.filter((value) => offered.includes(value)).map((value) => ({
          value,
          label: labelOf(value, dialect),
        }))}
        onChange={(value) => session.setBoxUnits(value, dialect)}
      />
    </span>
  );
}
