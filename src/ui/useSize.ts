import { useCallback, useState } from 'react';

/** The content size of an element in CSS pixels, kept up to date; null until the first layout. */
export function useSize(): [
  ref: (element: HTMLElement | null) => (() => void) | undefined,
  size: { width: number; height: number } | null,
] {
  const [size, setSize] = useState<{ width: number; height: number } | null>(null);
  const ref = useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, size];
}
