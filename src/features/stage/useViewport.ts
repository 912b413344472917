import { useMemo, useState } from 'react';
import type { FrameNo } from '../../grounding/base.ts';
import { fitViewport, settle } from './viewport.ts';
import type { FrameOnStage, Viewport } from './viewport.ts';

/**
 * The viewport (zoom and pan) of this frame, and a function that changes it. It is local state of the stage, so that no
 * other component renders when it changes. A new frame or a new size starts unzoomed.
 */
export function useViewport(
  frame: FrameNo,
  frameOnStage: FrameOnStage,
): [Viewport, (change: (viewport: Viewport) => Viewport) => void] {
  const [chosen, setChosen] = useState<Viewport | null>(null);
  const [of, setOf] = useState({ frame, width: frameOnStage.frame.width, height: frameOnStage.frame.height });
  if (of.frame !== frame || of.width !== frameOnStage.frame.width || of.height !== frameOnStage.frame.height) {
    setOf({ frame, width: frameOnStage.frame.width, height: frameOnStage.frame.height });
    setChosen(null);
  }
  const now = useMemo(
    () => (chosen === null ? fitViewport(frameOnStage) : settle(chosen, frameOnStage)),
    [chosen, frameOnStage],
  );
  return [
    now,
    (change) =>
      setChosen((before) => change(before === null ? fitViewport(frameOnStage) : settle(before, frameOnStage))),
  ];
}
