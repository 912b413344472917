import { browserClock } from '../../src/session/index.ts';
import type { Clock } from '../../src/session/index.ts';

/** A clock that stands still until the test moves it. */
export interface FakeClock extends Clock {
  /** Lets time pass, and calls back whose time has come. */
  readonly advance: (milliseconds: number) => void;
  /** The next animation frame: calls back everyone who waits for it. */
  readonly frame: () => void;
  /** How many callbacks wait for the next frame. */
  readonly waiting: () => number;
  /** How many callbacks wait for their time. */
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
    // Whether anything is painted is the browser's to say; where nothing is, nobody waits for it.
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
