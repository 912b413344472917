import { SCORES, mean, scoresOf } from './scores.ts';
import type { Scores } from './scores.ts';
import type { OutputNumbers } from './output.ts';
import { addBleu, bleu } from './text-scores.ts';
import type { BleuCounts } from './text-scores.ts';
import { sumStatistics } from './summary.ts';
import type { StatisticsSummary } from './summary.ts';

/** The two columns that are always shown together. */
export const COLUMNS = ['asInPaper', 'framesCompared'] as const;
export type Column = (typeof COLUMNS)[number];

/** Null without a reference. */
export type Columns = Readonly<Record<Column, Scores | null>>;

export type TextScores = Readonly<Record<'bleu1' | 'bleu2' | 'bleu3' | 'bleu4' | 'rougeL', number | null>>;

/** The numbers of one model, over its outputs. */
export interface ModelNumbers extends Columns {
  readonly name: string;
  readonly outputs: number;
  /** The IDs of the reference without an output. */
  readonly missing: readonly string[];
  readonly unreadable: readonly string[];
  /** Over the outputs with a box that the evaluator reads, and the number of the others. */
  readonly answered: { readonly outputs: number; readonly rest: number } & Columns;
  readonly text: TextScores;
  readonly statistics: StatisticsSummary & {
    /** Percentages of the outputs that the project's validators accept. */
    readonly validCot: number;
    readonly validStory: number;
    readonly tolerantOnlyBoxes: number;
  };
}

/** The scores of each story: 20 numbers of each, first those of the first column. */
export interface StoryScoreTable {
  /** The ID of each story; a story with several outputs is there several times. */
  readonly ids: readonly string[];
  readonly values: Float64Array;
}

/** How many numbers of a story are kept. */
export const WIDTH = COLUMNS.length * SCORES.length;

/** What is used of the numbers of one output. */
export type GatheredOutput = Pick<
  OutputNumbers,
  'scores' | 'tolerantOnly' | 'bleu' | 'rougeL' | 'statistics' | 'cotError' | 'storyError'
> & { readonly answered: boolean };

export interface Gathering {
  /** `index` is the place of the output among `count`, so that the means do not depend on the order of the calls. */
  readonly add: (index: number, output: GatheredOutput, story: string) => void;
  readonly model: (
    name: string,
    missing: readonly string[],
    unreadable: readonly string[],
    isCompared: boolean,
  ) => ModelNumbers;
  readonly stories: () => StoryScoreTable;
}

/** Collects outputs in any order. It keeps 21 numbers of each, so 50,000 outputs take 9 MB. */
export function createGathering(count: number): Gathering {
  const scores = new Float64Array(count * WIDTH).fill(NaN);
  const rouge = new Float64Array(count).fill(NaN);
  const answered = new Uint8Array(count);
  const stories: string[] = [];
  const statistics = sumStatistics();
  let counts: BleuCounts = { correct: [0, 0, 0, 0], all: [0, 0, 0, 0], words: 0, referenceWords: 0 };
  const sums = { outputs: 0, validCot: 0, validStory: 0, tolerantOnly: 0 };
  const scored = (): number[] => [...rouge.keys()].filter((i) => !Number.isNaN(rouge[i]));

  function means(column: number, indices: readonly number[]): Scores {
    return scoresOf((key) => {
      const place = column * SCORES.length + SCORES.indexOf(key);
      return mean(indices.map((index) => scores[index * WIDTH + place] ?? 0));
    });
  }

  return {
    add(index, output, story) {
      sums.outputs++;
      sums.validCot += output.cotError === null ? 1 : 0;
      sums.validStory += output.storyError === null ? 1 : 0;
      sums.tolerantOnly += output.tolerantOnly;
      answered[index] = output.answered ? 1 : 0;
      statistics.add(output.statistics);
      if (output.scores === null || output.bleu === null) return;
      stories[index] = story;
      rouge[index] = output.rougeL ?? 0;
      counts = addBleu(counts, output.bleu);
      for (const [column, name] of COLUMNS.entries())
        for (const [i, key] of SCORES.entries())
          scores[index * WIDTH + column * SCORES.length + i] = output.scores[name][key];
    },
    model(name, missing, unreadable, isCompared) {
      const [bleu1, bleu2, bleu3, bleu4] = bleu([counts]);
      const all = scored();
      const answers = answered.reduce((sum, one) => sum + one, 0);
      const share = (part: number): number => (sums.outputs === 0 ? 0 : (part / sums.outputs) * 100);
      const columns = (indices: readonly number[]): Columns => ({
        asInPaper: isCompared ? means(0, indices) : null,
        framesCompared: isCompared ? means(1, indices) : null,
      });
      return {
        name,
        outputs: sums.outputs,
        missing,
        unreadable,
        ...columns(all),
        answered: {
          outputs: answers,
          rest: sums.outputs - answers,
          ...columns(all.filter((index) => answered[index] === 1)),
        },
        text: isCompared
          ? { bleu1, bleu2, bleu3, bleu4, rougeL: mean(all.map((index) => rouge[index] ?? 0)) }
          : { bleu1: null, bleu2: null, bleu3: null, bleu4: null, rougeL: null },
        statistics: {
          ...statistics.summary(),
          validCot: share(sums.validCot),
          validStory: share(sums.validStory),
          tolerantOnlyBoxes: sums.tolerantOnly,
        },
      };
    },
    stories() {
      const all = scored();
      const values = new Float64Array(all.length * WIDTH);
      for (const [at, index] of all.entries())
        values.set(scores.subarray(index * WIDTH, (index + 1) * WIDTH), at * WIDTH);
      return { ids: all.map((index) => stories[index] ?? ''), values };
    },
  };
}
