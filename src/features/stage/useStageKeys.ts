import { useEffectEvent, useLayoutEffect, useRef } from 'react';
import type { RefObject } from 'react';
import { isForPage, keyOf } from '../../ui/index.ts';

export interface StageKeys {
  /**
   * Keys that work while the stage has the pointer or the focus: `+`, `-`, `0`, `1`, arrows. True if the key was used.
   */
  readonly here: (key: string, shift: boolean) => boolean;
  /** Keys that work wherever the focus is: `z`, `h`, `l`. True if the key was used. */
  readonly anywhere: (key: string) => boolean;
  readonly released: (key: string) => void;
}

/**
 * Listens for the keys of the stage, but not in text fields, with a modifier, or after another listener has used the
 * key.
 */
export function useStageKeys(around: RefObject<HTMLElement | null>, keys: StageKeys): void {
  // A ref, not a variable of the effect: the effect may run again while the pointer stays over the stage.
  const isOver = useRef(false);
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (!isForPage(event)) return;
    const isHere = isOver.current || (around.current?.contains(document.activeElement) ?? false);
    const used = (isHere && keys.here(event.key, event.shiftKey)) || (!event.repeat && keys.anywhere(keyOf(event)));
    if (used) event.preventDefault();
  });
  const released = useEffectEvent((event: KeyboardEvent) => keys.released(keyOf(event)));
  useLayoutEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    around.current?.addEventListener('pointerover', () => (isOver.current = true), { signal });
    around.current?.addEventListener('pointerleave', () => (isOver.current = false), { signal });
    addEventListener('keydown', (event) => pressed(event), { signal });
    addEventListener('keyup', (event) => released(event), { signal });
    return () => controller.abort();
  }, [around]);
}
