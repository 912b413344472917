import { sayCount } from '../../grounding/base.ts';
import { LIBRARY } from '../history/history.ts';
import type { History } from '../history/history.ts';
import { labelOf } from '../history/labels.ts';
import type { ReadableStore, RecordStore } from '../records.ts';
import type { Origins } from '../sequences.ts';
import { copyOf } from './copy.ts';
import type { Entry } from './entries.ts';
import type { Load } from './loader.ts';
import type { Saver } from './saver.ts';

/** What can be done with sequences in the list. Each change can be undone. */
export interface ListCommands {
  /** An empty title brings back the proposed one. */
  readonly rename: (id: string, title: string) => Promise<void>;
  readonly duplicate: (ids: readonly string[]) => Promise<void>;
  readonly remove: (ids: readonly string[]) => Promise<void>;
  /** Brings all sequences into memory. */
  readonly loadAll: () => Promise<void>;
  /** Undoes the last command of the list. */
  readonly undoRemove: () => Promise<void>;
}

interface Parts extends Origins {
  readonly store: ReadableStore<{ readonly entries: readonly Entry[] }>;
  readonly records: RecordStore;
  readonly load: Load;
  readonly saver: Pick<Saver, 'flush'>;
  readonly history: History;
  readonly setDeleted: (ids: readonly string[], isDeleted: boolean) => Promise<void>;
  /** Runs a command on sequences that no other tab changes meanwhile; a failure becomes a sentence on the page. */
  readonly alone: (ids: readonly string[], command: () => Promise<void>) => Promise<void>;
  /** Runs a command; a failure becomes a sentence on the page. */
  readonly attempt: (command: () => Promise<void>) => Promise<void>;
}

export function createListCommands(parts: Parts): ListCommands {
  const { store, records, load, saver, history, setDeleted, attempt, alone } = parts;

  /** The title of a sequence, or how many they are. */
  function nameOf(ids: readonly string[]): string {
    const [id, ...others] = ids;
    const entry = store.getState().entries.find((other) => other.id === id);
    return others.length > 0 ? sayCount(ids.length, 'sequence') : `“${entry?.title ?? entry?.proposed ?? ''}”`;
  }

  return {
    rename: async (id, title) =>
      alone([id], async () => {
        const loaded = await load(id);
        if (loaded === null) return;
        const { title: before } = loaded.sequence;
        const after = title.trim() || null;
        // A new title does not make the sequence newer: it keeps its place in the list.
        records.commit({ sequences: { [id]: { ...loaded.sequence, title: after } } }, 'storylens');
        const part = { record: 'sequences', id, field: 'title', before, after } as const;
        if (before !== after) history.add(LIBRARY, labelOf([part]), [part]);
        await saver.flush();
      }),
    duplicate: async (ids) =>
      attempt(async () => {
        const copies: string[] = [];
        for (const id of ids) {
          // oxlint-disable-next-line no-await-in-loop -- one at a time: each is read whole
          const loaded = await load(id);
          if (loaded === null) continue;
          const copy = copyOf(loaded.sequence, loaded.runs, parts);
          records.commit(copy);
          copies.push(...Object.keys(copy.sequences ?? {}));
        }
        await saver.flush();
        history.add(LIBRARY, `duplicate ${nameOf(ids)}`, [{ record: 'library', ids: copies, deleted: false }]);
      }),
    remove: async (ids) =>
      alone(ids, async () => {
        const label = `delete ${nameOf(ids)}`;
        await setDeleted(ids, true);
        history.add(LIBRARY, label, [{ record: 'library', ids, deleted: true }]);
      }),
    loadAll: async () =>
      attempt(async () => {
        // oxlint-disable-next-line no-await-in-loop -- one at a time: each is read whole
        for (const { id } of store.getState().entries) await load(id);
      }),
    undoRemove: async () => attempt(async () => void (await history.undo(LIBRARY))),
  };
}
