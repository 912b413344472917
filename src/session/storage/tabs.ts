/** The other tabs that use the library. A page over plain http cannot ask for them: it has no Web Locks. */
export interface Tabs {
  /** Whether another tab shows a sequence. */
  readonly showsElsewhere: (sequence: string) => Promise<boolean>;
  /** Says that this tab shows this sequence, and no other. */
  readonly show: (sequence: string) => void;
  /** Whether no other tab is open. False where the browser does not say. */
  readonly isOnlyOne: () => Promise<boolean>;
  /** Tells the other tabs that the list has changed. */
  readonly tell: () => void;
  /** Calls back when another tab has changed the list. */
  readonly listen: (listener: () => void) => void;
}

const lockOf = (sequence: string): string => `storylens.sequence.${sequence}`;

/** Every tab holds this lock, shared with the others. */
const TAB = 'storylens.tab';

export function createTabs(): Tabs {
  const locks = navigator.locks as LockManager | undefined;
  const channel = new BroadcastChannel('storylens.library');
  let shown: string | null = null;
  void locks?.request(TAB, { mode: 'shared' }, async () => new Promise(() => {}));
  let release: (() => void) | null = null;

  return {
    async showsElsewhere(sequence) {
      if (sequence === shown) return false;
      const { held = [] } = (await locks?.query()) ?? {};
      return held.some(({ name }) => name === lockOf(sequence));
    },
    show(sequence) {
      if (sequence === shown) return;
      shown = sequence;
      release?.();
      // The browser releases the lock when the tab is closed or crashes.
      void locks?.request(
        lockOf(sequence),
        { mode: 'shared' },
        async () =>
          new Promise<void>((resolve) => {
            release = resolve;
          }),
      );
    },
    async isOnlyOne() {
      const { held = [] } = (await locks?.query()) ?? {};
      return held.filter(({ name }) => name === TAB).length === 1;
    },
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches only its own origin
    tell: () => channel.postMessage('changed'),
    listen(listener) {
      channel.addEventListener('message', listener);
    },
  };
}
