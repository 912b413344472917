import { lazy, useState } from 'react';
import type { ComponentType, ReactNode } from 'react';

/** A component whose code loads when it is first rendered, or earlier by `load`. */
export interface OnDemand<Props> {
  (props: Props): ReactNode;
  /** Loads the code in advance. Then the component renders at once, without the fallback of its Suspense. */
  readonly load: () => Promise<void>;
}

/** What to do before the next try, for each component whose code could not be loaded. */
const failed = new Set<() => void>();

/**
 * Makes a component of code that loads when it is needed. It suspends while it loads, and throws if the load fails.
 *
 * `React.lazy` remembers a failed load forever. So each try has a lazy component of its own; `tryLoadsAgain` begins the
 * next try. It cannot begin by itself: React renders twice before it reports an error, and would load again each time.
 *
 * @param load imports the code and returns its component
 */
export function onDemand<Props extends object>(load: () => Promise<ComponentType<Props>>): OnDemand<Props> {
  let Loaded: ComponentType<Props> | null = null;
  let Try = lazy(fetchComponent);

  async function fetchComponent(): Promise<{ readonly default: ComponentType<Props> }> {
    try {
      Loaded ??= await load();
      return { default: Loaded };
    } catch (error) {
      failed.add(() => {
        Try = lazy(fetchComponent);
      });
      throw error;
    }
  }

  function Part(props: Props): ReactNode {
    // A mounted part keeps its component: another one would lose its state.
    const [Shown] = useState<ComponentType<Props>>(() => Loaded ?? Try);
    return <Shown {...props} />;
  }
  return Object.assign(Part, { load: async () => void (await fetchComponent()) });
}

/** Lets every component whose code could not be loaded try once more, at its next render after an unmount. */
export function tryLoadsAgain(): void {
  for (const again of failed) again();
  failed.clear();
}
