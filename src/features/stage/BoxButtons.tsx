import { memo } from 'react';
import type { ReactNode } from 'react';
import { useView } from '../../session/react.tsx';
import { hitArea } from './overlap.ts';
import type { VisibleBox } from './visibleBoxes.ts';
import { useHighlighted } from './useHighlightedIds.ts';

interface Props {
  readonly boxes: readonly VisibleBox[];
  /** The box that was brought up from below others. */
  readonly raised: string | null;
}

/**
 * The boxes once more, as buttons laid exactly over the drawing: a canvas says nothing to screen readers, keyboards and
 * tests. They carry the pointer, too, so that hover and focus are the same thing; the stage listens for all of them.
 */
export function BoxButtons({ boxes, raised }: Props): ReactNode {
  const lit = useHighlighted();
  const pinned = useView((state) => state.pinned?.ids);
  return boxes.map((box) => (
    <Twin
      key={box.key}
      box={box}
      lit={lit.includes(box.id)}
      pinned={pinned?.includes(box.id) ?? false}
      raised={raised === box.key}
    />
  ));
}

interface TwinProps {
  readonly box: VisibleBox;
  readonly lit: boolean;
  readonly pinned: boolean;
  readonly raised: boolean;
}

/** A finger is given 24 pixels, however small the box; where boxes are smaller than that, the smallest lies on top. */
const FOR_FINGERS =
  'pointer-coarse:before:absolute pointer-coarse:before:top-1/2 pointer-coarse:before:left-1/2 pointer-coarse:before:size-full pointer-coarse:before:min-h-6 pointer-coarse:before:min-w-6 pointer-coarse:before:-translate-1/2';

const Twin = memo(({ box, lit, pinned, raised }: TwinProps): ReactNode => (
  <button
    type="button"
    className={`absolute cursor-pointer rounded-[3px] bg-transparent outline-offset-0 focus-visible:shadow-[0_0_0_4px_#14120f] focus-visible:outline-[#f3eee4] ${FOR_FINGERS} ${raised ? 'z-1' : ''}`}
    style={place(box)}
    data-box={box.id}
    data-frame={box.frame}
    data-lit={lit}
    data-key={box.key}
    aria-label={nameOf(box)}
    aria-pressed={pinned}
  />
));

function nameOf(box: VisibleBox): string {
  const who = `${box.name === box.id ? '' : `${box.name} `}(${box.id}), ${box.written}`;
  if (box.empty) return `${who}, no area in the picture`;
  return box.clamped ? `${who}, partly outside the picture` : who;
}

function place(box: VisibleBox): { left: number; top: number; width: number; height: number } {
  const { x1, y1, x2, y2 } = hitArea(box);
  return { left: x1, top: y1, width: x2 - x1, height: y2 - y1 };
}

/** The twin that an event happened on. */
export function boxButtonAt(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('button[data-key]') : null;
}
