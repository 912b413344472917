import { createContext, use, useCallback, useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';

/** Words for who hears the page, or what finds them when they are due; none are an empty string. */
export type Announcement = string | (() => string);

const LiveContext = createContext<(news: Announcement) => void>(() => undefined);

/**
 * The one place of the page that a screen reader reads out, when it has a moment. It is there before any words are: a
 * region that appears together with its text is often not read. What is said during one animation frame is one message,
 * which takes the place of the one before; as a new element, so that the same words can be said again.
 */
export function LiveRegion({ children }: { readonly children: ReactNode }): ReactNode {
  const [[turn, words], speak] = useState<readonly [turn: number, words: string]>([0, '']);
  const waiting = useRef(new Set<Announcement>());
  const say = useCallback((news: Announcement) => {
    const { current: all } = waiting;
    if (all.size === 0)
      requestAnimationFrame(() => {
        const said = [...all].map((one) => (typeof one === 'string' ? one : one())).filter((one) => one !== '');
        all.clear();
        if (said.length > 0) speak(([before]) => [before + 1, said.join(' ')]);
      });
    all.add(news);
  }, []);
  return (
    <LiveContext value={say}>
      {children}
      {/* By aria-live it is also heard while a window lies over the page and hides the rest of it. */}
      <div role="log" aria-label="News" aria-live="polite" className="sr-only">
        <p key={turn}>{words}</p>
      </div>
    </LiveContext>
  );
}

/** Says something; twice in one animation frame, it is said once. The function never changes. */
export function useAnnounce(): (news: Announcement) => void {
  return use(LiveContext);
}

/** Says how something that has appeared begins; a count that goes on in it is not read out again and again. */
export function useAnnounceOnce(words: string): void {
  const say = useAnnounce();
  const [first] = useState(words);
  useEffect(() => {
    if (first !== '') say(first);
  }, [say, first]);
}
