import type { Clock } from '../../src/session/index.ts';

/** A clock that stands still until the test moves it. */
export interface FakeClock extends Clock {
  readonly advance: (milliseconds: number) => void;
  /** The next animation frame: calls back everyone who waits for it. */
  readonly frame: () => void;
  /** How many callbacks wait for the next frame. */
  readonly waiting: () => number;
}

export function createFakeClock(): FakeClock {
  let time = 5000;
  let waiting: { readonly callback: () => void }[] = [];
  return {
    now: () => time,
    nextFrame(callback) {
      const entry = { callback };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter((other) => other !== entry);
      };
    },
    advance(milliseconds) {
      time += milliseconds;
    },
    frame() {
      const due = waiting;
      waiting = [];
      for (const { callback } of due) callback();
    },
    waiting: () => waiting.length,
  };
}
