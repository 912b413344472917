import { complete, probe } from '../../src/inference/index.ts';
import type { Clock, Desk } from '../../src/session/index.ts';
import { createTestDesk, fileOf } from '../helpers/desk.ts';
import { pngUrl } from '../../scripts/replay/client.mjs';
import { pageFetch } from '../inference/page.ts';

/** Of the page that asks. */
export const ORIGIN = 'http://page.test';

/** A desk with three frames and this server, which it asks over HTTP as a page in a browser does, in real time. */
export async function openRealDesk(serverUrl: string): Promise<Desk> {
  const page = { fetch: pageFetch(ORIGIN), pageProtocol: 'http:' };
  const { desk } = createTestDesk({
    clock: createCountingClock(),
    complete: (request, options) => complete(request, { ...options, ...page }),
    probe: async (server, options) =>
      probe(server, { ...options, ...page, origin: ORIGIN, permission: async () => null }),
    // A size that is sent as it is.
    dataUrl: async () => pngUrl(504, 336),
    // Another for each request.
    seed: () => Math.floor(Math.random() * 2 ** 31),
  });
  desk.set({ serverUrl });
  await desk.frames.add([fileOf('1.png'), fileOf('2.png'), fileOf('3.png')]);
  return desk;
}

/** A clock that runs, and knows who waits for it. */
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

/** Resolves as soon as the session says so. */
export async function until(desk: Desk, says: () => boolean): Promise<void> {
  if (says()) return;
  await new Promise<void>((resolve) => {
    const stop = desk.session.subscribe(() => {
      if (!says()) return;
      stop();
      resolve();
    });
  });
}
