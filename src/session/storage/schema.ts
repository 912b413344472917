import { openDB } from 'idb';
import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { Entry } from './entries.ts';
import type { Holder } from '../tabs/record-holding.ts';
import type { KeptPicture } from './kept-picture.ts';
import type { DatabaseEvents, SavedPlace } from './storage.ts';
import type { StoredRun, StoredSequence } from './stored.ts';

export const NAME = 'storylens';

export interface Schema extends DBSchema {
  pictures: { key: string; value: KeptPicture };
  sequences: { key: string; value: StoredSequence };
  runs: { key: string; value: StoredRun; indexes: { sequence: string } };
  verdicts: { key: string; value: { readonly id: string }; indexes: { run: string } };
  answers: { key: string; value: { readonly id: string }; indexes: { run: string } };
  matchings: { key: string; value: { readonly id: string } };
  settings: { key: string; value: unknown };
  /** Derived from the sequences and their runs. */
  entries: { key: string; value: Entry };
  texts: { key: string; value: string };
  /** Where the user was last, under `last`, and which tab holds which sequence. */
  places: { key: string; value: SavedPlace | Holder };
}

export type Database = IDBPDatabase<Schema>;

/** Changes the stores from one version to the next. Everything happens in one transaction: all of it or nothing. */
export type Step = (
  database: Database,
  transaction: IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>,
) => void | Promise<void>;

/** The first step makes version 1 out of nothing, the next makes version 2 out of it, and so on. Only ever add steps. */
export const STEPS: readonly Step[] = [
  (database) => {
    const byId = { keyPath: 'id' };
    for (const store of ['pictures', 'sequences', 'matchings', 'entries'] as const)
      database.createObjectStore(store, byId);
    database.createObjectStore('runs', byId).createIndex('sequence', 'sequence');
    for (const store of ['verdicts', 'answers'] as const)
      database.createObjectStore(store, byId).createIndex('run', 'run');
    for (const store of ['settings', 'texts', 'places'] as const) database.createObjectStore(store);
  },
];

/**
 * Opens the database, and makes it or brings it up to date first. If a step fails, everything stays as it was.
 * @throws {DOMException} `VersionError` if a newer version of StoryLens has used it; others if the browser has none
 */
export async function openSchema({ onSuperseded, onLost }: DatabaseEvents, steps = STEPS): Promise<Database> {
  const failures: unknown[] = [];
  try {
    const database = await openDB<Schema>(NAME, steps.length, {
      async upgrade(opened, from, _to, transaction) {
        try {
          // oxlint-disable-next-line no-await-in-loop -- each step needs the result of the one before
          for (const step of steps.slice(from)) await step(opened, transaction);
        } catch (error) {
          failures.push(error);
          void transaction.done.catch(() => null);
          transaction.abort();
        }
      },
      blocking() {
        database.close();
        onSuperseded();
      },
      terminated: onLost,
    });
    return database;
  } catch (error) {
    throw failures[0] ?? error;
  }
}
