/** The timers that the session needs. Tests use their own clock. */
export interface Clock {
  /** The time in milliseconds since any fixed moment. */
  readonly now: () => number;
  /**
   * Calls back before the next paint, or after 250 ms if the page does not paint. Returns a function that cancels the
   * call.
   */
  readonly nextFrame: (callback: () => void) => () => void;
  /** Calls back after the given time. Returns a function that cancels the call. */
  readonly after: (milliseconds: number, callback: () => void) => () => void;
  /** Calls back once the current state of the page has been painted. */
  readonly afterPaint: (callback: () => void) => void;
}

// A hidden tab gets no animation frames, but the story must continue.
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
    // The browser paints in the same task as the frame's callbacks, so the next task runs after the paint.
    nextFrame(() => setTimeout(callback, 0));
  },
};

export interface Pacer {
  readonly push: (text: string) => void;
  /** Passes on the collected text now. */
  readonly flush: () => void;
}

/**
 * Collects text and passes it on once per animation frame. At 1,000 tokens/s this means one render for 16 tokens, and
 * the user sees no difference.
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
