import type { Detection } from './detections.ts';
import { match } from './matching.ts';
import type { Match } from './matching.ts';

/** The numbers of one story or their means over stories, each from 0 to 1 (`map` of a perfect story: 1.0000000000000002). */
export interface Scores {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly charPrecision: number;
  readonly charRecall: number;
  readonly charF1: number;
  readonly objPrecision: number;
  readonly objRecall: number;
  readonly objF1: number;
  readonly map: number;
}

/** In the order in which the audit shows them. */
export const SCORES: readonly (keyof Scores)[] = [
  'precision',
  'recall',
  'f1',
  'charPrecision',
  'charRecall',
  'charF1',
  'objPrecision',
  'objRecall',
  'objF1',
  'map',
];

/** The two columns that the audit always shows together. */
export interface StoryScores {
  /** Exactly the numbers of the StoryReasoning project's evaluator. */
  readonly asInPaper: Scores;
  /** A match needs the same image, and `map` does not depend on the order of the rows. */
  readonly framesCompared: Scores;
}

/** Compares the boxes of a story with those of its reference. */
export function scoreStory(references: readonly Detection[], candidates: readonly Detection[]): StoryScores {
  const pooled = match(references, candidates, false);
  const within = match(references, candidates, true);
  const framesCompared = countScores(references, candidates, within);
  return {
    asInPaper: {
      ...countScores(references, candidates, pooled),
      map: averagePrecision(references, candidates, pooled),
    },
    framesCompared: { ...framesCompared, map: orderFreePrecision(framesCompared, candidates.length) },
  };
}

function countScores(
  references: readonly Detection[],
  candidates: readonly Detection[],
  matches: readonly Match[],
): Omit<Scores, 'map'> {
  const [precision, recall, f1] = rates(matches.length, references.length, candidates.length);
  const ofPeople = matches.filter(({ reference }) => references[reference]?.person === true).length;
  const people = { references: countPeople(references), candidates: countPeople(candidates) };
  const [charPrecision, charRecall, charF1] = rates(ofPeople, people.references, people.candidates);
  const [objPrecision, objRecall, objF1] = rates(
    matches.length - ofPeople,
    references.length - people.references,
    candidates.length - people.candidates,
  );
  return { precision, recall, f1, charPrecision, charRecall, charF1, objPrecision, objRecall, objF1 };
}

const countPeople = (detections: readonly Detection[]): number => detections.filter(({ person }) => person).length;

/** Precision, recall and F1. Precision without candidates is 1, and so is recall without references. */
function rates(matches: number, references: number, candidates: number): readonly [number, number, number] {
  const precision = candidates === 0 ? 1 : matches / candidates;
  const recall = references === 0 ? 1 : matches / references;
  const sum = precision + recall;
  return [precision, recall, sum === 0 ? 0 : (2 * (precision * recall)) / sum];
}

/**
 * The recalls at which the evaluator reads the precision, from `numpy.arange(0, 1.1, 0.1)`. Three of them are slightly
 * more than 3/10, 6/10 and 7/10, so a recall of exactly 3/10 does not reach the first of them.
 */
const RECALLS = Array.from({ length: 11 }, (_, i) => i * 0.1);

/**
 * Interpolated average precision over eleven recalls. All confidences are 1, so the candidates count in the order of the
 * text. Without references the result is 1 if there are no candidates either, else 0.
 */
function averagePrecision(
  references: readonly Detection[],
  candidates: readonly Detection[],
  matches: readonly Match[],
): number {
  if (references.length === 0) return candidates.length === 0 ? 1 : 0;
  const matched = new Set(matches.map(({ candidate }) => candidate));
  let found = 0;
  const points = candidates.map((_, i) => {
    if (matched.has(i)) found++;
    return { precision: found / (i + 1), recall: found / references.length };
  });
  return RECALLS.reduce((sum, least) => {
    const best = points.reduce(
      (most, { precision, recall }) => (recall >= least ? Math.max(most, precision) : most),
      0,
    );
    return sum + best / 11;
  }, 0);
}

/** Average precision with all candidates as one point, because they have the same confidence. 0 without candidates. */
function orderFreePrecision({ precision, recall }: Pick<Scores, 'precision' | 'recall'>, candidates: number): number {
  return candidates === 0 ? 0 : (precision * RECALLS.filter((least) => least <= recall).length) / 11;
}

/** The means over stories, without weights; null without a story. */
export function meanScores(stories: readonly Scores[]): Scores | null {
  return stories.length === 0 ? null : scoresOf((key) => mean(stories.map((scores) => scores[key])));
}

/** Scores with a value for each key. */
export function scoresOf(valueOf: (key: keyof Scores) => number): Scores {
  return Object.fromEntries(SCORES.map((key) => [key, valueOf(key)])) as Record<keyof Scores, number>;
}

/** The arithmetic mean; 0 without values. It also sums the rounding errors, as Python 3.12 does. */
export function mean(values: readonly number[]): number {
  let sum = 0;
  let rest = 0;
  for (const value of values) {
    const next = sum + value;
    rest += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return values.length === 0 ? 0 : (sum + rest) / values.length;
}
