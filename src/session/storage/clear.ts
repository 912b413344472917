import { deleteDB } from 'idb';
import { loadSettings } from '../saved-settings.ts';
import type { StorageAreas } from '../saved-settings.ts';
import type { Stores } from '../stores.ts';
import { NAME } from './schema.ts';

/** Everything of StoryLens in the storage of a browser begins with this. */
const PREFIX = 'storylens.';

/** Deletes the settings, the recipes and the key, on the page and in the browser. */
export function clearSettings({ settings }: Pick<Stores, 'settings'>, areas: StorageAreas): void {
  forget(areas);
  settings.setState(loadSettings(areas));
  // The page saves its settings whenever they change, as just now.
  forget(areas);
}

function forget({ device, tab }: StorageAreas): void {
  for (const area of [device, tab]) {
    try {
      for (const key of area.keys()) if (key.startsWith(PREFIX)) area.removeItem(key);
    } catch {
      // The user has forbidden storage, so there is nothing in it.
    }
  }
}

/** Deletes what the browser keeps of the page to load it faster. A page over plain http has no caches. */
export async function clearCaches(): Promise<void> {
  const caches = (globalThis as Partial<typeof globalThis>).caches;
  const names = (await caches?.keys()) ?? [];
  await Promise.all(names.map(async (name) => caches?.delete(name)));
}

/**
 * Deletes the database itself, as when it cannot be opened any more.
 * @throws {Error} if another tab uses it
 */
export async function deleteDatabase(): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const blocked = (): void => reject(new Error('another tab of StoryLens uses it. Close that tab first'));
    deleteDB(NAME, { blocked }).then(resolve, reject);
  });
}
