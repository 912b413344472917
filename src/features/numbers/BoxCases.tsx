import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { ComparedBox, Evidence, Fate } from '../../grounding/scoring.ts';
import type { EntityId, FrameNo } from '../../grounding/base.ts';
import { Cases } from './Cases.tsx';
import { boxesBehind } from './compare.ts';
import type { ScoreDefinition } from './score-definitions.ts';

interface Props {
  readonly boxes: readonly ComparedBox[];
  readonly shown: ReadonlySet<Fate>;
  readonly definition: ScoreDefinition | undefined;
  readonly pooled: boolean;
}

/** The boxes behind a score. Each shows its frame. */
export function BoxCases({ boxes, shown, definition, pooled }: Props): ReactNode {
  const cases = useMemo(
    () =>
      (definition === undefined ? [] : boxesBehind(boxes, definition))
        .filter(({ fate }) => shown.has(fate))
        .map((box) => caseOf(box, pooled)),
    [boxes, definition, shown, pooled],
  );
  const title = `Boxes behind ${definition?.label ?? 'the scores'}`;
  return (
    <section aria-label={title}>
      <h2 className="font-semibold">
        {title} ({cases.length})
      </h2>
      <Cases title={title} cases={cases} />
    </section>
  );
}

function caseOf({ fate, box, partner, overlap }: ComparedBox, pooled: boolean): Evidence {
  const kind = box.person ? 'character' : 'object';
  const of = fate === 'missed' ? 'of the reference' : 'of this run';
  const where = pooled && partner !== null && partner.image !== box.image ? ` in image ${partner.image}` : '';
  const match = partner === null ? '' : `, overlaps ${partner.id}${where} by ${((overlap ?? 0) * 100).toFixed(0)} %`;
  return {
    text: `${fate.charAt(0).toUpperCase()}${fate.slice(1)}: ${box.id || 'no ID'}`,
    detail: `${kind} ${of}${match}`,
    // The IDs of the reference may name others here, so a missed box pins nothing.
    ids: fate === 'missed' || box.id === '' ? [] : [box.id as EntityId],
    frame: box.image as FrameNo,
    at: null,
  };
}
