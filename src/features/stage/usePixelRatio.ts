import { useSyncExternalStore } from 'react';

/** A media query matches a single ratio, so each change needs a new query. Zooming the page also causes a resize. */
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

/** Device pixels per CSS pixel. It changes when the user zooms the page or moves the window to another screen. */
export function usePixelRatio(): number {
  return useSyncExternalStore(subscribe, () => devicePixelRatio);
}
