import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Clock } from '../pacer.ts';
import type { ReadableStore } from '../records.ts';
import type { Stores } from '../stores.ts';
import { createChanges } from './changes.ts';
import type { Entry } from './entries.ts';
import type { Listed } from './listed.ts';
import { createPictureWriter } from './picture-writer.ts';
import { sayProblem } from './say-problem.ts';
import type { StorageSpace } from './space.ts';
import { isEmpty } from './storage.ts';
import type { Storage } from './storage.ts';
import type { StoredRun } from './stored.ts';

export interface Saving {
  /** Whether something is not saved yet. */
  readonly pending: boolean;
  /** When the last write ended, in epoch milliseconds; null before the first. */
  readonly savedAt: number | null;
  /** Why the last write failed, as a sentence; null if it did not. */
  readonly problem: string | null;
}

export interface Saver {
  readonly state: ReadableStore<Saving>;
  /** Begins to save, with what is in memory and not stored. Until then, nothing is written. */
  readonly start: () => void;
  /** Saves what has changed now, as when the page is left. Resolves when it is stored, or when that has failed. */
  readonly flush: () => Promise<void>;
  /** Runs a command that reads from the storage and writes to it. Meanwhile nothing else is written. */
  readonly alone: <T>(command: () => Promise<T>) => Promise<T>;
  /** Says that nothing is stored any more. Everything that is in memory is written again. */
  readonly startOver: () => void;
  /** Says that these records are stored as they are, and these pictures. */
  readonly isStored: (listed: Listed, runs: readonly StoredRun[], pictures: Iterable<string>) => void;
  /** Ends the saving for good, for example because a newer version of StoryLens uses the library. */
  readonly stop: (problem: string) => void;
}

/** How long a text that arrives may wait until it is saved. */
const EVERY_MS = 1000;
/** How long to wait after a failed write. */
const RETRY_MS = 5000;
/** After this time the page says that a write has not ended. */
const HANGING_MS = 10_000;
const HANGING =
  'The browser has been saving for a while and is not done. The newest changes are only in the memory of this page.';

interface Parts {
  readonly stores: Stores;
  readonly storage: Storage;
  readonly clock: Pick<Clock, 'now' | 'after'>;
  readonly space: StorageSpace | null;
  /** Epoch milliseconds. */
  readonly epoch: () => number;
  /** Takes the entries that are about to be written. They are listed even if that fails. */
  readonly onEntries: (entries: readonly Entry[]) => void;
  /** Is called when entries were written. */
  readonly onStored: () => void;
}

/**
 * Saves every change of the records. One write at a time, so that older data never replaces newer data. A new request, and
 * the end of one, is saved at once; text that arrives, once a second. A write that fails is followed by one that writes
 * everything that is in memory.
 */
export function createSaver({ stores, storage, clock, space, epoch, onEntries, onStored }: Parts): Saver {
  const state: StoreApi<Saving> = createStore(() => ({ pending: false, savedAt: null, problem: null }));
  const pictures = createPictureWriter({ storage, clock, space, epoch }, () => {
    const isComplete = changes.noteIncomplete();
    state.setState({ problem: pictures.problem() });
    schedule(isComplete);
  });
  const changes = createChanges(stores, pictures, epoch);
  let phase: 'loading' | 'on' | 'off' = 'loading';
  /** The write in progress. It never rejects. */
  let writing: Promise<void> | null = null;
  /** A write that was asked for while another was in progress. */
  let next: Promise<void> | null = null;
  let wroteAt = -Infinity;
  let wait = EVERY_MS;
  let cancelTimer: (() => void) | null = null;

  function schedule(urgent: boolean): void {
    if (phase !== 'on') return;
    setPending();
    const left = wroteAt + wait - clock.now();
    if ((urgent && wait === EVERY_MS) || left <= 0) void flush();
    else cancelTimer ??= clock.after(left, () => void flush());
  }

  function setPending(): void {
    const pending = changes.any() || !pictures.isDone();
    if (state.getState().pending !== pending) state.setState({ pending });
  }

  /** Writes what has changed. */
  async function write(): Promise<void> {
    const { batch, undo } = changes.take();
    if (isEmpty(batch)) return;
    wroteAt = clock.now();
    if (batch.entries.length > 0) onEntries(batch.entries);
    try {
      await storage.write(batch);
    } catch (error) {
      undo();
      wait = RETRY_MS;
      state.setState({ problem: sayProblem(error) });
      return;
    }
    wait = EVERY_MS;
    if (batch.entries.length > 0) onStored();
    state.setState({ savedAt: epoch(), problem: pictures.problem() });
  }

  /** Runs the only write. One at a time, so that an older one never overtakes a newer one. */
  async function hold<T>(work: () => Promise<T>): Promise<T> {
    const stopWaiting = clock.after(HANGING_MS, () => state.setState({ problem: HANGING }));
    const result = work();
    const end = (): void => {
      stopWaiting();
      writing = null;
      if (state.getState().problem === HANGING) state.setState({ problem: pictures.problem() });
      setPending();
      if (changes.any()) schedule(false);
    };
    writing = result.then(end, end);
    return result;
  }

  async function writeAfter(other: Promise<void>): Promise<void> {
    await other;
    next = null;
    await flush();
  }

  async function flush(): Promise<void> {
    cancelTimer?.();
    cancelTimer = null;
    if (phase !== 'on') return undefined;
    if (writing === null) return changes.any() ? hold(write) : undefined;
    next ??= writeAfter(writing);
    return next;
  }

  stores.records.watch((change, committed) => {
    const urgent = changes.note(change, committed);
    schedule(urgent);
  });
  stores.view.store.subscribe(({ place }, { place: before }) => {
    if (place !== before && changes.any()) schedule(false);
  });
  return {
    state,
    start() {
      if (phase !== 'loading') return;
      phase = 'on';
      changes.noteNew();
      schedule(true);
    },
    flush,
    async alone(command) {
      // oxlint-disable-next-line no-await-in-loop -- another write may have begun meanwhile
      while (writing !== null) await writing;
      return hold(command);
    },
    startOver() {
      changes.startOver();
      pictures.startOver();
      schedule(true);
    },
    isStored(listed, runs, found) {
      changes.isStored(listed, runs);
      pictures.areStored(found);
    },
    stop(problem) {
      phase = 'off';
      cancelTimer?.();
      state.setState({ problem });
    },
  };
}
