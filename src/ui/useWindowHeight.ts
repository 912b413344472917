import { useSyncExternalStore } from 'react';

function subscribe(changed: () => void): () => void {
  addEventListener('resize', changed);
  return () => removeEventListener('resize', changed);
}

/** The height of the window in CSS pixels, kept up to date. */
export function useWindowHeight(): number {
  return useSyncExternalStore(subscribe, () => innerHeight);
}
