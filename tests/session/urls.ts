import { afterEach, beforeEach, vi } from 'vitest';
import { urlOf } from '../../src/session/index.ts';
import type { Session } from '../../src/session/index.ts';

/** Makes a URL for each frame of the page, now and after each change, as the page does that shows them. */
export function showFrames<D extends Session>(session: D): D {
  const show = (): void => {
    for (const frame of session.page.getState().frames) urlOf(frame);
  };
  show();
  session.page.subscribe(show);
  return session;
}

/** The URLs that were made and revoked in the current test, oldest first. */
export function watchUrls(): { readonly made: readonly string[]; readonly revoked: readonly string[] } {
  const made: string[] = [];
  const revoked: string[] = [];
  beforeEach(() => {
    made.length = 0;
    revoked.length = 0;
    const create = URL.createObjectURL.bind(URL);
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      const url = create(blob);
      made.push(url);
      return url;
    });
    vi.spyOn(URL, 'revokeObjectURL').mockImplementation((url) => {
      revoked.push(url);
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });
  return { made, revoked };
}
