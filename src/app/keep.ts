import type { Session } from '../session/index.ts';

/** Loads the library, and saves what has changed whenever the page is hidden or left. */
export async function keepRecords(session: Session): Promise<void> {
  await session.loadLibrary();
  const save = (): void => void session.library.getState().loaded?.flush();
  addEventListener('pagehide', save);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') save();
  });
}
