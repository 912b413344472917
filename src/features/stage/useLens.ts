import { useMemo, useState } from 'react';
import type { FrameNo } from '../../grounding/index.ts';
import { fitLens, settle } from './lens.ts';
import type { Ground, Lens } from './lens.ts';

/**
 * How this frame is looked at, and what changes it. It is the stage's own: nobody else renders when it changes, and
 * another frame is seen whole at first.
 */
export function useLens(frame: FrameNo, ground: Ground): [Lens, (change: (lens: Lens) => Lens) => void] {
  const [lens, setLens] = useState<Lens | null>(null);
  const [of, setOf] = useState({ frame, width: ground.frame.width, height: ground.frame.height });
  if (of.frame !== frame || of.width !== ground.frame.width || of.height !== ground.frame.height) {
    setOf({ frame, width: ground.frame.width, height: ground.frame.height });
    setLens(null);
  }
  const now = useMemo(() => (lens === null ? fitLens(ground) : settle(lens, ground)), [lens, ground]);
  return [now, (change) => setLens((before) => change(before === null ? fitLens(ground) : settle(before, ground)))];
}
