import { loadParser } from '../parser.ts';
import type { Run, Sequence } from '../records.ts';
import type { Stores } from '../stores.ts';
import { withRuns } from './copy.ts';
import { entryOf } from './entries.ts';
import type { Saver } from './saver.ts';
import type { Storage } from './storage.ts';
import { picturesOf, restoreRun, restoreSequence } from './stored.ts';

/** A sequence in memory. */
export interface Loaded {
  readonly sequence: Sequence;
  readonly runs: readonly Run[];
}

export type Load = (id: string) => Promise<Loaded | null>;

/**
 * A function that returns a sequence with its runs: from memory, or else from the storage, into memory. Null if it cannot be
 * read or is deleted.
 */
export function createLoader(
  { records }: Pick<Stores, 'records'>,
  storage: Pick<Storage, 'read' | 'readPictures'>,
  saver: Pick<Saver, 'isStored'>,
): Load {
  return async function load(id: string): Promise<Loaded | null> {
    const { sequences, runs: all } = records.store.getState();
    const known = sequences[id];
    if (known !== undefined) return { sequence: known, runs: known.runs.flatMap((run) => all[run] ?? []) };
    const stored = await storage.read(id);
    if (stored === null || stored.sequence.deletedAt !== null) return null;
    const blobs = await storage.readPictures(picturesOf(stored));
    await loadParser();
    const runs = stored.runs.map((run) => restoreRun(run, blobs));
    const { sequence, listed } = withRuns(restoreSequence(stored.sequence, blobs), runs);
    // Another call may have loaded it meanwhile, and the user may have changed it.
    const now = records.store.getState().sequences[id];
    if (now !== undefined) return load(id);
    saver.isStored({ sequence: stored.sequence, entry: entryOf(sequence, listed).entry }, stored.runs, blobs.keys());
    const change = { sequences: { [id]: sequence }, runs: Object.fromEntries(runs.map((run) => [run.id, run])) };
    records.commit(change, 'library');
    return { sequence, runs: listed };
  };
}

/** A sequence with its runs, but without its pictures, and not put into memory. Null if it cannot be read or is deleted. */
export async function peek(
  { records }: Pick<Stores, 'records'>,
  storage: Pick<Storage, 'read'>,
  id: string,
): Promise<Loaded | null> {
  const { sequences, runs: all } = records.store.getState();
  const known = sequences[id];
  if (known !== undefined) return { sequence: known, runs: known.runs.flatMap((run) => all[run] ?? []) };
  const stored = await storage.read(id);
  if (stored === null || stored.sequence.deletedAt !== null) return null;
  const runs = stored.runs.map((run) => restoreRun(run, new Map()));
  const { sequence, listed } = withRuns(restoreSequence(stored.sequence, new Map()), runs);
  return { sequence, runs: listed };
}
