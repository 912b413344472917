import { vi } from 'vitest';

/** From now on the page is told that its tab is out of sight, or that it is back; until all mocks are restored. */
export function hideTab(hidden = true): void {
  vi.spyOn(Document.prototype, 'hidden', 'get').mockReturnValue(hidden);
}
