import { routeOf } from './relay.ts';
import { checkServer } from './server.ts';
import type { Server } from './types.ts';

/** How many requests of StoryLens are open to one server, in all tabs. Both are 0 if the browser cannot count them. */
export interface Others {
  /** Includes the request of this tab. */
  readonly all: number;
  /** Requests that began before the request of this tab. */
  readonly earlier: number;
}

/** A request that is registered as open, so that other tabs can count it. */
export interface OpenRequest {
  readonly count: () => Promise<Others>;
  /** Call it when the request is over. */
  readonly release: () => void;
}

const UNKNOWN: Others = { all: 0, earlier: 0 };

/**
 * Registers an open request to a server with a lock that all tabs can see. All tabs of a browser together open at most
 * six HTTP/1.1 connections to one server. The browser holds further requests back without informing the page, so
 * StoryLens counts its own.
 *
 * https requests are not counted: a proxy may speak HTTP/2, which has no such limit.
 *
 * @param locks the browser's lock manager; null on plain http except on localhost, where browsers have none.
 */
export function holdRequest(
  requested: Server,
  locks: LockManager | null = 'locks' in navigator ? navigator.locks : null,
  now: () => number = Date.now,
): OpenRequest {
  const server = checkServer(requested);
  const origin = 'kind' in server ? null : new URL(routeOf(server).baseUrl).origin;
  if (locks === null || origin === null || !origin.startsWith('http:'))
    return { count: async () => UNKNOWN, release: () => {} };
  const prefix = `storylens-request ${origin} `;
  // The names sort by time, because each has 15 digits of milliseconds (enough for 30,000 years).
  const name = `${prefix}${String(now()).padStart(15, '0')} ${Math.random()}`;
  const over = new AbortController();
  const released = new Promise<void>((resolve) => {
    over.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  // The promise rejects if the page may not use locks, or when the page is closed.
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
