/** Which tab may change a sequence: the one that holds it. At most one does. */
export interface Holding {
  /** Holds a sequence, unless another tab does. Returns whether this tab holds it now. */
  readonly hold: (sequence: string) => Promise<boolean>;
  /** Holds a sequence although another tab does, because that tab has released it or does not answer. */
  readonly seize: (sequence: string) => Promise<void>;
  readonly release: (sequence: string) => Promise<void>;
  /** Lets another tab seize a sequence, and no tab that only waits. This tab does not hold it any more. */
  readonly give: (sequence: string) => void;
  /** Holds a sequence as soon as no other tab does, and calls back. Returns a function that ends the waiting. */
  readonly holdWhenFree: (sequence: string, callback: () => void) => () => void;
  /** Is called with a sequence that another tab has seized. */
  readonly onLost: (listener: (sequence: string) => void) => void;
}

const nameOf = (sequence: string): string => `storylens.sequence.${sequence}`;

/** One tab holds the exclusive Web Lock of a sequence. The browser releases it when the tab is closed or crashes. */
export function createLockHolding(locks: Pick<LockManager, 'request'>): Holding {
  /** The functions that release the locks of this tab, by sequence. */
  const held = new Map<string, () => void>();
  let lost: ((sequence: string) => void) | null = null;

  async function request(sequence: string, options: LockOptions): Promise<boolean> {
    return new Promise((resolve) => {
      const asking = locks.request(nameOf(sequence), options, async (lock) => {
        if (lock === null) {
          resolve(false);
          return;
        }
        await new Promise<void>((release) => {
          held.set(sequence, release);
          resolve(true);
        });
      });
      asking.catch(() => {
        // Seized by another tab, or the waiting was ended.
        if (held.delete(sequence)) lost?.(sequence);
        resolve(false);
      });
    });
  }

  return {
    hold: async (sequence) => held.has(sequence) || request(sequence, { ifAvailable: true }),
    async seize(sequence) {
      await request(sequence, { steal: true });
    },
    async release(sequence) {
      held.get(sequence)?.();
      held.delete(sequence);
    },
    give: (sequence) => void held.delete(sequence),
    holdWhenFree(sequence, callback) {
      const waiting = new AbortController();
      async function wait(): Promise<void> {
        if (await request(sequence, { signal: waiting.signal })) callback();
      }
      void wait();
      return () => waiting.abort();
    },
    onLost(listener) {
      lost = listener;
    },
  };
}
