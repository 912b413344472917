import type { ReactNode } from 'react';
import { sayNumber } from '../../grounding/base.ts';
import { VERDICTS } from '../../session/index.ts';
import { useRecords, useSession, useStory, useView, usePageState } from '../../session/react.tsx';
import { countRuns, sumByModel } from './runCounts.ts';
import type { RunCount } from './runCounts.ts';
import { VERDICT_NAMES } from './verdictNames.ts';
import { auditOf } from './walk.ts';

/** How many entries are judged, and how, for each run of the sequence and for each model. */
export function RunCounts(): ReactNode {
  const session = useSession();
  const run = useStory(({ id }) => id, '');
  const { runs, sequences } = useRecords((all) => all);
  const rater = usePageState(({ preferences }) => preferences.rater);
  const list = useView((state) => auditOf(state).list);
  const own = (sequences[runs[run]?.sequence ?? '']?.runs ?? []).flatMap((id) => runs[id] ?? []);
  const counts = countRuns(own, (id) => session.pageOf(id).getState(), rater, list);
  return (
    <div className="overflow-x-auto">
      <table className="tabular-nums">
        <thead>
          <tr className="text-left text-soft">
            {['Run', 'Judged', ...VERDICTS.map((name) => VERDICT_NAMES[name])].map((heading) => (
              <th key={heading} scope="col" className="pr-4 font-normal">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {counts.map((count, i) => (
            <CountRow key={own[i]?.id} count={count} name={`Run ${i + 1}: ${count.model}`} />
          ))}
          {sumByModel(counts).map((count) => (
            <CountRow key={count.model} count={count} name={`All runs of ${count.model}`} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CountRow({ name, count }: { readonly name: string; readonly count: RunCount }): ReactNode {
  return (
    <tr className="border-t border-line">
      <th scope="row" className="pr-4 text-left font-normal">
        {name}
      </th>
      <td className="pr-4">
        {sayNumber(count.judged)} of {sayNumber(count.total)}
      </td>
      {VERDICTS.map((verdict) => (
        <td key={verdict} className="pr-4">
          {sayNumber(count.of[verdict])}
        </td>
      ))}
    </tr>
  );
}
