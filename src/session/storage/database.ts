import { HeldElsewhere, sequencesIn, without } from '../tabs/guarded.ts';
import type { Holder } from '../tabs/record-holding.ts';
import { holderKey, holderRecords, isHolder } from './holders.ts';
import type { Batch, DatabaseEvents, SavedPlace, Storage } from './storage.ts';
import { asBytes, blobOf, isAboutBlob, sizeOf } from './kept-picture.ts';
import type { KeptPicture } from './kept-picture.ts';
import { openSchema, STEPS } from './schema.ts';
import type { Step } from './schema.ts';
import { isRun, isSequence } from './readable.ts';
import type { Stored, StoredRun } from './stored.ts';
import { sweepPictures, takeBack } from './sweep.ts';

/**
 * Opens the database of the browser, and makes it if there is none.
 * @throws {DOMException} `VersionError` if a newer version of StoryLens has used it; others if the browser has none
 */
export async function openDatabase(events: DatabaseEvents, steps: readonly Step[] = STEPS): Promise<Storage> {
  const database = await openSchema(events, steps);

  async function read(id: string): Promise<Stored | null> {
    const transaction = database.transaction(['sequences', 'runs']);
    const [sequence, runs]: [unknown, readonly unknown[]] = await Promise.all([
      transaction.objectStore('sequences').get(id),
      transaction.objectStore('runs').index('sequence').getAll(id),
    ]);
    return isSequence(sequence) ? { sequence, runs: runs.filter(isRun) } : null;
  }

  /** How often everything was deleted. */
  let clears = 0;

  /** In one transaction: a picture whose writing has begun is never written after a later `clear`. */
  async function put(picture: KeptPicture): Promise<void> {
    const transaction = database.transaction(['pictures', 'settings'], 'readwrite');
    const store = transaction.objectStore('pictures');
    const writing = async (): Promise<KeptPicture | undefined> => {
      if ((await store.count(picture.id)) === 0) await store.put(picture);
      else await takeBack(transaction.objectStore('settings'), picture.id);
      return store.get(picture.id);
    };
    // A request that fails also ends the transaction, with an error of its own.
    const [back] = await Promise.all([writing(), transaction.done]);
    if (sizeOf(back) !== sizeOf(picture)) throw new Error('The database did not store the whole picture.');
  }

  return {
    lasts: true,
    holders: holderRecords(database),
    async write(batch: Batch) {
      const transaction = database.transaction(['sequences', 'runs', 'entries', 'texts', 'places'], 'readwrite');
      const stores = {
        sequences: transaction.objectStore('sequences'),
        runs: transaction.objectStore('runs'),
        entries: transaction.objectStore('entries'),
        texts: transaction.objectStore('texts'),
        places: transaction.objectStore('places'),
      };
      const others = await heldByOthers(batch, async (id) => stores.places.get(holderKey(id)));
      const { sequences, runs, removed, entries, texts, place } = without(batch, others);
      await Promise.all([
        ...sequences.map(async (sequence) => stores.sequences.put(sequence)),
        ...runs.map(async (run) => stores.runs.put(run)),
        ...removed.map(async (run) => stores.runs.delete(run)),
        ...entries.map(async (entry) => stores.entries.put(entry)),
        ...[...texts].map(async ([id, text]) => stores.texts.put(text, id)),
        ...(place === null ? [] : [stores.places.put(place, 'last')]),
        ...runs.map(async (run) => checkStored(run, stores.runs.get(run.id))),
        transaction.done,
      ]);
      if (others.size > 0) throw new HeldElsewhere([...others]);
    },
    async writePicture(picture) {
      const before = clears;
      await put(picture).catch(async (error: unknown) => {
        if (!isAboutBlob(error)) throw error;
        const bytes = await asBytes(picture);
        if (clears === before) await put(bytes);
      });
    },
    read,
    async readPictures(ids) {
      const transaction = database.transaction('pictures');
      const found = await Promise.all([...ids].map(async (id) => transaction.store.get(id)));
      return new Map(found.flatMap((picture) => (picture === undefined ? [] : [[picture.id, blobOf(picture)]])));
    },
    readEntries: async () => database.getAll('entries'),
    async readTexts() {
      const { store } = database.transaction('texts');
      const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
      return new Map(keys.map((key, i) => [key, values[i] ?? '']));
    },
    async readPlace() {
      const place = await database.get('places', 'last');
      return place === undefined || isHolder(place) ? null : place;
    },
    sequences: async () => database.getAllKeys('sequences'),
    async remove(ids) {
      const transaction = database.transaction(['sequences', 'runs', 'entries', 'texts'], 'readwrite');
      const runs = transaction.objectStore('runs');
      for (const id of ids) {
        for (const store of ['sequences', 'entries', 'texts'] as const) void transaction.objectStore(store).delete(id);
        // oxlint-disable-next-line no-await-in-loop -- the transaction ends if nothing is asked of it
        for (const run of await runs.index('sequence').getAllKeys(id)) void runs.delete(run);
      }
      await transaction.done;
    },
    sweep: async (times, kept) => sweepPictures(database, times, kept),
    async clear() {
      clears++;
      const all = [...database.objectStoreNames];
      const transaction = database.transaction(all, 'readwrite');
      await Promise.all([...all.map(async (store) => transaction.objectStore(store).clear()), transaction.done]);
    },
  };
}

/** The sequences of a batch that another tab holds. Empty if the batch does not name its tab. */
async function heldByOthers(
  batch: Batch,
  holderOf: (sequence: string) => Promise<SavedPlace | Holder | undefined>,
): Promise<ReadonlySet<string>> {
  const { tab } = batch;
  if (tab === undefined) return new Set();
  const others = await Promise.all(
    [...sequencesIn(batch)].map(async (id) => {
      const holder = await holderOf(id);
      return isHolder(holder) && holder.tab !== tab ? [id] : [];
    }),
  );
  return new Set(others.flat());
}

/** @throws {Error} if a run was not stored as it is */
async function checkStored({ completion }: StoredRun, reading: Promise<StoredRun | undefined>): Promise<void> {
  const back = await reading;
  if (back?.completion.length !== completion.length) throw new Error('The database did not store the whole text.');
}
