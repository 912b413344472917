import { useEffectEvent, useLayoutEffect, useRef } from 'react';
import type { RefObject } from 'react';
import { isForPage } from '../../ui/index.ts';

export interface StageKeys {
  /** While the stage has the pointer or the focus: `+`, `-`, `0`, `1`, arrows. True where the key meant something. */
  readonly here: (key: string, shift: boolean) => boolean;
  /** Wherever the focus is: `z`, `h`, `l`. */
  readonly anywhere: (key: string) => boolean;
  readonly released: (key: string) => void;
}

/** With Caps Lock a letter is a capital: it is the same key. */
function letterOf({ key }: KeyboardEvent): string {
  return key.length === 1 ? key.toLowerCase() : key;
}

/** The keys of the stage. None is heard in a text field, with a modifier, or where somebody else has taken it. */
export function useStageKeys(around: RefObject<HTMLElement | null>, keys: StageKeys): void {
  // Not in the effect, which may begin again while the pointer is where it was.
  const isOver = useRef(false);
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (!isForPage(event)) return;
    const isHere = isOver.current || (around.current?.contains(document.activeElement) ?? false);
    const meant = (isHere && keys.here(event.key, event.shiftKey)) || (!event.repeat && keys.anywhere(letterOf(event)));
    if (meant) event.preventDefault();
  });
  const released = useEffectEvent((event: KeyboardEvent) => keys.released(letterOf(event)));
  useLayoutEffect(() => {
    const over = new AbortController();
    const { signal } = over;
    around.current?.addEventListener('pointerover', () => (isOver.current = true), { signal });
    around.current?.addEventListener('pointerleave', () => (isOver.current = false), { signal });
    addEventListener('keydown', (event) => pressed(event), { signal });
    addEventListener('keyup', (event) => released(event), { signal });
    return () => over.abort();
  }, [around]);
}
