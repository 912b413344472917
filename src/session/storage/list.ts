import type { StoreApi } from 'zustand/vanilla';
import { PARSER_VERSION } from '../../grounding/base.ts';
import { loadParser } from '../parser.ts';
import type { RecordStore } from '../records.ts';
import { withRuns } from './copy.ts';
import { entryOf } from './entries.ts';
import type { Entry } from './entries.ts';
import type { LibraryState } from './library.ts';
import type { Saver } from './saver.ts';
import { NOTHING } from './storage.ts';
import type { Storage } from './storage.ts';
import { picturesOf, restoreRun, restoreSequence } from './stored.ts';

/** The entries of the library, as they are listed. */
export interface List {
  /** Replaces these entries; those of deleted sequences are removed. */
  readonly put: (entries: readonly Entry[]) => void;
  /** Reads all entries, and makes those again that are missing or were made with an older parser. */
  readonly read: () => Promise<void>;
}

interface Parts {
  readonly store: StoreApi<LibraryState>;
  readonly records: Pick<RecordStore, 'store'>;
  readonly storage: Storage;
  readonly alone: Saver['alone'];
}

export function createList({ store, records, storage, alone }: Parts): List {
  function put(changed: readonly Entry[]): void {
    store.setState(({ entries }) => {
      const all = new Map(entries.map((entry) => [entry.id, entry]));
      for (const entry of changed) {
        if (entry.deletedAt === null) all.set(entry.id, entry);
        else all.delete(entry.id);
      }
      return { entries: [...all.values()] };
    });
  }

  async function renew(id: string): Promise<void> {
    const stored = await storage.read(id);
    if (stored === null || stored.sequence.deletedAt !== null) return;
    const blobs = await storage.readPictures(picturesOf(stored));
    const runs = stored.runs.map((run) => restoreRun(run, blobs));
    const { sequence, listed } = withRuns(restoreSequence(stored.sequence, blobs), runs);
    const { entry, text } = entryOf(sequence, listed);
    await storage.write({ ...NOTHING, entries: [entry], texts: new Map([[id, text]]) });
    put([entry]);
  }

  return {
    put,
    async read() {
      const [entries, ids] = await Promise.all([storage.readEntries(), storage.sequences()]);
      const { sequences } = records.store.getState();
      store.setState(({ entries: before }) => {
        // What could not be saved is only in memory.
        const unsaved = before.filter(({ id }) => id in sequences && !ids.includes(id));
        return { entries: [...entries.filter(({ deletedAt }) => deletedAt === null), ...unsaved] };
      });
      await loadParser();
      const current = new Set(entries.filter((entry) => entry.parser >= PARSER_VERSION).map(({ id }) => id));
      for (const id of ids) {
        // oxlint-disable-next-line no-await-in-loop -- one at a time, so that the page stays usable
        if (!current.has(id)) await alone(async () => renew(id));
      }
    },
  };
}
