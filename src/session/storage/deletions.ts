import type { StoreApi } from 'zustand/vanilla';
import type { History, Step } from '../history/history.ts';
import { LIBRARY } from '../history/history.ts';
import type { Entry } from './entries.ts';
import type { Saver } from './saver.ts';
import { NOTHING } from './storage.ts';
import type { Storage } from './storage.ts';

interface Parts {
  readonly storage: Pick<Storage, 'read' | 'readEntries' | 'write'>;
  readonly saver: Pick<Saver, 'alone' | 'flush'>;
  readonly epoch: () => number;
  /** Called before sequences are deleted: the page shows another one. */
  readonly leave: (ids: readonly string[]) => void;
  /** Removes sequences from memory. */
  readonly forget: (ids: readonly string[]) => void;
  readonly onMarked: (entries: readonly Entry[]) => void;
}

/** A function that marks sequences as deleted, or brings them back. */
export function createDeletions({ storage, saver, epoch, leave, forget, onMarked }: Parts) {
  return async function setDeleted(ids: readonly string[], isDeleted: boolean): Promise<void> {
    if (isDeleted) leave(ids);
    await saver.flush();
    const entries = (await storage.readEntries()).filter(({ id }) => ids.includes(id));
    const deletedAt = isDeleted ? epoch() : null;
    const marked = entries.map((entry) => withTime(entry, deletedAt));
    await saver.alone(async () => {
      const stored = await Promise.all(ids.map(async (id) => storage.read(id)));
      const sequences = stored.flatMap((one) => (one === null ? [] : [{ ...one.sequence, deletedAt }]));
      await storage.write({ ...NOTHING, sequences, entries: marked });
    });
    if (isDeleted) forget(ids);
    onMarked(marked);
  };
}

const withTime = (entry: Entry, deletedAt: number | null): Entry => ({ ...entry, deletedAt });

/** Keeps `deleted` at the sequences whose deletion is the next step to undo in the library. */
export function followDeletions(
  store: StoreApi<{ entries: readonly Entry[]; deleted: readonly Entry[] }>,
  history: History,
): void {
  const known = new Map<string, Entry>();
  store.subscribe(({ entries }, before) => {
    if (entries === before.entries) return;
    for (const entry of before.entries) known.set(entry.id, entry);
  });
  history.store.subscribe(() => {
    const [part] = history.stackOf(LIBRARY).past.at(-1)?.parts ?? ([] as Step['parts']);
    const ids = part?.record === 'library' && part.deleted ? part.ids : [];
    store.setState({ deleted: ids.flatMap((id) => known.get(id) ?? []) });
  });
}
