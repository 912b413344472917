import { useMemo } from 'react';
import type { FrameNo } from '../../grounding/base.ts';
import { findingCounts, isRunning } from '../../session/index.ts';
import type { PageState } from '../../session/index.ts';
import { usePageState, useOrder, useSessionParts } from '../../session/react.tsx';
import { boxedIn } from './boxOutlines.ts';
import type { BoxedRow } from './boxOutlines.ts';
import { progressOf } from './progress.ts';
import type { Progress } from './progress.ts';

/** The data that a tile shows. A tile renders only when its own data change. */
export interface TileData {
  readonly progress: Progress | null;
  readonly rows: readonly BoxedRow[];
  /** For each row, the index of its entity in the order of first appearance. */
  readonly orders: readonly number[];
  /** The number of the audit's findings in the frame, without notes. */
  readonly findings: number;
}

export function useTile(frame: FrameNo): TileData {
  const progress = usePageState((state) => progressIn(state, frame));
  const rows = useSessionParts((state) => boxedIn(state, frame));
  const orders = useOrder(useMemo(() => rows.map(({ id }) => id), [rows]));
  const findings = usePageState((state) => findingCounts(state).get(frame)?.all ?? 0);
  return { progress, rows, orders, findings };
}

function progressIn({ run }: PageState, frame: FrameNo): Progress | null {
  if (run === null) return null;
  // A frame that was added after the start of the run is not part of its story.
  return progressOf(run.doc, isRunning(run) && frame <= run.frames.length, frame);
}
