import { csvLine, readCsv } from '../formats/index.ts';
import { randomNumbers } from '../grounding/scoring.ts';
import type { Run } from './records.ts';
import { modelOf } from './run-model.ts';
import { sha256 } from './sha256.ts';
import { targetKey, VERDICTS } from './verdicts.ts';

/** One thing that a rater has said about an output: a verdict, a score from 1 to 5, or the count of invented things. */
export interface Rating {
  readonly rater: string;
  /** The first digits of the SHA-256 of the completion, so that ratings from different devices fit together. */
  readonly output: string;
  readonly model: string;
  readonly item: 'verdict' | 'description' | 'creativity' | 'invented';
  /** What a verdict is about; empty for the other items. */
  readonly target: string;
  readonly value: string;
  readonly note: string;
}

/** The values that each item can have. */
const VALUES: Readonly<Record<Rating['item'], RegExp>> = {
  verdict: new RegExp(`^(?:${VERDICTS.join('|')})$`),
  description: /^[1-5]$/,
  creativity: /^[1-5]$/,
  invented: /^\d+$/,
};

const isItem = (item: string): item is Rating['item'] => Object.hasOwn(VALUES, item);
const COLUMNS = ['rater', 'output', 'model', 'item', 'target', 'value', 'note'] as const;

const HASH_DIGITS = 16;

/** All ratings of some runs. */
export async function ratingsOf(runs: readonly Run[]): Promise<readonly Rating[]> {
  return (await Promise.all(runs.map(ratingsOfRun))).flat();
}

async function ratingsOfRun(run: Run): Promise<readonly Rating[]> {
  const { verdicts = [], scores = [], completion } = run;
  const raters = new Set([...verdicts, ...scores].map(({ rater }) => rater));
  if (raters.size === 0) return [];
  const output = (await sha256(new Blob([completion]))).slice(0, HASH_DIGITS);
  const model = modelOf(run);
  const all: Rating[] = [];
  for (const rater of raters) {
    const add = (item: Rating['item'], value: string, target = '', note = ''): void => {
      all.push({ rater, output, model, item, target, value, note });
    };
    const own = verdicts.filter((one) => one.rater === rater);
    for (const { target, verdict, note } of own) add('verdict', verdict, targetKey(target), note);
    add('invented', String(own.filter(({ verdict }) => verdict === 'invented').length));
    const scored = scores.find((one) => one.rater === rater);
    for (const item of ['description', 'creativity'] as const) {
      const value = scored?.[item] ?? null;
      if (value !== null) add(item, String(value));
    }
  }
  return all;
}

/** Ratings as a table with a heading for each column. */
export function csvOfRatings(ratings: readonly Rating[]): string {
  const rows = [COLUMNS, ...ratings.map((rating) => COLUMNS.map((column) => rating[column]))];
  return rows.map((row) => `${csvLine(row)}\r\n`).join('');
}

/** The ratings in the files of several raters, each once. Rows that are no ratings are left out and counted. */
export function mergeRatings(texts: readonly string[]): {
  readonly ratings: readonly Rating[];
  readonly others: number;
} {
  const merged = new Map<string, Rating>();
  let others = 0;
  for (const text of texts) {
    const [heading = [], ...rows] = readCsv(text);
    const places = COLUMNS.map((column) => heading.indexOf(column));
    for (const row of rows) {
      const [rater = '', output = '', model = '', item = '', target = '', value = '', note = ''] = places.map(
        (place) => row[place] ?? '',
      );
      if (!isItem(item) || output === '' || !VALUES[item].test(value)) others++;
      else merged.set([rater, output, item, target].join('\n'), { rater, output, model, item, target, value, note });
    }
  }
  return { ratings: [...merged.values()], others };
}

/** The items in an order that depends only on the seed; only `size` of them unless it is null. */
export function sampled<T>(items: readonly T[], seed: number, size: number | null): readonly T[] {
  const random = randomNumbers(seed);
  const shuffled = [...items];
  // Fisher and Yates: each order is equally likely.
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [shuffled[i], shuffled[j]] = [shuffled[j] as T, shuffled[i] as T];
  }
  return shuffled.slice(0, size ?? undefined);
}
