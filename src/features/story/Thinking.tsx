import { ChevronRight } from 'lucide-react';
import { memo, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { identitiesOf } from '../../grounding/base.ts';
import type { EntityId, FrameAnalysis } from '../../grounding/base.ts';
import { entityKey } from '../../session/index.ts';
import { useHighlight, useDoc, useOrder, useStory, useRunView } from '../../session/react.tsx';
import { identityStyle } from '../../theme/index.ts';

/**
 * What the model has found so far, image by image. It is open during the thinking and closes when the story begins,
 * unless the user has opened or closed it.
 */
export function Thinking(): ReactNode {
  const count = useDoc((doc) => doc.analyses.length);
  const thinking = useDoc((doc) => doc.phase === 'thinking');
  const [chosen, choose] = useState<boolean | null>(null);
  const title = useStory((run) => titleOf(run.progress), 'Thinking');
  if (count === 0) return null;
  const open = chosen ?? thinking;
  return (
    <div className="story-inset">
      <button
        type="button"
        aria-expanded={open}
        className="flex items-center gap-1 text-soft hover:text-ink"
        onClick={() => choose(!open)}
      >
        <ChevronRight size={14} aria-hidden className={open ? 'rotate-90' : ''} />
        {title}
      </button>
      {open && (
        <ol className="mt-2 mb-2 space-y-1.5">
          {Array.from({ length: count }, (_, index) => (
            <FoundInImage key={index} index={index} />
          ))}
        </ol>
      )}
    </div>
  );
}

function titleOf(run: { readonly thoughtFor: number | null } | null): string {
  if (run === null) return 'What the model found';
  if (run.thoughtFor === null) return 'Analysing the images';
  return `Thought for ${Math.max(1, Math.round(run.thoughtFor / 1000))} s`;
}

/** The entities of one image, in the order of the table rows. */
const FoundInImage = memo(function FoundInImage({ index }: { readonly index: number }): ReactNode {
  const view = useRunView();
  const highlight = useHighlight();
  const analysis = useDoc((doc) => doc.analyses[index]);
  // The identities of this analysis alone, so that a later analysis does not render this component again.
  const identities = useMemo(() => identitiesOf({ analyses: analysis === undefined ? [] : [analysis] }), [analysis]);
  const ids = useMemo(() => idsIn(analysis), [analysis]);
  const orders = useOrder(ids);
  if (analysis === undefined) return null;
  return (
    <li className="grid grid-cols-[4.8em_minmax(0,1fr)]">
      <button
        type="button"
        className="self-start text-left text-soft hover:text-accent"
        aria-label={`Show image ${analysis.frame}`}
        onClick={() => view.show(analysis.frame)}
      >
        Image {analysis.frame}
      </button>
      <div className="flex flex-wrap items-center gap-x-3.5 gap-y-0.5">
        {ids.map((id, i) => (
          <span
            key={id}
            ref={highlight(entityKey(id, analysis.frame))}
            className="identity inline-flex items-center gap-1.5 rounded lit:bg-[color-mix(in_oklch,var(--tone)_var(--tint),transparent)]"
            style={identityStyle(id, orders[i] ?? -1)}
            onPointerMove={() => view.hover([id], analysis.frame)}
            onPointerLeave={() => view.leave()}
          >
            <i className="swatch size-2 rounded-[2px]" aria-hidden />
            {identities.name(id, analysis.frame) ?? id}
          </span>
        ))}
      </div>
    </li>
  );
});

/** The entities of an analysis, each once. */
function idsIn(analysis: FrameAnalysis | undefined): readonly EntityId[] {
  const rows = analysis?.tables.flatMap((table) => table.rows) ?? [];
  return [...new Set(rows.flatMap((row): EntityId[] => (row.id === null ? [] : [row.id])))];
}
