import { useSyncExternalStore } from 'react';

/** A query matches one ratio only, so that each change asks for the next; a zoomed page resizes, too. */
function subscribe(changed: () => void): () => void {
  let list = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
  const next = (): void => {
    list.removeEventListener('change', next);
    list = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    list.addEventListener('change', next);
    changed();
  };
  list.addEventListener('change', next);
  addEventListener('resize', next);
  return () => {
    list.removeEventListener('change', next);
    removeEventListener('resize', next);
  };
}

/** Device pixels for each CSS pixel: another one when the page is zoomed, or its window goes to another screen. */
export function usePixelRatio(): number {
  return useSyncExternalStore(subscribe, () => devicePixelRatio);
}
