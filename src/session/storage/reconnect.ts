import type { Clock } from '../pacer.ts';
import { deleteDatabase } from './clear.ts';
import { createMemory } from './memory.ts';
import type { DatabaseEvents, Storage } from './storage.ts';

/** Opens the storage of a library; rejects if there is none. */
export type OpenStorage = (events: DatabaseEvents) => Promise<Storage>;

/** The database while the browser has one, and the memory of the page otherwise. */
export interface Reconnecting {
  readonly storage: Storage;
  /** Why nothing is kept when the page is closed; null while there is a database. */
  readonly problem: () => Problem | null;
  /** Calls back when the database has gone or is there again. */
  readonly listen: (listener: () => void) => void;
}

export interface Problem {
  readonly sentence: string;
  /** Whether there is a database, although it cannot be used: its raw records may be readable. */
  readonly hasDatabase: boolean;
}

// A database that another page keeps closed may never open.
const PATIENCE_MS = 5000;
const RETRY_MS = 30_000;

/** Resolves when the database is open, or when that has failed or takes too long. Then it is tried again and again. */
export async function openReconnecting(
  open: OpenStorage,
  clock: Pick<Clock, 'after'>,
  onSuperseded: () => void,
): Promise<Reconnecting> {
  const memory = createMemory();
  let current = memory;
  let problem: Problem | null = BLOCKED;
  const listeners = new Set<() => void>();

  function switchTo(storage: Storage, why: Problem | null): void {
    [current, problem] = [storage, why];
    for (const listener of listeners) listener();
  }

  async function connect(): Promise<void> {
    try {
      switchTo(await open({ onSuperseded, onLost }), null);
    } catch (error) {
      switchTo(memory, problemOf(error));
      if (nameOf(error) !== 'VersionError') clock.after(RETRY_MS, () => void connect());
    }
  }

  function onLost(): void {
    switchTo(memory, LOST);
    void connect();
  }

  await Promise.race([
    connect(),
    new Promise<void>((resolve) => {
      clock.after(PATIENCE_MS, resolve);
    }),
  ]);
  return {
    problem: () => problem,
    listen(listener) {
      listeners.add(listener);
    },
    storage: {
      get lasts() {
        return current.lasts;
      },
      holders: {
        read: async (id) => (await current.holders?.read(id)) ?? null,
        claim: async (id, holder, before) => (await current.holders?.claim(id, holder, before)) ?? true,
        drop: async (id, tab) => current.holders?.drop(id, tab),
      },
      write: async (batch) => current.write(batch),
      writePicture: async (picture) => current.writePicture(picture),
      read: async (id) => current.read(id),
      readPictures: async (ids) => current.readPictures(ids),
      readEntries: async () => current.readEntries(),
      readTexts: async () => current.readTexts(),
      readPlace: async () => current.readPlace(),
      sequences: async () => current.sequences(),
      remove: async (ids) => current.remove(ids),
      sweep: async (times, kept) => current.sweep(times, kept),
      async clear() {
        await current.clear();
        if (current !== memory || !problem?.hasDatabase || problem === NEWER) return;
        // A database that cannot be opened cannot be emptied either.
        await deleteDatabase();
        await connect();
      },
    },
  };
}

const MEANWHILE = 'Your work is kept only until you close this page. Export it to keep it.';

const BLOCKED: Problem = {
  sentence: `Another tab with an older version of StoryLens keeps the library closed. Close that tab. ${MEANWHILE}`,
  hasDatabase: false,
};

const LOST: Problem = {
  sentence: `The browser has closed the library, for example to free space. StoryLens opens it again as soon as the browser allows it, and saves what is on this page. ${MEANWHILE}`,
  hasDatabase: true,
};

const NEWER: Problem = {
  sentence: `A newer version of StoryLens has used this library, and this version cannot read it. Nothing in it was changed. Reload the page to get the newer version. ${MEANWHILE}`,
  hasDatabase: true,
};

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');

/** Why there is no database, and what that means. */
function problemOf(error: unknown): Problem {
  if (nameOf(error) === 'VersionError') return NEWER;
  if (nameOf(error) === 'QuotaExceededError')
    return {
      sentence: `The disk or the browser’s storage is full, so the library cannot be opened. Free some space; StoryLens tries again. ${MEANWHILE}`,
      hasDatabase: true,
    };
  // A browser that has no database, or allows none, says so with one of these.
  if (
    ['SecurityError', 'InvalidStateError', 'ReferenceError', 'TypeError', 'NotSupportedError'].includes(nameOf(error))
  )
    return {
      sentence: `This browser does not let the page save anything, as in some private windows. ${MEANWHILE}`,
      hasDatabase: false,
    };
  const said = error instanceof Error ? error.message : String(error);
  return {
    sentence: `The library cannot be opened: the browser says “${said}”. Nothing in it was changed, and StoryLens tries again. ${MEANWHILE}`,
    hasDatabase: true,
  };
}
