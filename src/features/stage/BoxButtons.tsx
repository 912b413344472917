import { memo } from 'react';
import type { ReactNode } from 'react';
import { useView } from '../../session/react.tsx';
import { positionStyle } from '../../theme/index.ts';
import { hitArea } from './overlap.ts';
import type { VisibleBox } from './visibleBoxes.ts';
import { useHighlighted } from './useHighlightedIds.ts';

interface Props {
  readonly boxes: readonly VisibleBox[];
  /** The key of the box that the user brought to the top of a stack of overlapping boxes. */
  readonly raised: string | null;
}

/**
 * One transparent button exactly over each drawn box, because screen readers, keyboards and tests cannot see into a
 * canvas. The buttons also receive the pointer, so that hover and focus work the same way. The stage holds the listeners.
 */
export function BoxButtons({ boxes, raised }: Props): ReactNode {
  const lit = useHighlighted();
  const pinned = useView((state) => state.selection.pinned?.ids);
  return boxes.map((box) => (
    <BoxButton
      key={box.key}
      box={box}
      lit={lit.includes(box.id)}
      pinned={pinned?.includes(box.id) ?? false}
      raised={raised === box.key}
    />
  ));
}

interface BoxButtonProps {
  readonly box: VisibleBox;
  readonly lit: boolean;
  readonly pinned: boolean;
  readonly raised: boolean;
}

/** A touch target of at least 24 CSS pixels (WCAG 2.5.8), however small the box. Smaller boxes are on top. */
const TOUCH_TARGET =
  'pointer-coarse:before:absolute pointer-coarse:before:top-1/2 pointer-coarse:before:left-1/2 pointer-coarse:before:size-full pointer-coarse:before:min-h-6 pointer-coarse:before:min-w-6 pointer-coarse:before:-translate-1/2';

const BoxButton = memo(({ box, lit, pinned, raised }: BoxButtonProps): ReactNode => (
  <button
    type="button"
    className={`absolute cursor-pointer rounded-[3px] bg-transparent outline-offset-0 focus-visible:shadow-[0_0_0_4px_#14120f] focus-visible:outline-[#f3eee4] ${TOUCH_TARGET} ${raised ? 'z-1' : ''}`}
    style={positionStyle(hitArea(box))}
    data-box={box.id}
    data-frame={box.frame}
    data-lit={lit}
    data-key={box.key}
    aria-label={nameOf(box)}
    aria-pressed={pinned}
  />
));

function nameOf(box: VisibleBox): string {
  const title = `${box.name === box.id ? '' : `${box.name} `}(${box.id}), ${box.written}`;
  if (box.empty) return `${title}, no area in the picture`;
  if (box.clamped) return `${title}, partly outside the picture`;
  return box.trimmed ? `${title}, cut off at the edge of the picture` : title;
}

/** The box button that an event happened on. */
export function boxButtonAt(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('button[data-key]') : null;
}
