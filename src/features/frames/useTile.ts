import type { EntityId, FrameNo } from '../../grounding/index.ts';
import { isRunning } from '../../session/index.ts';
import type { SessionState } from '../../session/index.ts';
import { useSession, useSessionParts, useSessionStore } from '../../session/react.tsx';
import { boxedIn } from './boxOutlines.ts';
import type { BoxedRow } from './boxOutlines.ts';
import { progressOf } from './progress.ts';
import type { Progress } from './progress.ts';

/** The data that a tile shows. A tile renders only when its own data change. */
export interface TileData {
  readonly progress: Progress | null;
  readonly rows: readonly BoxedRow[];
  readonly entities: readonly EntityId[];
}

const NO_ENTITIES: readonly EntityId[] = [];

export function useTile(frame: FrameNo): TileData {
  const session = useSessionStore();
  const progress = useSession((state) => progressIn(state, frame));
  const rows = useSessionParts((state) => boxedIn(state, frame));
  // New entities are only appended, so the index of an existing one never changes and no subscription is needed.
  const entities = session.getState().run?.doc.entities ?? NO_ENTITIES;
  return { progress, rows, entities };
}

function progressIn({ run }: SessionState, frame: FrameNo): Progress | null {
  if (run === null) return null;
  // A frame that was added after the start of the run is not part of its story.
  return progressOf(run.doc, isRunning(run) && frame <= run.frames.length, frame);
}
