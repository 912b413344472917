import { useRef, useState } from 'react';
import type { FocusEvent, MouseEvent, PointerEvent, RefObject } from 'react';
import { useRunView } from '../../session/react.tsx';
import { boxButtonAt } from './BoxButtons.tsx';
import { pointOn } from './gestures.ts';
import type { WindowPoint } from './gestures.ts';
import { overlapAt, overlapOf, stepIn } from './overlap.ts';
import type { VisibleBox } from './visibleBoxes.ts';

/** A raised box goes back into its stack once the pointer has moved this many CSS pixels. */
const RAISED_DISTANCE = 8;

interface Pointing {
  /** The key of the box that is on top of all others for now. */
  readonly raised: string | null;
  /**
   * Goes to the next box below (1) or above (-1) in the stack under the pointer, or in the stack of the focused box.
   * False if there is none.
   */
  readonly cycle: (by: 1 | -1) => boolean;
  readonly listeners: {
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerLeave: () => void;
    readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
    readonly onBlur: () => void;
    readonly onClick: (event: MouseEvent<HTMLElement>) => void;
  };
}

/** Highlights, pins and cycles through the boxes, by pointer and keyboard. */
export function usePointing(
  stage: RefObject<HTMLElement | null>,
  boxes: readonly VisibleBox[],
  reveal: (box: VisibleBox) => void,
): Pointing {
  const view = useRunView();
  const [raised, setRaised] = useState<string | null>(null);
  /** Where the pointer is in the window; null while the keyboard is in use. The picture may move below the pointer. */
  const pointer = useRef<WindowPoint | null>(null);
  const raisedAt = useRef<WindowPoint | null>(null);
  /** The box at which cycling with ↑ and ↓ started. The keys cycle through the boxes that overlap this box. */
  const anchor = useRef<string | null>(null);

  const boxOf = (target: EventTarget | null): VisibleBox | undefined => {
    const key = boxButtonAt(target)?.dataset['key'];
    return key === undefined ? undefined : boxes.find((box) => box.key === key);
  };
  const highlight = (box: VisibleBox): void => view.hover([box.id], box.frame, 'stage');
  const lower = (): void => {
    raisedAt.current = null;
    setRaised(null);
  };

  function cycle(by: 1 | -1): boolean {
    if (pointer.current !== null) {
      const stack = stage.current === null ? [] : overlapAt(boxes, pointOn(stage.current, pointer.current));
      const next = stepIn(stack, raised, by);
      if (next === null) return false;
      raisedAt.current = pointer.current;
      setRaised(next.key);
      highlight(next);
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
        // A moving finger scrolls the page; only a tap highlights.
        if (event.pointerType === 'touch') return;
        const { clientX, clientY } = event;
        pointer.current = { clientX, clientY };
        const from = raisedAt.current;
        if (from !== null && Math.hypot(clientX - from.clientX, clientY - from.clientY) > RAISED_DISTANCE) lower();
        const box = boxOf(event.target);
        if (box) highlight(box);
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
        // Only focus by keyboard is handled here. A clicked box is already visible and highlighted, and a tap must not
        // highlight a box that it does not pin.
        if (!target.matches(':focus-visible')) return;
        highlight(box);
        pointer.current = null;
        lower();
        reveal(box);
      },
      onBlur: () => view.leave(),
      onClick(event) {
        const box = boxOf(event.target);
        if (box) view.toggle([box.id], box.frame, event.ctrlKey || event.metaKey, 'stage');
      },
    },
  };
}
