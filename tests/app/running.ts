import { complete, probe } from '../../src/inference/index.ts';
import type { Clock, Session } from '../../src/session/index.ts';
import { createTestSession, fileOf } from '../helpers/session.ts';
import { pngUrl } from '../../scripts/replay/client.mjs';
import { pageFetch } from '../inference/page.ts';

/** The origin of the page that sends the requests. */
export const ORIGIN = 'http://page.test';

/** Creates a session with three frames. It calls this server over HTTP in real time, as a page in a browser does. */
export async function openRealSession(serverUrl: string): Promise<Session> {
  const page = { fetch: pageFetch(ORIGIN), pageProtocol: 'http:' };
  const { session } = createTestSession({
    clock: createCountingClock(),
    complete: (request, options) => complete(request, { ...options, ...page }),
    probe: async (server, options) =>
      probe(server, { ...options, ...page, origin: ORIGIN, permission: async () => null }),
    // A size that the server does not change.
    pageStays: async () => {},
    dataUrl: async () => pngUrl(504, 336),
    // A different seed for each request.
    seed: () => Math.floor(Math.random() * 2 ** 31),
  });
  session.set({ serverUrl });
  await session.frames.add([fileOf('1.png'), fileOf('2.png'), fileOf('3.png')]);
  return session;
}

/** A real clock that counts the pending callbacks. */
export function createCountingClock(): Clock & { readonly waiting: () => number } {
  const waiting = new Set<object>();
  const wait = (schedule: (done: () => void) => () => void): (() => void) => {
    const entry = {};
    waiting.add(entry);
    const cancel = schedule(() => waiting.delete(entry));
    return () => {
      waiting.delete(entry);
      cancel();
    };
  };
  return {
    now: () => performance.now(),
    nextFrame: (callback) =>
      wait((done) => {
        const immediate = setImmediate(() => {
          done();
          callback();
        });
        return () => clearImmediate(immediate);
      }),
    after: (milliseconds, callback) =>
      wait((done) => {
        const timer = setTimeout(() => {
          done();
          callback();
        }, milliseconds);
        return () => clearTimeout(timer);
      }),
    afterPaint: (callback) => callback(),
    waiting: () => waiting.size,
  };
}

/** Resolves as soon as the condition is true. Checks it after each change of the session. */
export async function until(session: Session, condition: () => boolean): Promise<void> {
  if (condition()) return;
  await new Promise<void>((resolve) => {
    const stop = session.page.subscribe(() => {
      if (!condition()) return;
      stop();
      resolve();
    });
  });
}
