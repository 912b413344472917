import { useMemo, useState } from 'react';
import type { FrameNo } from '../../grounding/index.ts';
import { fitViewport, settle } from './viewport.ts';
import type { Ground, Viewport } from './viewport.ts';

/**
 * How this frame is looked at, and what changes it. It is the stage's own: nobody else renders when it changes, and
 * another frame is seen whole at first.
 */
export function useViewport(
  frame: FrameNo,
  ground: Ground,
): [Viewport, (change: (lens: Viewport) => Viewport) => void] {
  const [lens, setLens] = useState<Viewport | null>(null);
  const [of, setOf] = useState({ frame, width: ground.frame.width, height: ground.frame.height });
  if (of.frame !== frame || of.width !== ground.frame.width || of.height !== ground.frame.height) {
    setOf({ frame, width: ground.frame.width, height: ground.frame.height });
    setLens(null);
  }
  const now = useMemo(() => (lens === null ? fitViewport(ground) : settle(lens, ground)), [lens, ground]);
  return [now, (change) => setLens((before) => change(before === null ? fitViewport(ground) : settle(before, ground)))];
}
