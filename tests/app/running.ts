import type { Clock, Desk } from '../../src/session/index.ts';

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
