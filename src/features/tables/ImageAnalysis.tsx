import { memo } from 'react';
import type { ReactNode } from 'react';
import type { FrameAnalysis, FrameNo, GroundedDocument } from '../../grounding/base.ts';
import { isRunning } from '../../session/index.ts';
import { useDoc, usePageState } from '../../session/react.tsx';
import { AnalysisTable } from './AnalysisTable.tsx';
import { Notes } from './Notes.tsx';
import { TableSkeleton } from './TableSkeleton.tsx';

/** The tables and notes of one image, or the reason why there are none. */
export const ImageAnalysis = memo(function ImageAnalysis({ frame }: { readonly frame: FrameNo }): ReactNode {
  const all = useDoc((doc) => doc.analyses);
  const thinking = useDoc(
    ({ phase, narrative }) => phase === 'waiting' || (phase === 'thinking' && narrative === null),
  );
  const running = usePageState(({ run }) => isRunning(run));
  const analyses = all.filter((analysis) => analysis.frame === frame);
  const current = thinking && running ? (all.at(-1) ?? null) : null;
  if (analyses.length === 0) return <NoAnalysis frame={frame} now={current?.frame ?? 0} coming={thinking && running} />;
  return analyses.map((analysis, i) => (
    <div key={i} className="space-y-6">
      {i > 0 && <p className="text-soft">The model analysed image {frame} again:</p>}
      <OneAnalysis analysis={analysis} writing={analysis === current} />
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
        <p className="text-soft">The model began image {frame} but wrote nothing about it.</p>
      )}
      <Notes notes={notes} />
    </>
  );
}

export const NO_THINKING = 'This answer has no chain of thought, so there are no analyses and no boxes.';

export function hasNoThinking({ analyses, narrative, notes }: GroundedDocument): boolean {
  return analyses.length === 0 && narrative === null && notes.length === 0;
}

interface NoAnalysisProps {
  readonly frame: FrameNo;
  /** The image that the model is analysing now; 0 before the first one. */
  readonly now: number;
  /** Whether more analyses may come. */
  readonly coming: boolean;
}

function NoAnalysis({ frame, now, coming }: NoAnalysisProps): ReactNode {
  const isEmpty = useDoc(hasNoThinking);
  if (!coming)
    return <p className="text-soft">{isEmpty ? NO_THINKING : `The model wrote no analysis of image ${frame}.`}</p>;
  if (frame === now + 1) return <TableSkeleton>Image {frame} has not been analysed yet.</TableSkeleton>;
  return (
    <p className="text-soft">
      Image {frame} has not been analysed yet.{now > 0 && ` The model is analysing image ${now}.`}
    </p>
  );
}
