import { lazy, Suspense } from 'react';
import type { ReactNode } from 'react';
import type { FrameNo, Size } from '../../grounding/index.ts';
import { useView } from '../../session/react.tsx';
import type { VisibleBox } from './visibleBoxes.ts';
import { useHighlighted, useShown } from './useHighlightedIds.ts';

// Only when there is something to draw: Konva is 60 kB of script.
const Drawing = lazy(async () => import('./Drawing.tsx'));

interface Props {
  readonly frame: FrameNo;
  readonly boxes: readonly VisibleBox[];
  readonly stage: Size;
}

/** The boxes that are wanted, over the picture, which steps back while somebody on it is lit. */
export function Drawn({ frame, boxes, stage }: Props): ReactNode {
  const { opacity, labels } = useView((state) => state.stage);
  const lit = useHighlighted();
  const shown = useShown(boxes, frame, lit);
  const dimmed = shown.some(({ id }) => lit.includes(id));
  return (
    <>
      {/* Not a colour on the canvas: so a hover draws a few lines anew and no picture. */}
      <div className={`pointer-events-none absolute inset-0 bg-[#0b0a08]/22 ${dimmed ? '' : 'invisible'}`} />
      <Suspense fallback={null}>
        <Drawing stage={stage} boxes={shown} lit={lit} opacity={opacity} labels={labels} />
      </Suspense>
    </>
  );
}
