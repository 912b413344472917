import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { FrameNo, Placement } from '../../grounding/base.ts';
import type { FramePicture, Scene } from '../../session/index.ts';
import { useView } from '../../session/react.tsx';
import { positionStyle } from '../../theme/index.ts';
import { unnamedOn } from './visibleBoxes.ts';

interface Props {
  readonly scene: Scene;
  readonly frame: FrameNo;
  readonly picture: FramePicture;
  readonly placement: Placement;
}

/** The boxes of a frame that belong to no entity: grey and dotted, with their label. They link to nothing. */
export function UnnamedBoxes({ scene, frame, picture, placement }: Props): ReactNode {
  const hidden = useView((state) => state.stage.hidden);
  const labels = useView((state) => state.stage.labels);
  const boxes = useMemo(() => unnamedOn(scene, frame, picture, placement), [scene, frame, picture, placement]);
  if (hidden || boxes.length === 0) return null;
  return boxes.map(({ label, written, at }, i) => (
    <div
      key={i}
      role="img"
      aria-label={`${label ?? 'Unnamed box'}: ${written}`}
      data-box="unnamed"
      className="pointer-events-none absolute min-h-1 min-w-1 rounded-[2px] border-2 border-dotted border-[#e9e4da] shadow-[0_0_0_1px_#14120f80]"
      style={positionStyle(at)}
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
