import type { StoreApi } from 'zustand/vanilla';
import type { StorageAreas } from '../saved-settings.ts';
import type { Stores } from '../stores.ts';
import type { OneWriter } from '../tabs/one-writer.ts';
import { clearCaches, clearSettings } from './clear.ts';
import type { LibraryState } from './library.ts';
import type { Reconnecting } from './reconnect.ts';
import { countUnreadable, exportRaw, readRaw } from './rescue.ts';
import type { RawRecords } from './rescue.ts';
import type { Saver } from './saver.ts';
import { noteShown, wasShown } from './seven-days.ts';
import { askToPersist } from './space.ts';
import type { StorageSpace } from './space.ts';

/** The commands that concern the storage of the browser, and not single sequences. */
export interface Care {
  /** Deletes everything that the browser has stored for StoryLens: the library, the settings, the key and the caches. */
  readonly deleteEverything: () => Promise<void>;
  /** Everything in the database as it is, also what cannot be used. */
  readonly readRaw: () => Promise<RawRecords>;
  readonly exportRaw: () => Promise<Blob>;
  /** Shows the raw records instead of the list, or the list again. */
  readonly showRaw: (isRawShown: boolean) => void;
  /** Hides a notice for this visit. */
  readonly hide: (sentence: string) => void;
  /** Counts what cannot be read. */
  readonly check: () => Promise<void>;
  /** The user has read about the seven days. */
  readonly hideSevenDays: () => void;
}

interface Listener {
  /** Must be called when sequences were stored. */
  readonly onStored: () => void;
}

interface Parts {
  readonly store: StoreApi<LibraryState>;
  readonly stores: Stores;
  readonly connection: Reconnecting;
  readonly saver: Pick<Saver, 'alone' | 'startOver'>;
  readonly storages: StorageAreas;
  readonly space: StorageSpace | null;
  readonly forgetsUnvisited: boolean;
  readonly tabs: Pick<OneWriter, 'tell'> | null;
  readonly startSequence: () => void;
  /** Removes sequences from memory. */
  readonly forget: (ids: readonly string[]) => void;
}

export function createCare(parts: Parts): Care & Listener {
  const { store, stores, connection, saver, storages, tabs } = parts;
  const { storage } = connection;
  /** Whether the browser was asked, at the user's first own run, to keep the library when the disk is full. */
  let hasAsked = false;
  return {
    async deleteEverything() {
      const all = stores.records.store.getState();
      parts.startSequence();
      parts.forget(Object.keys(all.sequences));
      await saver.alone(storage.clear);
      saver.startOver();
      clearSettings(stores, storages);
      store.setState({ entries: [], deleted: [], unreadable: 0 });
      tabs?.tell([]);
      await clearCaches();
    },
    readRaw,
    exportRaw,
    showRaw: (isRawShown) => store.setState({ isRawShown }),
    hide: (sentence) => store.setState(({ hidden }) => ({ hidden: [...hidden, sentence] })),
    async check() {
      if (storage.lasts) store.setState({ unreadable: await countUnreadable().catch(() => 0) });
    },
    hideSevenDays() {
      noteShown(storages);
      store.setState({ sevenDays: false });
    },
    onStored() {
      const { runs } = stores.records.store.getState();
      if (!hasAsked && Object.values(runs).some(({ source }) => source === 'model')) {
        hasAsked = true;
        void askToPersist(parts.space).catch(() => null);
      }
      if (parts.forgetsUnvisited && storage.lasts && !wasShown(storages)) store.setState({ sevenDays: true });
    },
  };
}
