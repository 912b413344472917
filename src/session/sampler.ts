import type { ReadableStore } from './records.ts';

/** The state of a store as it was at a time of the session's clock. */
export interface Sample<T> {
  readonly state: T;
  readonly at: number;
}

/** Keeps the last sample of a store, for a component that must not render with each change. */
export interface Sampler<T> {
  readonly read: () => Sample<T>;
  /** Takes a new sample if the clock has moved on since the last one. */
  readonly tick: () => void;
  /** Calls `changed` after each new sample. Returns a function that ends the subscription. */
  readonly subscribe: (changed: () => void) => () => void;
}

/** A sampler that takes a new sample whenever one of the selected parts of the state changes. */
export function createSampler<T>(
  store: ReadableStore<T>,
  now: () => number,
  partsOf: (state: T) => readonly unknown[],
): Sampler<T> {
  let last: Sample<T> = { state: store.getState(), at: now() };
  const listeners = new Set<() => void>();

  function take(): void {
    last = { state: store.getState(), at: now() };
    for (const listener of listeners) listener();
  }
  function takeIfChanged(): void {
    const before = partsOf(last.state);
    if (partsOf(store.getState()).some((part, i) => part !== before[i])) take();
  }

  return {
    read: () => last,
    tick() {
      if (now() !== last.at) take();
    },
    subscribe(changed) {
      listeners.add(changed);
      const stop = store.subscribe(takeIfChanged);
      // The state may have changed since the first render.
      takeIfChanged();
      return () => {
        listeners.delete(changed);
        stop();
      };
    },
  };
}
