import { useMemo } from 'react';
import type { Verdict } from '../../session/index.ts';
import { usePageState, useRecords, useStory } from '../../session/react.tsx';
import { verdictsBy } from './verdicts.ts';

/** The verdicts of the user about the run on the page. */
export function useVerdicts(): readonly Verdict[] {
  const run = useStory(({ id }) => id, '');
  const rater = usePageState(({ preferences }) => preferences.rater);
  const all = useRecords(({ runs }) => runs[run]?.verdicts);
  return useMemo(() => verdictsBy(all, rater), [all, rater]);
}
