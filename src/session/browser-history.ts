import type { Visit } from './links.ts';

/** The browser's history of this tab, with a visit in each entry. */
export interface BrowserHistory {
  /** The part of the address after and with `#`; empty if there is none. */
  readonly hash: () => string;
  /** Adds an entry after the current one. An empty link leaves nothing after the address of the page. */
  readonly push: (visit: Visit, link: string) => void;
  /** Changes the current entry. */
  readonly replace: (visit: Visit, link: string) => void;
  /** Calls back after Back, Forward or a typed address; the visit is null if the entry is not from this page. */
  readonly onMove: (listener: (visit: Visit | null) => void) => void;
  /** The whole address with a link. */
  readonly addressOf: (link: string) => string;
}

/** The address of the page with a link. */
const addressOf = (link: string): string => `${location.href.split('#', 1)[0]}${link}`;

/** Safari allows 100 entries in 30 s, and a sandboxed page none. The page works without them. */
function attempt(change: () => void): void {
  try {
    change();
  } catch {
    // The address stays as it is.
  }
}

/** The history of the window. It works for a file from disk, too: only the part after `#` changes. */
export function browserHistory(): BrowserHistory {
  return {
    hash: () => location.hash,
    push: (visit, link) => attempt(() => history.pushState({ visit }, '', addressOf(link))),
    replace: (visit, link) => attempt(() => history.replaceState({ visit }, '', addressOf(link))),
    onMove(listener) {
      addEventListener('popstate', ({ state }) => {
        const entry: unknown = state;
        listener(entry !== null && typeof entry === 'object' && 'visit' in entry ? (entry.visit as Visit) : null);
      });
    },
    addressOf,
  };
}
