/** The part of the browser's `navigator.storage` that is used. A page over plain http on a local network has none. */
export type StorageSpace = Pick<StorageManager, 'estimate' | 'persist' | 'persisted'>;

export function browserSpace(): StorageSpace | null {
  const { navigator: browser } = globalThis as { readonly navigator?: { readonly storage?: StorageManager } };
  return browser?.storage ?? null;
}

// Texts are small. So much is left for them when a picture would fill the storage.
const RESERVE = 5_000_000;

/** A smaller write is just tried. */
const LARGE = 1_000_000;

/**
 * Checks that there is room for some bytes before they are written: a write that fills the storage would leave no room for
 * texts.
 * @throws {DOMException} `QuotaExceededError`
 */
export async function checkSpace(space: StorageSpace | null, bytes: number): Promise<void> {
  if (space === null || bytes < LARGE) return;
  const { usage, quota } = await space.estimate().catch((): StorageEstimate => ({}));
  if (usage === undefined || quota === undefined || usage + bytes + RESERVE <= quota) return;
  throw new DOMException('The storage of this page is full.', 'QuotaExceededError');
}

/** Asks the browser not to delete the library when the disk is full. Firefox asks the user. */
export async function askToPersist(space: StorageSpace | null): Promise<void> {
  if (space === null || (await space.persisted())) return;
  await space.persist();
}
