import { useMemo, useState } from 'react';
import { comparandOf } from '../../session/index.ts';
import type { Comparand, ShownRun } from '../../session/index.ts';
import { usePageState, useScene } from '../../session/react.tsx';
import { createSettling } from './settled.ts';

/** The run as it was at the end of its last sentence; null if there is no run. */
export function useSettledRun(): ShownRun | null {
  const [settle] = useState(createSettling);
  return usePageState(({ run }) => settle(run));
}

/** The run with the sizes of its pictures. The same object until the run, its pictures or its units change. */
export function useOutput({ completion }: ShownRun): Comparand {
  const scene = useScene();
  return useMemo(() => comparandOf(scene, completion, 'this run'), [scene, completion]);
}
