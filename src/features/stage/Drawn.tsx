import { Suspense } from 'react';
import type { ReactNode } from 'react';
import type { FrameNo, Size } from '../../grounding/base.ts';
import { useView } from '../../session/react.tsx';
import { onDemand } from '../../ui/index.ts';
import type { VisibleBox } from './visibleBoxes.ts';
import { useHighlighted, useVisibleBoxes } from './useHighlightedIds.ts';

// Loaded only when there is something to draw, because Konva is 60 kB of script.
const Drawing = onDemand(async () => (await import('./Drawing.tsx')).default);

interface Props {
  readonly frame: FrameNo;
  readonly boxes: readonly VisibleBox[];
  readonly stage: Size;
}

/** The visible boxes, over a picture that is dimmed while one of them is highlighted. */
export function Drawn({ frame, boxes, stage }: Props): ReactNode {
  const { opacity, labels } = useView((state) => state.stage);
  const lit = useHighlighted();
  const visible = useVisibleBoxes(boxes, frame, lit);
  const dimmed = visible.some(({ id }) => lit.includes(id));
  return (
    <>
      {/* CSS dims the picture, which is not on the canvas. So a hover redraws a few lines and no picture. */}
      <div className={`pointer-events-none absolute inset-0 bg-[#0b0a08]/22 ${dimmed ? '' : 'invisible'}`} />
      <Suspense fallback={null}>
        <Drawing stage={stage} boxes={visible} lit={lit} opacity={opacity} labels={labels} />
      </Suspense>
    </>
  );
}
