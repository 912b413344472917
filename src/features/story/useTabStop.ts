import { useCallback, useEffect, useRef } from 'react';
import type { RefObject } from 'react';
import { useDoc } from '../../session/react.tsx';

/**
 * Makes one mention the tab stop of the story: the one that had the focus last, or the first. It sets `tabIndex` in the DOM
 * instead of using state, because a story has 2,000 mentions and only two change.
 *
 * @param runId Another id means another story.
 * @returns A function to call with the mention that gets the focus.
 */
export function useTabStop(story: RefObject<HTMLElement | null>, runId: string): (mention: HTMLElement) => void {
  const stop = useRef<HTMLElement | null>(null);
  const hasMentions = useDoc(({ story: sections }) =>
    sections.some(({ spans }) => spans.some(({ mention }) => mention !== null)),
  );
  const move = useCallback((mention: HTMLElement) => {
    if (stop.current !== null) stop.current.tabIndex = -1;
    mention.tabIndex = 0;
    stop.current = mention;
  }, []);
  useEffect(() => {
    const first = story.current?.querySelector<HTMLElement>('[data-at]');
    if (runId !== '' && hasMentions && first && !stop.current?.isConnected) move(first);
  }, [story, runId, hasMentions, move]);
  return move;
}
