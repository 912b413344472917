import type { StorageAreas } from '../saved-settings.ts';

const SHOWN = 'storylens.seven-days-shown';

/** Whether this browser deletes what a page has saved when the page was not visited for seven days, as Safari does. */
export const forgetsUnvisited = (): boolean =>
  ((globalThis.navigator as Navigator | undefined)?.vendor ?? '').startsWith('Apple');

/** Whether the user has read about the seven days on this device. */
export function wasShown({ device }: StorageAreas): boolean {
  try {
    return device.getItem(SHOWN) !== null;
  } catch {
    return false;
  }
}

export function noteShown({ device }: StorageAreas): void {
  try {
    device.setItem(SHOWN, 'yes');
  } catch {
    // The page says it again on the next visit.
  }
}
