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
 * @param locks of the browser; missing on plain http, except on localhost
 */
export function holdRequest(
  asked: Server,
  locks: LockManager | undefined = globalThis.navigator?.locks,
  now: () => number = Date.now,
): OpenRequest {
  const server = checkServer(asked);
  const origin = 'kind' in server ? null : new URL(routeOf(server).baseUrl).origin;
  if (locks === undefined || origin === null || !origin.startsWith('http:'))
    return { count: async () => UNKNOWN, release: () => {} };
  const prefix = `storylens-request ${origin} `;
  // Names in the order of their times; 15 digits last for 30,000 years.
  const name = `${prefix}${String(now()).padStart(15, '0')} ${Math.random()}`;
  let release = (): void => {};
  const over = new Promise<void>((resolve) => {
    release = resolve;
  });
  // Rejects where the page may not use locks, or goes.
  locks.request(name, { mode: 'shared' }, async () => over).catch(() => {});
  return {
    release,
    async count() {
      const { held = [] } = await locks.query().catch((): LockManagerSnapshot => ({}));
      const names = held.flatMap((lock) => (lock.name?.startsWith(prefix) ? lock.name : []));
      return { all: names.length, earlier: names.filter((other) => other < name).length };
    },
  };
}
