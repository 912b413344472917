import { modelOf, VERDICTS } from '../../session/index.ts';
import type { AuditList, PageState, Run, VerdictName } from '../../session/index.ts';
import { entriesOf } from './entries.ts';
import { verdictsAbout, verdictsBy } from './verdicts.ts';

/** How many entries of a run, or of the runs of a model, are judged. */
export interface RunCount {
  readonly model: string;
  readonly judged: number;
  readonly total: number;
  readonly of: Readonly<Record<VerdictName, number>>;
}

/** The counts of each run, for the entries of a list. */
export function countRuns(
  runs: readonly Run[],
  pageOf: (id: string) => Pick<PageState, 'run'>,
  rater: string,
  list: AuditList,
): readonly RunCount[] {
  return runs.map((run) => {
    const entries = entriesOf(pageOf(run.id), list);
    const verdicts = verdictsAbout(entries, verdictsBy(run.verdicts, rater));
    const count = (name: VerdictName): number => verdicts.filter(({ verdict }) => verdict === name).length;
    return { model: modelOf(run), judged: verdicts.length, total: entries.length, of: record(count) };
  });
}

/** The sums of each model that has several runs. */
export function sumByModel(counts: readonly RunCount[]): readonly RunCount[] {
  return [...new Set(counts.map(({ model }) => model))].flatMap((model) => {
    const own = counts.filter((count) => count.model === model);
    if (own.length < 2) return [];
    const sum = (pick: (count: RunCount) => number): number => own.reduce((all, count) => all + pick(count), 0);
    const of = record((name) => sum((count) => count.of[name]));
    return [{ model, judged: sum(({ judged }) => judged), total: sum(({ total }) => total), of }];
  });
}

function record(count: (name: VerdictName) => number): Record<VerdictName, number> {
  return Object.fromEntries(VERDICTS.map((name) => [name, count(name)])) as Record<VerdictName, number>;
}
