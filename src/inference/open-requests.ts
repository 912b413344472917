import { routeOf } from './relay.ts';
import { checkServer } from './server.ts';
import type { Server } from './types.ts';

/** How many requests of StoryLens are open at one server, over all tabs; 0 where the browser does not tell. */
export interface Others {
  /** Ours included. */
  readonly all: number;
  /** Those that began before ours. */
  readonly earlier: number;
}

/** A request that is noted as open, so that other tabs can count it. */
export interface OpenRequest {
  readonly count: () => Promise<Others>;
  /** The request is over. */
  readonly release: () => void;
}

const UNKNOWN: Others = { all: 0, earlier: 0 };

/**
 * Notes that a request to a server is open, by a lock that all tabs can see. A browser opens at most six HTTP/1.1
 * connections to one server, for all tabs together, and keeps back what is more. It does not tell a page.
 *
 * https is not counted: a proxy may speak HTTP/2, which has no such limit.
 *
 * @param locks of the browser, which has none on plain http except on localhost
 */
export function holdRequest(
  asked: Server,
  locks: LockManager | null = 'locks' in navigator ? navigator.locks : null,
  now: () => number = Date.now,
): OpenRequest {
  const server = checkServer(asked);
  const origin = 'kind' in server ? null : new URL(routeOf(server).baseUrl).origin;
  if (locks === null || origin === null || !origin.startsWith('http:'))
    return { count: async () => UNKNOWN, release: () => {} };
  const prefix = `storylens-request ${origin} `;
  // Names in the order of their times; 15 digits last for 30,000 years.
  const name = `${prefix}${String(now()).padStart(15, '0')} ${Math.random()}`;
  const over = new AbortController();
  const released = new Promise<void>((resolve) => {
    over.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  // Rejects where the page may not use locks, or goes.
  locks.request(name, { mode: 'shared' }, async () => released).catch(() => {});
  return {
    release: () => over.abort(),
    async count() {
      const { held = [] } = await locks.query().catch((): LockManagerSnapshot => ({}));
      const names = held.flatMap((lock) => (lock.name?.startsWith(prefix) ? lock.name : []));
      return { all: names.length, earlier: names.filter((other) => other < name).length };
    },
  };
}
