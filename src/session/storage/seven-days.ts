import type { StorageAreas } from '../saved-settings.ts';

const TOLD = 'storylens.told-seven-days';

/** Whether this browser deletes what a page has saved when the page was not visited for seven days, as Safari does. */
export const forgetsUnvisited = (): boolean =>
  ((globalThis.navigator as Navigator | undefined)?.vendor ?? '').startsWith('Apple');

/** Whether the user has read about the seven days on this device. */
export function wasTold({ device }: StorageAreas): boolean {
  try {
    return device.getItem(TOLD) !== null;
  } catch {
    return false;
  }
}

export function noteTold({ device }: StorageAreas): void {
  try {
    device.setItem(TOLD, 'yes');
  } catch {
    // The page says it again on the next visit.
  }
}
