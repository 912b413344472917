import { createStore } from 'zustand/vanilla';
import type { BrowserHistory } from '../browser-history.ts';
import { linkTo, spotHere } from '../spots.ts';
import type { Clock } from '../pacer.ts';
import { deletionOf } from '../records.ts';
import type { ReadableStore } from '../records.ts';
import type { Frames } from '../frames.ts';
import { createFollow } from '../history/follow.ts';
import { createHistory } from '../history/history.ts';
import type { History } from '../history/history.ts';
import { createStoredHistory } from '../history/stored-history.ts';
import type { StoredHistory } from '../history/stored-history.ts';
import type { LibraryView } from '../session.ts';
import type { Places } from '../places.ts';
import { createRunCommands } from '../run-commands.ts';
import type { RunCommands } from '../run-commands.ts';
import type { StorageAreas } from '../saved-settings.ts';
import type { Origins } from '../sequences.ts';
import type { Stores } from '../stores.ts';
import { createTabsStore } from '../tabs/one-writer.ts';
import type { OneWriter, TabsState } from '../tabs/one-writer.ts';
import { createCare } from './care.ts';
import type { Care } from './care.ts';
import { createDeletions, followDeletions } from './deletions.ts';
import type { Entry } from './entries.ts';
import { keepDemo } from './copy.ts';
import { exportLibrary, keptInMemory } from './export.ts';
import { createList } from './list.ts';
import { createListCommands } from './list-commands.ts';
import type { ListCommands } from './list-commands.ts';
import { createLoader, peek } from './loader.ts';
import type { Loaded } from './loader.ts';
import { createReload } from './reload.ts';
import { createOpening } from './opening.ts';
import type { Message, Opening } from './opening.ts';
import { sayProblem } from './say-problem.ts';
import { createSaver } from './saver.ts';
import type { Saving } from './saver.ts';
import type { Problem, Reconnecting } from './reconnect.ts';
import type { StorageSpace } from './space.ts';

export interface LibraryState {
  /** One for each sequence that is not deleted, in no order. */
  readonly entries: readonly Entry[];
  /** Why the last command failed; null if it did not. */
  readonly problem: string | null;
  /** Why nothing is kept when the page is closed; null while there is a database. */
  readonly missing: Problem | null;
  /** How many sequences and runs of the database cannot be used. */
  readonly unreadable: number;
  /** Whether to say that this browser deletes the library when the page is not visited for seven days. */
  readonly sevenDays: boolean;
  /** The notices that the user has hidden for this visit, by their sentences. */
  readonly hidden: readonly string[];
  /** Whether the library shows the raw records instead of the list. */
  readonly isRawShown: boolean;
  /** Whether the records are kept when the page is closed. */
  readonly lasts: boolean;
  /** The entries of the sequences whose deletion is the next step to undo; else empty. */
  readonly deleted: readonly Entry[];
  /** About the last command, until the user closes it; else null. */
  readonly message: Message | null;
}

/** The saved sequences, and what can be done with them. */
export interface Library extends Opening, Care, ListCommands {
  readonly store: ReadableStore<LibraryState>;
  readonly saving: ReadableStore<Saving>;
  readonly say: (message: Message | null) => void;
  /** What other tabs hold. */
  readonly tabs: ReadableStore<TabsState>;
  /** Makes this tab the one that may change the sequence on the page. */
  readonly takeOver: () => Promise<void>;
  /** Keeps the demo on the page like a sequence of the user. */
  readonly keepDemo: () => void;
  /** The address of the place on the page; null if its sequence is not in the library. */
  readonly addressHere: () => string | null;
  /** What can be undone, and undoes it. */
  readonly history: History;
  /** Brings back what could be undone before the page was reloaded. */
  readonly loadHistory: StoredHistory['restore'];
  /** What can be done with runs. */
  readonly runs: RunCommands;
  /** The texts in which the search looks, by sequence, in lower case. */
  readonly texts: () => Promise<ReadonlyMap<string, string>>;
  readonly pictures: (ids: readonly string[]) => Promise<ReadonlyMap<string, Blob>>;
  /** A sequence with its runs, but without its pictures; null if it cannot be read. The page does not change. */
  readonly peek: (id: string) => Promise<Loaded | null>;
  /** A ZIP file of these sequences, or of all (null). */
  readonly exportZip: (ids: readonly string[] | null) => Promise<Blob>;
  /** Reads the entries again, as after a change by another tab. */
  readonly refresh: () => Promise<void>;
  /** Begins to save what is in memory. Until then, nothing is written. */
  readonly start: () => void;
  /** Saves what has changed now. */
  readonly flush: () => Promise<void>;
  /** Ends the saving for good, with the reason as a sentence. */
  readonly stop: (problem: string) => void;
}

