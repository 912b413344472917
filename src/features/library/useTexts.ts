import { useEffect, useState } from 'react';
import type { Entry, Library } from '../../session/index.ts';

interface Read {
  /** The list at the time of reading. */
  readonly entries: readonly Entry[];
  readonly texts: ReadonlyMap<string, string>;
}

/** The texts in which the search looks, by sequence; empty until they are needed and read. */
export function useTexts(library: Library, isNeeded: boolean, entries: readonly Entry[]): ReadonlyMap<string, string> {
  const [last, setLast] = useState<Read>({ entries: [], texts: new Map() });
  useEffect(() => {
    let isOver = false;
    async function read(): Promise<void> {
      const texts = await library.texts();
      if (!isOver) setLast({ entries, texts });
    }
    if (isNeeded) void read().catch(() => null);
    return () => {
      isOver = true;
    };
  }, [library, isNeeded, entries]);
  return last.texts;
}
