import { createContext, use, useCallback, useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';

/** A text for screen readers, or a function that returns it when it is due. An empty string announces nothing. */
export type Announcement = string | (() => string);

const LiveContext = createContext<(announcement: Announcement) => void>(() => undefined);

/**
 * The only polite live region of the page. It exists before it has any text, because screen readers often ignore a region
 * that appears together with its text. All announcements of one animation frame are one message, which replaces the
 * previous one. Each message is a new element, so that the same text can be announced again.
 */
export function LiveRegion({ children }: { readonly children: ReactNode }): ReactNode {
  const [[count, text], setMessage] = useState<readonly [count: number, text: string]>([0, '']);
  const pending = useRef(new Set<Announcement>());
  const announce = useCallback((announcement: Announcement) => {
    const { current: all } = pending;
    if (all.size === 0)
      requestAnimationFrame(() => {
        const texts = [...all].map((one) => (typeof one === 'string' ? one : one())).filter((one) => one !== '');
        all.clear();
        if (texts.length > 0) setMessage(([before]) => [before + 1, texts.join(' ')]);
      });
    all.add(announcement);
  }, []);
  return (
    <LiveContext value={announce}>
      {children}
      {/* With aria-live, screen readers also read the region while a modal dialog hides the rest of the page. */}
      <div role="log" aria-label="Announcements" aria-live="polite" className="sr-only">
        <p key={count}>{text}</p>
      </div>
    </LiveContext>
  );
}

/**
 * Returns a function that announces a text. The same text twice in one animation frame is announced once. The function
 * never changes.
 */
export function useAnnounce(): (announcement: Announcement) => void {
  return use(LiveContext);
}

/**
 * Announces the first text of a component when it appears. Later changes, such as a running count, are not announced.
 */
export function useAnnounceOnce(text: string): void {
  const announce = useAnnounce();
  const [first] = useState(text);
  useEffect(() => {
    if (first !== '') announce(first);
  }, [announce, first]);
}
