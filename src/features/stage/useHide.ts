import { useRef } from 'react';
import { useDesk } from '../../session/react.tsx';

/** Held for longer than this many milliseconds, it was meant to be held. */
const HELD = 350;

export interface Hide {
  readonly press: () => void;
  readonly letGo: () => void;
  readonly toggle: () => void;
}

/** Hides the boxes, or shows them again: for good at a short press, and for as long as it lasts at a longer one. */
export function useHide(): Hide {
  const { view } = useDesk();
  const pressedAt = useRef<number | null>(null);
  const toggle = (): void => view.arrange({ hidden: !view.store.getState().stage.hidden });
  return {
    toggle,
    press() {
      if (pressedAt.current !== null) return;
      pressedAt.current = performance.now();
      toggle();
    },
    letGo() {
      const since = pressedAt.current;
      pressedAt.current = null;
      if (since !== null && performance.now() - since > HELD) toggle();
    },
  };
}
