import type { StoreApi } from 'zustand/vanilla';
import { browserHistory } from '../browser-history.ts';
import type { BrowserHistory } from '../browser-history.ts';
import { visitOf } from '../links.ts';
import type { Visit } from '../links.ts';
import type { LibraryView } from '../session.ts';
import { UNDO_MS } from '../history/history.ts';
import { picturesOf } from '../history/stored-history.ts';
import { firstFrame, isRunning } from '../selectors.ts';
import { recordVisits } from '../visits.ts';
import { openDatabase } from './database.ts';
import { createLibrary } from './library.ts';
import type { Library, LibraryParts } from './library.ts';
import type { Stores } from '../stores.ts';
import { isUntouched } from './opening.ts';
import { browserChannel } from '../tabs/channel.ts';
import type { Channel } from '../tabs/channel.ts';
import { joinTabs } from '../tabs/count.ts';
import { shareStorage } from '../tabs/share.ts';
import { openReconnecting } from './reconnect.ts';
import type { OpenStorage } from './reconnect.ts';
import { forgetsUnvisited } from './seven-days.ts';
import { browserSpace } from './space.ts';
import type { StorageSpace } from './space.ts';
import type { Storage, SweepTimes } from './storage.ts';

interface Parts extends Omit<LibraryParts, 'connection' | 'space' | 'forgetsUnvisited' | 'tabs' | 'history'> {
  /** Missing in the browser, whose tabs share one database. */
  readonly openStorage?: OpenStorage;
  /** Missing in the browser, which has its own. */
  readonly history?: BrowserHistory;
  /** Missing in the browser, which has its own. */
  readonly channel?: Channel;
  readonly space?: StorageSpace;
  readonly forgetsUnvisited?: boolean;
  readonly libraryView: StoreApi<LibraryView>;
}

// What is deleted stays stored for longer than the deletion can be undone, also in another tab.
const MARGIN_MS = 3_600_000;

/**
 * Opens the library, shows the sequence that was shown last, and saves every change from now on. Where the browser has no
 * database, all works in memory, and the page says so.
 */
export async function startLibrary({ openStorage, libraryView, ...parts }: Parts): Promise<Library> {
  const isBrowser = openStorage === undefined;
  const history = parts.history ?? (isBrowser ? browserHistory() : null);
  const superseded = new AbortController();
  const connection = await openReconnecting(openStorage ?? openDatabase, parts.clock, () => superseded.abort());
  const space = parts.space ?? browserSpace();
  const channel = parts.channel ?? (isBrowser ? browserChannel() : null);
  const locks = isBrowser ? (navigator.locks as LockManager | undefined) : undefined;
  const isOnlyTab = isBrowser ? joinTabs(locks) : async () => true;
  const { storage, tabs } = shareStorage(connection.storage, channel, locks, parts);
  const shared = { space, connection: { ...connection, storage }, tabs, history };
  const library = createLibrary({ forgetsUnvisited: forgetsUnvisited(), ...parts, ...shared, libraryView });
  const stop = (): void => library.stop(NEWER_TAB);
  if (superseded.signal.aborted) stop();
  else superseded.signal.addEventListener('abort', stop);
  const asked = visitOf(history?.hash() ?? '');
  if (asked === null || asked === 'library') await library.loadLast();
  else if (isUntouched(parts.stores)) await library.open(asked);
  if (asked === 'library') libraryView.setState({ isShown: true });
  await library.loadHistory();
  library.start();
  if (history !== null) recordVisits({ ...parts, history, library: libraryView, go });
  void lookAfter();
  return library;

  async function lookAfter(): Promise<void> {
    await library.refresh();
    const now = parts.epoch();
    const kept = picturesOf(library.history.store.getState().stacks);
    // What could not be removed is removed by a later visit.
    await removeOld(storage, { now, before: now - UNDO_MS - MARGIN_MS }, isOnlyTab, kept).catch(() => null);
    await library.check();
  }

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

/**
 * Removes the sequences for good that were deleted before a time, and the pictures that nothing has needed since then. In
 * another tab, the user may still undo what made a picture unneeded, so pictures are removed while there is no other tab.
 * `kept` are the pictures that can come back in this one.
 */
async function removeOld(
  storage: Storage,
  times: SweepTimes,
  isOnlyTab: () => Promise<boolean>,
  kept: ReadonlySet<string>,
): Promise<void> {
  const entries = await storage.readEntries();
  const old = entries.filter(({ deletedAt }) => deletedAt !== null && deletedAt < times.before);
  if (old.length > 0) await storage.remove(old.map(({ id }) => id));
  if (await isOnlyTab()) await storage.sweep(times, kept);
}

const NEWER_TAB =
  'A newer version of StoryLens runs in another tab. This tab saves nothing any more: reload it to use the newer version.';
