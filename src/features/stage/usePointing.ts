import { useRef, useState } from 'react';
import type { FocusEvent, MouseEvent, PointerEvent, RefObject } from 'react';
import { useDesk } from '../../session/react.tsx';
import { boxButtonAt } from './BoxButtons.tsx';
import { pointOn } from './gestures.ts';
import type { Place } from './gestures.ts';
import { overlapAt, overlapOf, stepIn } from './overlap.ts';
import type { VisibleBox } from './visibleBoxes.ts';

/** A box that was brought up goes back when the pointer has gone so many CSS pixels from there. */
const HOLDS = 8;

interface Pointing {
  /** The box that lies over all others for now. */
  readonly raised: string | null;
  /** The next box below (1) or above (-1) under the pointer, or of those that overlap the one with the focus. */
  readonly cycle: (by: 1 | -1) => boolean;
  readonly listeners: {
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerLeave: () => void;
    readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
    readonly onBlur: () => void;
    readonly onClick: (event: MouseEvent<HTMLElement>) => void;
  };
}

/** Lights, pins and reaches the boxes, by pointer and by keyboard. */
export function usePointing(
  stage: RefObject<HTMLElement | null>,
  boxes: readonly VisibleBox[],
  reveal: (box: VisibleBox) => void,
): Pointing {
  const { view } = useDesk();
  const [raised, setRaised] = useState<string | null>(null);
  /** Where the pointer is on the window, until the keyboard takes over: the picture may move below it. */
  const pointer = useRef<Place | null>(null);
  const raisedAt = useRef<Place | null>(null);
  /** The box whose neighbours ↑ and ↓ go through: the first that had the focus, not the one that they led to. */
  const anchor = useRef<string | null>(null);

  const boxOf = (target: EventTarget | null): VisibleBox | undefined => {
    const key = boxButtonAt(target)?.dataset['key'];
    return key === undefined ? undefined : boxes.find((box) => box.key === key);
  };
  const light = (box: VisibleBox): void => view.hover([box.id], box.frame, 'stage');
  const lower = (): void => {
    raisedAt.current = null;
    setRaised(null);
  };

  function cycle(by: 1 | -1): boolean {
    if (pointer.current !== null) {
      const pile = stage.current === null ? [] : overlapAt(boxes, pointOn(stage.current, pointer.current));
      const next = stepIn(pile, raised, by);
      if (next === null) return false;
      raisedAt.current = pointer.current;
      setRaised(next.key);
      light(next);
      return true;
    }
    const focused = boxOf(document.activeElement);
    if (!focused || !stage.current) return false;
    const from = boxes.find(({ key }) => key === anchor.current) ?? focused;
    const next = stepIn(overlapOf(boxes, from), focused.key, by);
    if (next === null) return false;
    stage.current.querySelector<HTMLElement>(`[data-key="${next.key}"]`)?.focus();
    anchor.current = from.key;
    return true;
  }

  return {
    raised,
    cycle,
    listeners: {
      onPointerMove(event) {
        // A finger that moves scrolls; it lights by a tap.
        if (event.pointerType === 'touch') return;
        const { clientX, clientY } = event;
        pointer.current = { clientX, clientY };
        const from = raisedAt.current;
        if (from !== null && Math.hypot(clientX - from.clientX, clientY - from.clientY) > HOLDS) lower();
        const box = boxOf(event.target);
        if (box) light(box);
        else view.leave();
      },
      onPointerLeave() {
        pointer.current = null;
        lower();
        view.leave();
      },
      onFocus({ target }) {
        const box = boxOf(target);
        if (!box) return;
        anchor.current = box.key;
        // A click is on what is seen and lit already, and a tap lights nobody whom it does not pin; a key may have gone
        // anywhere.
        if (!target.matches(':focus-visible')) return;
        light(box);
        pointer.current = null;
        lower();
        reveal(box);
      },
      onBlur: () => view.leave(),
      onClick(event) {
        const box = boxOf(event.target);
        if (box) view.pin([box.id], box.frame, event.ctrlKey || event.metaKey, 'stage');
      },
    },
  };
}
