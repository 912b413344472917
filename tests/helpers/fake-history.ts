import type { BrowserHistory } from '../../src/session/browser-history.ts';
import type { Visit } from '../../src/session/links.ts';

interface Entry {
  readonly visit: Visit | null;
  readonly link: string;
}

export interface FakeHistory extends BrowserHistory {
  /** The links of all entries, oldest first. */
  readonly links: () => readonly string[];
  /** What the browser's Back (-1) and Forward (1) do. */
  readonly go: (by: -1 | 1) => void;
  /** What a link that is typed into the address bar does. */
  readonly type: (link: string) => void;
}

/** A history that begins with an entry of this link. */
export function createFakeHistory(link = ''): FakeHistory {
  let entries: readonly Entry[] = [{ visit: null, link }];
  let index = 0;
  const listeners: ((visit: Visit | null) => void)[] = [];
  const current = (): Entry => entries[index] ?? { visit: null, link: '' };
  const tell = (): void => {
    for (const listener of listeners) listener(current().visit);
  };
  function add(entry: Entry): void {
    entries = [...entries.slice(0, index + 1), entry];
    index++;
  }
  return {
    hash: () => current().link,
    push: (visit, to) => add({ visit, link: to }),
    replace(visit, to) {
      entries = entries.with(index, { visit, link: to });
    },
    onMove: (listener) => void listeners.push(listener),
    addressOf: (to) => `http://localhost/${to}`,
    links: () => entries.map((entry) => entry.link),
    go(by) {
      index += by;
      tell();
    },
    type(to) {
      add({ visit: null, link: to });
      tell();
    },
  };
}
