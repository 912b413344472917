import type { ReactNode } from 'react';
import { RunStatistics } from './RunStatistics.tsx';
import { useSettledRun } from './useRun.ts';

/** The numbers of the papers for the run on the page. */
export function Numbers(): ReactNode {
  const run = useSettledRun();
  if (run === null || run.completion === '') return <p className="py-3 text-soft">Nothing has arrived yet.</p>;
  return (
    <div className="@container py-3">
      <RunStatistics key={run.id} run={run} />
    </div>
  );
}
