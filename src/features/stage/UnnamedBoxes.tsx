import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { FrameNo } from '../../grounding/base.ts';
import type { FramePicture, Scene } from '../../session/index.ts';
import { useView } from '../../session/react.tsx';
import type { Area } from './viewport.ts';
import { magnified, unnamedOn } from './visibleBoxes.ts';

interface Props {
  readonly scene: Scene;
  readonly frame: FrameNo;
  readonly picture: FramePicture;
  /** CSS pixels for each pixel of the frame, before it is magnified. */
  readonly scale: number;
  readonly times: number;
  readonly area: Area;
}

/** The boxes of a frame that belong to no entity: grey and dotted, with their label. They link to nothing. */
export function UnnamedBoxes({ scene, frame, picture, scale, times, area }: Props): ReactNode {
  const hidden = useView((state) => state.stage.hidden);
  const labels = useView((state) => state.stage.labels);
  const fitted = useMemo(() => unnamedOn(scene, frame, picture, scale), [scene, frame, picture, scale]);
  if (hidden || fitted.length === 0) return null;
  return magnified(fitted, times, area).map(({ label, written, at: { x1, y1, x2, y2 } }, i) => (
    <div
      key={i}
      role="img"
      aria-label={`${label ?? 'Unnamed box'}: ${written}`}
      data-box="unnamed"
      className="pointer-events-none absolute rounded-[2px] border-2 border-dotted border-[#e9e4da] shadow-[0_0_0_1px_#14120f80]"
      style={{ left: x1, top: y1, width: Math.max(x2 - x1, 4), height: Math.max(y2 - y1, 4) }}
    >
      {labels && label !== null && (
        <span
          className="absolute top-0 left-0 max-w-full truncate bg-[#14120fcc] px-1 text-[11px] leading-4 text-[#f3eee4]"
          aria-hidden
        >
          {label}
        </span>
      )}
    </div>
  ));
}
