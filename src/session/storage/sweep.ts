import type { IDBPObjectStore, StoreNames } from 'idb';
import type { Database, Schema } from './schema.ts';
import type { SweepTimes } from './storage.ts';
import { isRun, isSequence } from './readable.ts';
import type { StoredFrame } from './stored.ts';

/** Under this key of the settings: since when each unneeded picture is known to be unneeded, in epoch milliseconds. */
const UNNEEDED = 'unneeded-pictures';

type Since = Readonly<Record<string, number>>;

/**
 * Deletes unneeded pictures in two steps: a first sweep notes them, and a later one deletes those that are still unneeded.
 * The time between belongs to undo, in this tab and others. If a record cannot be read, no picture is deleted: the record
 * may need any of them.
 */
export async function sweepPictures(
  database: Database,
  { now, before }: SweepTimes,
  kept: ReadonlySet<string>,
): Promise<void> {
  const stores = ['sequences', 'runs', 'pictures', 'settings'] as const;
  // Most sweeps find nothing, so the first look keeps no write waiting.
  const looking = database.transaction(stores);
  const found = await unneededIn(looking.objectStore('sequences'), looking.objectStore('runs'), {
    ids: await looking.objectStore('pictures').getAllKeys(),
    kept,
  });
  if (found === null || (found.length === 0 && (await sinceIn(database)) === null)) return;

  const transaction = database.transaction(stores, 'readwrite');
  const [pictures, settings] = [transaction.objectStore('pictures'), transaction.objectStore('settings')];
  const ids = await unneededIn(transaction.objectStore('sequences'), transaction.objectStore('runs'), {
    ids: await pictures.getAllKeys(),
    kept,
  });
  if (ids !== null) {
    const since = asSince(await settings.get(UNNEEDED)) ?? {};
    const left = ids.filter((id) => (since[id] ?? now) >= before);
    for (const id of ids) if (!left.includes(id)) void pictures.delete(id);
    if (left.length === 0) void settings.delete(UNNEEDED);
    else void settings.put(Object.fromEntries(left.map((id) => [id, since[id] ?? now])), UNNEEDED);
  }
  await transaction.done;
}

/** A picture is needed again. */
export async function takeBack(
  settings: IDBPObjectStore<Schema, StoreNames<Schema>[], 'settings', 'readwrite'>,
  id: string,
): Promise<void> {
  const since = asSince(await settings.get(UNNEEDED));
  if (since === null || !(id in since)) return;
  await settings.put(Object.fromEntries(Object.entries(since).filter(([other]) => other !== id)), UNNEEDED);
}

const sinceIn = async (database: Database): Promise<Since | null> => asSince(await database.get('settings', UNNEEDED));

function asSince(value: unknown): Since | null {
  return typeof value === 'object' && value !== null ? (value as Since) : null;
}

type Mode = 'readonly' | 'readwrite';

/** The pictures that no record needs; null if a record cannot be read. */
async function unneededIn(
  sequences: IDBPObjectStore<Schema, StoreNames<Schema>[], 'sequences', Mode>,
  runs: IDBPObjectStore<Schema, StoreNames<Schema>[], 'runs', Mode>,
  { ids, kept }: { readonly ids: readonly string[]; readonly kept: ReadonlySet<string> },
): Promise<readonly string[] | null> {
  const needed = new Set(kept);
  const add = (frames: readonly StoredFrame[] | null): void => {
    for (const { picture, sent } of frames ?? []) needed.add(picture).add(sent);
  };
  // One record at a time: all of them at once may have many megabytes.
  for await (const { value } of sequences.iterate()) {
    if (!isSequence(value)) return null;
    add(value.frames);
  }
  for await (const { value } of runs.iterate()) {
    if (!isRun(value)) return null;
    add(value.frames);
  }
  return ids.filter((id) => !needed.has(id));
}
