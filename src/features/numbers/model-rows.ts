import { COLUMNS, endsOf, PUBLISHED } from '../../grounding/scoring.ts';
import type { Column, Estimate, Interval, Scores } from '../../grounding/scoring.ts';
import { sayCount } from '../../grounding/base.ts';
import type { ModelComparison } from './models.ts';

/** A row of scores; an interval where there is one. A score is null where nothing is known. */
export interface ModelRow {
  readonly name: string;
  readonly column: string;
  readonly stories: number | null;
  readonly valueOf: (key: keyof Scores) => number | null;
  readonly intervalOf: ((key: keyof Scores) => Interval) | null;
}

export interface ModelRows {
  readonly title: string;
  readonly note: string;
  readonly rows: readonly ModelRow[];
}

export const COLUMN_TITLES: Readonly<Record<Column, string>> = {
  asInPaper: 'as in the paper',
  framesCompared: 'frames compared',
};

/** The rows of all comparisons between models, in groups. */
export function rowGroups({ models, between }: ModelComparison): readonly ModelRows[] {
  if (between === null) return [];
  const names = models.map(({ name }) => name);
  const ofEstimates = (all: readonly (readonly Estimate[])[]): readonly ModelRow[] =>
    all.flatMap((estimates, i) => estimates.map((estimate) => rowOf(names[i] ?? '', estimate)));
  const answered = models.flatMap(({ name, answered: { outputs, rest, ...columns } }) =>
    COLUMNS.map((column) => ({
      name,
      column: `${COLUMN_TITLES[column]}, ${rest} without an answer left out`,
      stories: outputs,
      valueOf: (key: keyof Scores) => (outputs === 0 ? null : (columns[column]?.[key] ?? null)),
      intervalOf: null,
    })),
  );
  const differences = between.differences.flatMap(({ first, second, estimates }) =>
    estimates.map((estimate) => rowOf(`${first} − ${second}`, estimate)),
  );
  return [
    {
      title: 'On each model’s own stories',
      note: 'Below each mean is its 95 % bootstrap interval over stories.',
      rows: ofEstimates(between.own),
    },
    { title: 'Answered', note: 'Only outputs with a box that the papers’ evaluator reads.', rows: answered },
    {
      title: `On the ${sayCount(between.common, 'story', 'stories')} that all models have`,
      note: 'Models are comparable only on the same stories.',
      rows: models.length > 1 ? ofEstimates(between.onCommon) : [],
    },
    {
      title: 'Paired differences',
      note: 'The mean difference on the stories that both models have. An interval without 0 is a difference.',
      rows: differences,
    },
    {
      title: 'Published',
      note: 'The rows of the papers, on the test split of StoryReasoning, rounded by their authors. They were not computed here.',
      rows: PUBLISHED.map(({ name, source, scores }) => ({
        name: `${name} (published)`,
        column: source,
        stories: null,
        valueOf: (key: keyof Scores) => scores[key],
        intervalOf: null,
      })),
    },
  ].filter(({ rows }) => rows.length > 0);
}

function rowOf(name: string, estimate: Estimate): ModelRow {
  const { mean } = endsOf(estimate);
  return {
    name,
    column: COLUMN_TITLES[estimate.column],
    stories: estimate.stories,
    valueOf: (key) => mean[key],
    intervalOf: (key) => estimate.scores[key],
  };
}
