import { lazy, useState } from 'react';
import type { ComponentType, ReactNode } from 'react';

/** A component whose code loads when it is first rendered, or earlier by `load`. */
export interface OnDemand<Props> {
  (props: Props): ReactNode;
  /** Loads the code in advance. Then the component renders at once, without the fallback of its Suspense. */
  readonly load: () => Promise<void>;
}

/** For each component whose code could not be loaded, a function that prepares the next try. */
const failed = new Set<() => void>();

/**
 * Makes a component of code that loads when it is needed. It suspends while it loads, and throws if the load fails.
 *
 * `React.lazy` remembers a failed load forever. So each try has its own lazy component, and `tryLoadsAgain` begins the
 * next try. A try must not begin by itself: React renders twice before it reports an error, and each render would load
 * the code again.
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
    // A mounted element keeps its component: with another component it would lose its state.
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
