import type { CSSProperties, ReactNode } from 'react';
import { toStage } from '../../grounding/base.ts';
import type { Box, FrameNo, Placement, Size } from '../../grounding/base.ts';
import { comparisonOf } from '../../session/index.ts';
import type { DrawnComparison } from '../../session/index.ts';
import { useSession, useStory, useStoreState } from '../../session/react.tsx';
import { positionStyle } from '../../theme/index.ts';

interface Props {
  readonly frame: FrameNo;
  /** The size of the picture. */
  readonly shown: Size;
  readonly placement: Placement;
}

/** Line and sign tell the fates apart, not only the colour. The colours suit dark and light pictures in both themes. */
const LOOK: Readonly<
  Record<DrawnComparison['fate'], { readonly colour: string; readonly line: string; readonly sign: string }>
> = {
  matched: { colour: '#7fd6a4', line: 'solid', sign: '✓' },
  missed: { colour: '#f5c266', line: 'dashed', sign: '−' },
  invented: { colour: '#ff9a8d', line: 'dotted', sign: '+' },
};

/** The boxes that match a reference, that are missed and that are invented, while the page compares the run. */
export function ComparedBoxes({ frame, shown, placement }: Props): ReactNode {
  const { run, boxes } = useStoreState(comparisonOf(useSession()));
  const isThis = useStory(({ id }) => id === run, false);
  if (!isThis) return null;
  return boxes
    .filter((box) => box.frame === frame)
    .map(({ fate, id, x, y, w, h }, i) => {
      const { colour, line, sign } = LOOK[fate];
      const at = toStage(
        {
          space: 'frame',
          x1: x * shown.width,
          y1: y * shown.height,
          x2: Math.min(1, x + w) * shown.width,
          y2: Math.min(1, y + h) * shown.height,
        },
        placement,
      );
      const style: CSSProperties = { ...positionStyle(at), borderColor: colour, borderStyle: line };
      return (
        <div
          key={i}
          role="img"
          aria-label={`${id}, ${fate}`}
          data-box={fate}
          className="pointer-events-none absolute min-h-1 min-w-1 rounded-[2px] border-[3px] shadow-[0_0_0_1px_#14120fb0]"
          style={style}
        >
          <span
            aria-hidden
            className={`absolute bg-[#14120fd9] px-1 text-[11px] leading-4 whitespace-nowrap ${isRoomy(at) ? 'right-0 bottom-0' : 'top-full left-0'}`}
            style={{ color: colour }}
          >
            {sign} {id}
          </span>
        </div>
      );
    });
}

/** Whether the label fits into the box; else it is below the box. In CSS pixels. */
function isRoomy({ x1, y1, x2, y2 }: Box<'stage'>): boolean {
  return x2 - x1 >= 72 && y2 - y1 >= 30;
}
