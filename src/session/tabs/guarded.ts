import type { Batch, Storage } from '../storage/storage.ts';
import type { OneWriter } from './one-writer.ts';

/** Sequences that another tab holds. Nothing of them was written; everything else of the batch was. */
export class HeldElsewhere extends Error {
  override readonly name = 'HeldElsewhere';
  readonly sequences: readonly string[];

  constructor(sequences: readonly string[]) {
    super('Another tab holds these sequences.');
    this.sequences = sequences;
  }
}

/**
 * A storage that never writes what another tab may change. `tab` is the ID of this tab if the storage itself has to check
 * that, in the same step as the write: without Web Locks, a tab that stood still for a while does not know what it has lost.
 */
export function guarded(
  storage: Storage,
  writer: Pick<OneWriter, 'store' | 'lose' | 'tell'>,
  tab: string | null,
): Storage {
  return {
    ...storage,
    get lasts() {
      return storage.lasts;
    },
    async write(batch) {
      const own = without(batch, writer.store.getState().elsewhere);
      try {
        await storage.write(tab === null ? own : { ...own, tab });
        // The text that arrives changes nothing in the list of another tab.
        if (own.sequences.length > 0) writer.tell([...sequencesIn(own)]);
      } catch (error) {
        if (!(error instanceof HeldElsewhere)) throw error;
        for (const sequence of error.sequences) writer.lose(sequence);
      }
    },
  };
}

/** The sequences that a batch changes. */
export function sequencesIn({ sequences, runs }: Batch): ReadonlySet<string> {
  return new Set([...sequences.map(({ id }) => id), ...runs.map(({ sequence }) => sequence)]);
}

/** A batch without everything of these sequences. */
export function without(batch: Batch, others: ReadonlySet<string>): Batch {
  if (others.size === 0) return batch;
  return {
    ...batch,
    sequences: batch.sequences.filter(({ id }) => !others.has(id)),
    runs: batch.runs.filter(({ sequence }) => !others.has(sequence)),
    entries: batch.entries.filter(({ id }) => !others.has(id)),
    texts: new Map([...batch.texts].filter(([id]) => !others.has(id))),
  };
}
