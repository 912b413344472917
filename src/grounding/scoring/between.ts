import { bootstrapMeans } from './bootstrap.ts';
import type { Interval } from './bootstrap.ts';
import { COLUMNS, WIDTH } from './gathering.ts';
import type { Column, StoryScoreTable } from './gathering.ts';
import { SCORES, scoresOf } from './scores.ts';
import type { Scores } from './scores.ts';

// Comparisons between models: on the stories that all of them have, on each one's own, and paired.

/** Every score with its interval, over a number of stories. */
export interface Estimate {
  readonly column: Column;
  readonly stories: number;
  readonly scores: Readonly<Record<keyof Scores, Interval>>;
}

/** The scores of a model by story. */
export interface ScoredModel {
  readonly name: string;
  readonly table: StoryScoreTable;
}

/** The difference of two models on the stories that both have: the first minus the second. */
export interface PairedDifference {
  readonly first: string;
  readonly second: string;
  /** One for each column; empty if no story has both. */
  readonly estimates: readonly Estimate[];
}

/** What the comparison of several models has beside the numbers of each. */
export interface Between {
  readonly seed: number;
  /** The estimates of each model over its own outputs. */
  readonly own: readonly (readonly Estimate[])[];
  /** The number of stories that all models have. */
  readonly common: number;
  /** The estimates of each model over these stories. */
  readonly onCommon: readonly (readonly Estimate[])[];
  readonly differences: readonly PairedDifference[];
}

/** Compares models by their scores. A story with several outputs of a model counts once in what is paired: with their mean. */
export function compareModels(models: readonly ScoredModel[], seed: number): Between {
  const rows = models.map(({ table }) => meansByStory(table));
  const [first = new Map<string, Float64Array>(), ...others] = rows;
  const common = models.length < 2 ? [] : [...first.keys()].filter((id) => others.every((other) => other.has(id)));
  return {
    seed,
    own: models.map(({ table: { ids, values } }) =>
      estimates(ids.length, (story, i) => values[story * WIDTH + i] ?? 0, seed),
    ),
    common: common.length,
    onCommon: rows.map((row) => estimates(common.length, (story, i) => row.get(common[story] ?? '')?.[i] ?? 0, seed)),
    differences: models.flatMap(({ name }, a) =>
      models.slice(a + 1).map(({ name: second }, place): PairedDifference => {
        const [left, right] = [rows[a] ?? new Map(), rows[a + 1 + place] ?? new Map()];
        const both = [...left.keys()].filter((id) => right.has(id));
        const differenceOf = (story: number, i: number): number =>
          (left.get(both[story] ?? '')?.[i] ?? 0) - (right.get(both[story] ?? '')?.[i] ?? 0);
        return { first: name, second, estimates: estimates(both.length, differenceOf, seed) };
      }),
    ),
  };
}

/** The estimates of both columns; empty without a story. */
function estimates(
  stories: number,
  valueOf: (story: number, place: number) => number,
  seed: number,
): readonly Estimate[] {
  const columns = Array.from({ length: WIDTH }, (_, i) =>
    Float64Array.from({ length: stories }, (__, story) => valueOf(story, i)),
  );
  const intervals = bootstrapMeans(columns, seed);
  if (intervals === null) return [];
  return COLUMNS.map((column, c) => {
    const at = (key: keyof Scores): Interval | undefined => intervals[c * SCORES.length + SCORES.indexOf(key)];
    const entries = SCORES.map((key) => [key, at(key)] as const);
    return { column, stories, scores: Object.fromEntries(entries) as Estimate['scores'] };
  });
}

/** The ends of the intervals as scores of their own, for tables. */
export function endsOf({ scores }: Estimate): { readonly mean: Scores; readonly low: Scores; readonly high: Scores } {
  return {
    mean: scoresOf((key) => scores[key].mean),
    low: scoresOf((key) => scores[key].low),
    high: scoresOf((key) => scores[key].high),
  };
}

function meansByStory({ ids, values }: StoryScoreTable): ReadonlyMap<string, Float64Array> {
  const sums = new Map<string, { readonly row: Float64Array; outputs: number }>();
  for (const [story, id] of ids.entries()) {
    const row = values.subarray(story * WIDTH, (story + 1) * WIDTH);
    const known = sums.get(id);
    if (known === undefined) sums.set(id, { row, outputs: 1 });
    else {
      const { outputs } = known;
      sums.set(id, {
        row: known.row.map((value, i) => (value * outputs + (row[i] ?? 0)) / (outputs + 1)),
        outputs: outputs + 1,
      });
    }
  }
  return new Map(Array.from(sums, ([id, { row }]) => [id, row]));
}