export interface LibraryParts extends Origins, Places {
  readonly stores: Stores;
  readonly clock: Pick<Clock, 'now' | 'after'>;
  readonly connection: Reconnecting;
  /** Null where the browser says nothing about its storage. */
  readonly space: StorageSpace | null;
  readonly storages: StorageAreas;
  readonly forgetsUnvisited: boolean;
  readonly frames: Pick<Frames, 'resize'>;
  readonly dataUrl: (blob: Blob) => Promise<string>;
  readonly libraryView: ReadableStore<LibraryView>;
  /** Null where there are no other tabs. */
  readonly tabs: OneWriter | null;
  /** Ends the run in progress and keeps its text. */
  readonly endJob: () => void;
  /** Null where the page has no address of its own. */
  readonly history: BrowserHistory | null;
}

export function createLibrary(parts: LibraryParts): Library {
  const { stores, connection, tabs } = parts;
  const { storage } = connection;
  const { records, view } = stores;
  const store = createStore<LibraryState>(() => ({
    entries: [],
    problem: null,
    missing: connection.problem(),
    unreadable: 0,
    sevenDays: false,
    hidden: [],
    isRawShown: false,
    lasts: storage.lasts,
    deleted: [],
    message: null,
  }));
  const saver = createSaver({
    ...parts,
    storage,
    onEntries: (entries) => list.put(entries),
    onStored: () => care.onStored(),
  });
  const list = createList({ store, records, storage, alone: saver.alone });
  const care = createCare({ ...parts, store, saver, forget });
  const load = createLoader(stores, storage, saver);
  const say = (message: Message | null): void => store.setState({ message });
  const opening = createOpening({ ...parts, storage, load, say });

  const setDeleted = createDeletions({
    ...parts,
    storage,
    saver,
    forget,
    leave(ids) {
      if (ids.includes(view.store.getState().place.sequence)) parts.startSequence();
    },
    onMarked(entries) {
      list.put(entries);
    },
  });
  const history = createHistory({
    ...parts,
    load,
    setDeleted,
    flush: saver.flush,
    isLibraryShown: () => parts.libraryView.getState().isShown,
    follow: createFollow(stores, parts.frames, parts),
  });
  followDeletions(store, history);
  const storedHistory = createStoredHistory(history, parts.storages.tab, storage, parts.clock);

  /** Removes sequences from memory. */
  function forget(ids: readonly string[]): void {
    const { runs } = records.store.getState();
    const own = Object.values(runs).filter(({ sequence }) => ids.includes(sequence));
    records.commit({ sequences: deletionOf(ids), runs: deletionOf(own.map(({ id }) => id)) }, 'library');
  }

  connection.listen(() => {
    store.setState({ lasts: storage.lasts, missing: connection.problem() });
    saver.startOver();
    void saver.flush().then(refresh);
  });

  /** Runs a command on sequences that no other tab changes meanwhile. */
  async function alone(ids: readonly string[], command: () => Promise<void>): Promise<void> {
    await attempt(async () => (tabs === null ? command() : tabs.alone(ids, command)));
  }

  /** Runs a command; a failure becomes a sentence on the page. */
  async function attempt(command: () => Promise<void>): Promise<void> {
    try {
      await command();
    } catch (error) {
      store.setState({ problem: sayProblem(error) });
    }
  }

  const reload = createReload(stores, storage, saver);
  const refresh = async (): Promise<void> => attempt(list.read);

  return {
    store,
    tabs: tabs?.store ?? createTabsStore(),
    takeOver: async () => attempt(async () => tabs?.takeOver()),
    saving: saver.state,
    say,
    keepDemo: () => keepDemo(stores),
    addressHere() {
      const link = linkTo(spotHere(view.store.getState()), records.store.getState());
      return link === '' || parts.history === null ? null : parts.history.addressOf(link);
    },
    async open(to) {
      let isOpen = false;
      await attempt(async () => {
        isOpen = await opening.open(to);
      });
      return isOpen;
    },
    ...createListCommands({ ...parts, store, records, load, saver, history, setDeleted, attempt, alone }),
    history,
    runs: createRunCommands(stores, parts, parts),
    texts: async () => storage.readTexts(),
    pictures: async (ids) => storage.readPictures(ids),
    peek: async (id) => peek(stores, storage, id),
    async exportZip(ids) {
      await saver.flush();
      const all = records.store.getState();
      const listed = store.getState().entries.map(({ id }) => id);
      return exportLibrary({ storage, records: all }, ids ?? [...new Set([...listed, ...keptInMemory(all)])]);
    },
    ...care,
    deleteEverything: async () =>
      attempt(async () => {
        history.replace({});
        await care.deleteEverything();
      }),
    start() {
      saver.start();
      tabs?.begin({ endJob: parts.endJob, flush: saver.flush, reload, forget: (id) => forget([id]), refresh, say });
    },
    loadHistory: storedHistory.restore,
    async flush() {
      storedHistory.flush();
      await saver.flush();
    },
    stop: saver.stop,
    refresh,
    loadLast: async () => attempt(opening.loadLast),
  };
}
