/** The passing of time, as far as the session needs it; tests bring their own. */
export interface Clock {
  /** Milliseconds from any origin. */
  readonly now: () => number;
  /** Calls back before the next paint, or after a quarter of a second where nothing is painted. */
  readonly nextFrame: (callback: () => void) => () => void;
  /** Calls back after so many milliseconds. Both return how to call it off. */
  readonly after: (milliseconds: number, callback: () => void) => () => void;
  /** Calls back once what is on the page now has been painted. */
  readonly afterPaint: (callback: () => void) => void;
}

// A hidden tab gets no animation frames; the story goes on all the same.
const HIDDEN_MS = 250;

function nextFrame(callback: () => void): () => void {
  const cancel = (): void => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
  const once = (): void => {
    cancel();
    callback();
  };
  const frame = requestAnimationFrame(once);
  const timer = setTimeout(once, HIDDEN_MS);
  return cancel;
}

export const browserClock: Clock = {
  now: () => performance.now(),
  nextFrame,
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
  afterPaint(callback) {
    // The frame is painted in the same task as its callbacks are called in.
    nextFrame(() => setTimeout(callback, 0));
  },
};

export interface Pacer {
  readonly push: (text: string) => void;
  /** Hands over what is gathered, now. */
  readonly flush: () => void;
}

/**
 * Gathers text and hands it over once per animation frame: at 1,000 tokens/s that is one render for 16 tokens, and
 * nobody can see the difference.
 */
export function createPacer(clock: Clock, commit: (text: string) => void): Pacer {
  let gathered = '';
  let cancelFrame: (() => void) | null = null;

  function flush(): void {
    cancelFrame?.();
    cancelFrame = null;
    if (gathered === '') return;
    const text = gathered;
    gathered = '';
    commit(text);
  }

  return {
    push(text) {
      gathered += text;
      cancelFrame ??= clock.nextFrame(flush);
    },
    flush,
  };
}
