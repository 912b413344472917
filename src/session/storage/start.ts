import type { StoreApi } from 'zustand/vanilla';
import { browserHistory } from '../browser-history.ts';
import type { BrowserHistory } from '../browser-history.ts';
import { visitOf } from '../links.ts';
import type { Visit } from '../links.ts';
import type { LibraryView } from '../session.ts';
import { firstFrame, isRunning } from '../selectors.ts';
import { recordVisits } from '../visits.ts';
import { openDatabase } from './database.ts';
import { createLibrary } from './library.ts';
import type { Library, LibraryParts } from './library.ts';
import type { Stores } from '../stores.ts';
import { createMemory } from './memory.ts';
import { isUntouched } from './opening.ts';
import type { DatabaseEvents, Storage } from './storage.ts';
import { browserChannel } from '../tabs/channel.ts';
import type { Channel } from '../tabs/channel.ts';
import { shareStorage } from '../tabs/share.ts';

/** Opens the storage of a library; rejects if there is none. */
export type OpenStorage = (events: DatabaseEvents) => Promise<Storage>;

interface Parts extends Omit<LibraryParts, 'storage' | 'problem' | 'tabs' | 'history'> {
  /** Missing in the browser, whose tabs share one database. */
  readonly openStorage?: OpenStorage;
  /** Missing in the browser, which has its own. */
  readonly history?: BrowserHistory;
  /** Missing in the browser, which has its own. */
  readonly channel?: Channel;
  readonly libraryView: StoreApi<LibraryView>;
}

// How long a deleted sequence stays stored: another tab may still undo the deletion.
const UNDO_MS = 3_600_000;
// A database that another page keeps closed may never open.
const PATIENCE_MS = 5000;

/**
 * Opens the library, shows the sequence that was shown last, and saves every change from now on. Where the browser has no
 * database, all works in memory, and the page says so.
 */
export async function startLibrary({ openStorage, libraryView, ...parts }: Parts): Promise<Library> {
  const isBrowser = openStorage === undefined;
  const history = parts.history ?? (isBrowser ? browserHistory() : null);
  const superseded = new AbortController();
  const events: DatabaseEvents = { onSuperseded: () => superseded.abort() };
  const opened = await Promise.race([
    (openStorage ?? openDatabase)(events).then(
      (storage) => ({ storage, problem: null }),
      (error: unknown) => ({ storage: createMemory(), problem: sayMissing(error) }),
    ),
    new Promise<{ storage: Storage; problem: string }>((resolve) => {
      parts.clock.after(PATIENCE_MS, () => resolve({ storage: createMemory(), problem: BLOCKED }));
    }),
  ]);
  const channel = parts.channel ?? (isBrowser ? browserChannel() : null);
  const locks = isBrowser ? (navigator.locks as LockManager | undefined) : undefined;
  const shared = shareStorage(opened.storage, channel, locks, parts);
  const library = createLibrary({ ...parts, ...opened, ...shared, history });
  const stop = (): void => library.stop(NEWER_TAB);
  if (superseded.signal.aborted) stop();
  else superseded.signal.addEventListener('abort', stop);
  const asked = visitOf(history?.hash() ?? '');
  if (asked === null || asked === 'library') await library.loadLast();
  else if (isUntouched(parts.stores)) await library.open(asked);
  if (asked === 'library') libraryView.setState({ isShown: true });
  library.start();
  if (history !== null) recordVisits({ ...parts, history, library: libraryView, go });
  if (isBrowser) askToKeep(parts.stores);
  void library.refresh().then(async () => removeOld(opened.storage, parts.epoch() - UNDO_MS));
  return library;

  async function go(visit: Visit | null): Promise<boolean> {
    const isShown = visit === 'library';
    if (visit === null && !isUntouched(parts.stores)) parts.startSequence();
    if (visit !== null && visit !== 'library') {
      const { place } = parts.stores.view.store.getState();
      if (!(await library.open(visit))) return false;
      if (visit.run === place.run && visit.frame === null) toBeginning(parts.stores);
    }
    libraryView.setState({ isShown });
    return true;
  }
}

/** Shows the run on the page as it was when it was opened: from its first frame on, or following the model. */
function toBeginning({ page, view }: Stores): void {
  const { run } = page.getState();
  if (isRunning(run)) view.follow();
  else if (run !== null) view.show(firstFrame(run.doc));
}

/** The browser may delete what a page has saved when the disk is full, unless the page asks it not to. */
function askToKeep({ records }: Stores): void {
  const stop = records.watch(({ runs = {} }) => {
    if (!Object.values(runs).some((run) => run?.source === 'model')) return;
    stop();
    void (navigator.storage as StorageManager | undefined)?.persist().catch(() => false);
  });
}

/** Removes the sequences for good that were deleted before a time, and the pictures that nothing needs any more. */
async function removeOld(storage: Storage, before: number): Promise<void> {
  const entries = await storage.readEntries();
  const old = entries.filter(({ deletedAt }) => deletedAt !== null && deletedAt < before);
  if (old.length === 0) return;
  const ids = old.map(({ id }) => id);
  await storage.remove(ids, before);
}

const NEWER_TAB =
  'A newer version of StoryLens runs in another tab. This tab saves nothing any more: reload it to use the newer version.';

const BLOCKED =
  'Another tab with an older version of StoryLens keeps the library closed. Close that tab and reload this page. Until then, your work is kept only until you close this page.';

/** Why there is no database, and what that means. */
function sayMissing(error: unknown): string {
  const end = 'Your work is kept only until you close this page. Export it in the library to keep it.';
  const name = error instanceof Error ? error.name : '';
  if (name === 'VersionError')
    return `A newer version of StoryLens has used this library, and this version cannot read it. Reload the page to get the newer version. ${end}`;
  return `This browser does not let the page save anything, as in some private windows. ${end}`;
}
