import type { Records, Run } from '../records.ts';
import type { Stores } from '../stores.ts';
import type { Frame } from '../types.ts';
import { withRuns } from './copy.ts';
import { entryOf } from './entries.ts';
import type { Saver } from './saver.ts';
import type { Storage } from './storage.ts';
import { picturesOf, restoreRun, restoreSequence } from './stored.ts';

/** A function that reads a sequence in memory again, after another tab has changed it. */
export function createReload(
  { records }: Pick<Stores, 'records'>,
  storage: Pick<Storage, 'read' | 'readPictures'>,
  saver: Pick<Saver, 'isStored'>,
): (id: string) => Promise<void> {
  return async function reload(id) {
    const stored = await storage.read(id);
    if (stored === null || stored.sequence.deletedAt !== null) return;
    const blobs = await storage.readPictures(picturesOf(stored));
    const before = records.store.getState();
    const keep = keepFrames(before, id);
    const runs = stored.runs.map((run) => {
      const restored = restoreRun(run, blobs);
      return { ...restored, frames: restored.frames?.map(keep) ?? null };
    });
    const { sequence: restored, listed } = withRuns(restoreSequence(stored.sequence, blobs), runs);
    const sequence = { ...restored, frames: restored.frames.map(keep) };
    saver.isStored({ sequence: stored.sequence, entry: entryOf(sequence, listed).entry }, stored.runs, blobs.keys());
    const gone = runsOf(before, id).filter((run) => !runs.some((other) => other.id === run.id));
    const now: readonly (readonly [string, Run | null])[] = [
      ...gone.map((run) => [run.id, null] as const),
      ...runs.map((run) => [run.id, run] as const),
    ];
    records.commit({ sequences: { [id]: sequence }, runs: Object.fromEntries(now) }, 'library');
  };
}

const runsOf = ({ runs }: Records, id: string): readonly Run[] =>
  Object.values(runs).filter(({ sequence }) => sequence === id);

/** A function that returns the frame in memory if it has the same pictures, so that they are not decoded again. */
function keepFrames(records: Records, id: string): (frame: Frame) => Frame {
  const lists = [records.sequences[id]?.frames ?? [], ...runsOf(records, id).map(({ frames }) => frames ?? [])];
  const known = new Map(lists.flat().map((frame) => [`${frame.id} ${frame.picture} ${frame.sent}`, frame]));
  return (frame) => known.get(`${frame.id} ${frame.picture} ${frame.sent}`) ?? frame;
}
