import { browserClock } from '../../src/session/index.ts';
import type { Clock } from '../../src/session/index.ts';

/** A clock whose time only the test advances. */
export interface FakeClock extends Clock {
  /** Advances the time and calls the callbacks that are due. */
  readonly advance: (milliseconds: number) => void;
  /** Calls all callbacks that wait for the next animation frame. */
  readonly frame: () => void;
  /** The number of callbacks that wait for the next frame. */
  readonly waiting: () => number;
  /** The number of callbacks that wait for a time. */
  readonly pending: () => number;
}

export function createFakeClock(): FakeClock {
  let time = 5000;
  let waiting: { readonly callback: () => void }[] = [];
  let timers: { readonly at: number; readonly callback: () => void }[] = [];
  return {
    now: () => time,
    nextFrame(callback) {
      const entry = { callback };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter((other) => other !== entry);
      };
    },
    after(milliseconds, callback) {
      const entry = { at: time + milliseconds, callback };
      timers.push(entry);
      return () => {
        timers = timers.filter((other) => other !== entry);
      };
    },
    // In component tests the browser paints. In Node nothing is painted, so the callback is never called.
    afterPaint: 'requestAnimationFrame' in globalThis ? browserClock.afterPaint : (callback) => callback(),
    advance(milliseconds) {
      time += milliseconds;
      const due = timers.filter(({ at }) => at <= time);
      timers = timers.filter(({ at }) => at > time);
      for (const { callback } of due) callback();
    },
    frame() {
      const due = waiting;
      waiting = [];
      for (const { callback } of due) callback();
    },
    waiting: () => waiting.length,
    pending: () => timers.length,
  };
}
