import { openDatabase } from './database.ts';
import { createLibrary } from './library.ts';
import type { Library, LibraryParts } from './library.ts';
import { UNDO_MS } from '../history/history.ts';
import { picturesOf } from '../history/stored-history.ts';
import type { Stores } from '../stores.ts';
import { createMemory } from './memory.ts';
import type { DatabaseEvents, Storage } from './storage.ts';
import { createTabs } from './tabs.ts';
import type { Tabs } from './tabs.ts';

/** Opens the storage of a library; rejects if there is none. */
export type OpenStorage = (events: DatabaseEvents) => Promise<Storage>;

interface Parts extends Omit<LibraryParts, 'storage' | 'problem' | 'tabs'> {
  /** Missing in the browser, whose tabs share one database. */
  readonly openStorage?: OpenStorage;
}

// A deleted sequence stays stored for longer than its deletion can be undone, also in another tab.
const MARGIN_MS = 3_600_000;
// A database that another page keeps closed may never open.
const PATIENCE_MS = 5000;

/**
 * Opens the library, shows the sequence that was shown last, and saves every change from now on. Where the browser has no
 * database, all works in memory, and the page says so.
 */
export async function startLibrary({ openStorage, ...parts }: Parts): Promise<Library> {
  const tabs = openStorage === undefined ? createTabs() : null;
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
  const library = createLibrary({ ...parts, ...opened, tabs });
  const stop = (): void => library.stop(NEWER_TAB);
  if (superseded.signal.aborted) stop();
  else superseded.signal.addEventListener('abort', stop);
  await library.loadLast();
  library.start();
  if (tabs !== null) shareWithTabs(library, parts.stores, tabs);
  const clean = async (): Promise<void> => {
    const kept = picturesOf(library.history.store.getState().stacks);
    await removeOld(opened.storage, parts.epoch() - UNDO_MS - MARGIN_MS, kept);
  };
  void library.refresh().then(clean);
  return library;
}

/** Keeps the lists of all tabs current, and lets the other tabs know which sequence this one shows. */
function shareWithTabs(library: Library, { view, records }: Stores, tabs: Tabs): void {
  tabs.show(view.store.getState().place.sequence);
  view.store.subscribe(({ place }) => tabs.show(place.sequence));
  tabs.listen(() => void library.refresh());
  // The browser may delete what a page has saved when the disk is full, unless the page asks it not to.
  const stop = records.watch(({ runs = {} }) => {
    if (!Object.values(runs).some((run) => run?.source === 'model')) return;
    stop();
    void (navigator.storage as StorageManager | undefined)?.persist().catch(() => false);
  });
}

/**
 * Removes the sequences for good that were deleted before a time, and the pictures that nothing needs any more. `kept` are
 * the pictures that can come back by undo.
 */
async function removeOld(storage: Storage, before: number, kept: ReadonlySet<string>): Promise<void> {
  const entries = await storage.readEntries();
  const old = entries.filter(({ deletedAt }) => deletedAt !== null && deletedAt < before);
  if (old.length === 0) return;
  const ids = old.map(({ id }) => id);
  await storage.remove(ids, before, kept);
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
