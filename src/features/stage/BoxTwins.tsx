import type { ReactNode } from 'react';
import type { EntityId } from '../../grounding/index.ts';
import { useDesk, useView } from '../../session/react.tsx';
import type { SeenBox } from './sight.ts';

interface Props {
  readonly boxes: readonly SeenBox[];
  readonly lit: readonly EntityId[];
}

/** A box without area is still pointed at: in CSS pixels, WCAG's 24 would cover its neighbours. */
const LEAST = 14;

/**
 * The boxes once more, as buttons laid exactly over the drawing: a canvas says nothing to screen readers, keyboards and
 * tests. They carry the pointer, too, so that hover and focus are the same thing.
 */
export function BoxTwins({ boxes, lit }: Props): ReactNode {
  const { view } = useDesk();
  const pinned = useView((state) => state.pinned?.ids);
  return boxes.map((box) => (
    <button
      key={box.key}
      type="button"
      className="absolute cursor-pointer rounded-[3px] bg-transparent"
      style={place(box)}
      data-box={box.id}
      data-frame={box.frame}
      data-lit={lit.includes(box.id)}
      aria-label={nameOf(box)}
      aria-pressed={pinned?.includes(box.id) ?? false}
      onPointerMove={() => view.hover([box.id], box.frame)}
      onPointerLeave={() => view.leave()}
      onFocus={() => view.hover([box.id], box.frame)}
      onBlur={() => view.leave()}
      onClick={(event) => view.pin([box.id], box.frame, event.ctrlKey || event.metaKey)}
    />
  ));
}

function nameOf(box: SeenBox): string {
  const who = `${box.name === box.id ? '' : `${box.name} `}(${box.id}), ${box.written}`;
  if (box.empty) return `${who}, no area in the picture`;
  return box.clamped ? `${who}, partly outside the picture` : who;
}

function place({ at, empty }: SeenBox): { left: number; top: number; width: number; height: number } {
  if (!empty) return { left: at.x1, top: at.y1, width: at.x2 - at.x1, height: at.y2 - at.y1 };
  return { left: at.x1 - LEAST / 2, top: at.y1 - LEAST / 2, width: LEAST, height: LEAST };
}
