import { memo } from 'react';
import type { ReactNode } from 'react';
import type { FrameAnalysis, FrameNo, GroundedDocument } from '../../grounding/index.ts';
import { isRunning } from '../../session/index.ts';
import { useDoc, useSession } from '../../session/react.tsx';
import { AnalysisTable } from './AnalysisTable.tsx';
import { Notes } from './Notes.tsx';
import { TableSkeleton } from './TableSkeleton.tsx';

/** What the model has found in one image, or why nothing is there. */
export const ImageAnalysis = memo(function ImageAnalysis({ frame }: { readonly frame: FrameNo }): ReactNode {
  const all = useDoc((doc) => doc.analyses);
  const thinking = useDoc(
    ({ phase, narrative }) => phase === 'waiting' || (phase === 'thinking' && narrative === null),
  );
  const running = useSession(({ reading }) => isRunning(reading));
  const analyses = all.filter((analysis) => analysis.frame === frame);
  const at = thinking && running ? (all.at(-1) ?? null) : null;
  if (analyses.length === 0) return <Nothing frame={frame} at={at?.frame ?? 0} coming={thinking && running} />;
  return analyses.map((analysis, i) => (
    <div key={i} className="space-y-6">
      {i > 0 && <p className="text-soft">The model analysed image {frame} once more:</p>}
      <OneAnalysis analysis={analysis} writing={analysis === at} />
    </div>
  ));
});

function OneAnalysis({
  analysis,
  writing,
}: {
  readonly analysis: FrameAnalysis;
  readonly writing: boolean;
}): ReactNode {
  const { frame, tables, notes } = analysis;
  return (
    <>
      {tables.map((table, i) => (
        <AnalysisTable key={i} table={table} frame={frame} writing={writing && i === tables.length - 1} />
      ))}
      {tables.length === 0 && writing && <TableSkeleton>Image {frame} is being analysed.</TableSkeleton>}
      {tables.length === 0 && notes.length === 0 && !writing && (
        <p className="text-soft">The model named image {frame}, and wrote nothing of it.</p>
      )}
      <Notes notes={notes} />
    </>
  );
}

export const NO_THOUGHT = 'There is no chain of thought in this answer: no image is analysed, and no word has a box.';

export function hasNoThought({ analyses, narrative, notes }: GroundedDocument): boolean {
  return analyses.length === 0 && narrative === null && notes.length === 0;
}

interface NothingProps {
  readonly frame: FrameNo;
  /** The image that the model is at; 0 before the first one. */
  readonly at: number;
  /** Whether the model is on its way. */
  readonly coming: boolean;
}

function Nothing({ frame, at, coming }: NothingProps): ReactNode {
  const none = useDoc(hasNoThought);
  if (!coming)
    return <p className="text-soft">{none ? NO_THOUGHT : `The model wrote no analysis of image ${frame}.`}</p>;
  if (frame === at + 1) return <TableSkeleton>Image {frame} has not been analysed yet.</TableSkeleton>;
  return (
    <p className="text-soft">
      Image {frame} has not been analysed yet.{at > 0 && ` The model is at image ${at}.`}
    </p>
  );
}
