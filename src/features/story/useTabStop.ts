import { useCallback, useEffect, useRef } from 'react';
import type { RefObject } from 'react';
import { useDoc } from '../../session/react.tsx';

/**
 * The mentions of a story are one stop for the Tab key: the one that had the focus last, or the first. It is kept in the
 * page and not in a state, since a story has 2,000 of them and only two change. Returns what to call when one has the
 * focus.
 */
export function useTabStop(story: RefObject<HTMLElement | null>, reading: string): (mention: HTMLElement) => void {
  const stop = useRef<HTMLElement | null>(null);
  const some = useDoc(({ story: told }) => told.some(({ spans }) => spans.some(({ mention }) => mention !== null)));
  const move = useCallback((mention: HTMLElement) => {
    if (stop.current !== null) stop.current.tabIndex = -1;
    mention.tabIndex = 0;
    stop.current = mention;
  }, []);
  useEffect(() => {
    const first = story.current?.querySelector<HTMLElement>('[data-at]');
    if (reading !== '' && some && first && !stop.current?.isConnected) move(first);
  }, [story, reading, some, move]);
  return move;
}
