import type { Desk } from '../session/index.ts';

/** Loads the library, and saves what has changed whenever the page is hidden or left. */
export async function keepRecords(desk: Desk): Promise<void> {
  await desk.loadLibrary();
  const save = (): void => void desk.library.getState().loaded?.flush();
  addEventListener('pagehide', save);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') save();
  });
}
