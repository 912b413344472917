import type { EntityId, FrameNo } from '../../grounding/index.ts';
import { isRunning } from '../../session/index.ts';
import type { SessionState } from '../../session/index.ts';
import { useDesk, useSession, useSessionParts } from '../../session/react.tsx';
import { boxedIn } from './boxOutlines.ts';
import type { BoxedRow } from './boxOutlines.ts';
import { progressOf } from './progress.ts';
import type { Progress } from './progress.ts';

/** What a tile shows of its frame: it is rendered again when one of these has changed, and for no other frame's sake. */
export interface Known {
  readonly progress: Progress | null;
  readonly rows: readonly BoxedRow[];
  readonly entities: readonly EntityId[];
}

const NOBODY: readonly EntityId[] = [];

export function useTile(frame: FrameNo): Known {
  const { session } = useDesk();
  const progress = useSession((state) => progressIn(state, frame));
  const rows = useSessionParts((state) => boxedIn(state, frame));
  // Entities only ever join at the end, so the place of one that is here never changes.
  const entities = session.getState().reading?.doc.entities ?? NOBODY;
  return { progress, rows, entities };
}

function progressIn({ reading }: SessionState, frame: FrameNo): Progress | null {
  if (reading === null) return null;
  // A frame that was added since is not in this story, and will not be.
  return progressOf(reading.doc, isRunning(reading) && frame <= reading.frames.length, frame);
}
