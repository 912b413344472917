import { useMemo, useState } from 'react';
import type { FrameNo, Measured } from '../../grounding/base.ts';
import { pictureOf } from '../../session/index.ts';
import type { ShownRun } from '../../session/index.ts';
import { usePageState, useScene } from '../../session/react.tsx';
import { createSettling } from './settled.ts';

/** The run as it was at the end of its last sentence; null if there is no run. */
export function useSettledRun(): ShownRun | null {
  const [settle] = useState(createSettling);
  return usePageState(({ run }) => settle(run));
}

/** The sizes of the pictures of the run in the units of its boxes; empty if no picture and no size is known. */
export function useMeasuredSizes(): readonly Measured[] {
  const scene = useScene();
  const count = Math.max(scene.frames.length, scene.sizes.length);
  return useMemo(
    () => Array.from({ length: count }, (_, i) => pictureOf(scene, (i + 1) as FrameNo).measured),
    // The analyses change with each row, and matter only for pictures of unknown sizes.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [count, scene.frames, scene.sizes, scene.units, scene.patchSide, scene.serverLimit],
  );
}
