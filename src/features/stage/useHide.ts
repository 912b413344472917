import { useRef } from 'react';
import { useRunView } from '../../session/react.tsx';

/** A press longer than this many milliseconds counts as holding the button. */
const LONG_PRESS = 350;

export interface Hide {
  readonly press: () => void;
  readonly release: () => void;
  readonly toggle: () => void;
}

/** Hides or shows the boxes: a short press toggles them, a long press toggles them only until the release. */
export function useHide(): Hide {
  const view = useRunView();
  const pressedAt = useRef<number | null>(null);
  const toggle = (): void => view.arrange({ hidden: !view.store.getState().stage.hidden });
  return {
    toggle,
    press() {
      if (pressedAt.current !== null) return;
      pressedAt.current = performance.now();
      toggle();
    },
    release() {
      const start = pressedAt.current;
      pressedAt.current = null;
      if (start !== null && performance.now() - start > LONG_PRESS) toggle();
    },
  };
}
