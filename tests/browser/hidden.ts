import { vi } from 'vitest';

/** Makes the browser report the tab as hidden or visible, until all mocks are restored. */
export function hideTab(hidden = true): void {
  vi.spyOn(Document.prototype, 'hidden', 'get').mockReturnValue(hidden);
}
