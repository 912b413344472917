import { joinSpaces, strip } from './python-text.ts';
import { storyOf } from './strict-reader.ts';
import { commonLength } from './common-words.ts';

/**
 * The words of a story without its tags: lower-cased runs of letters, digits and `_`. The papers use Stanford's tokenizer
 * for Java, which also keeps signs such as `n't` apart, so their numbers differ slightly from these.
 */
export function wordsOf(completion: string): readonly string[] {
  return (
    plainStory(completion)
      .match(/[\p{L}\p{N}_]+/gu)
      ?.map((word) => word.toLowerCase()) ?? []
  );
}

/** The story as one line of plain text, as the evaluator compares it. */
export function plainStory(completion: string): string {
  return strip(joinSpaces(storyOf(completion).replaceAll(/<[^>]+>/g, '')));
}

/** What BLEU counts in one story. The counts of several stories can be added. */
export interface BleuCounts {
  /** Runs of 1, 2, 3 and 4 words that the reference has, too. */
  readonly correct: readonly number[];
  /** All runs of 1, 2, 3 and 4 words. */
  readonly all: readonly number[];
  readonly words: number;
  readonly referenceWords: number;
}

const LENGTHS = [1, 2, 3, 4] as const;

/**
 * Counts the runs of words that a story shares with its reference. A run counts at most as often as the reference has
 * it.
 */
export function bleuCounts(words: readonly string[], reference: readonly string[]): BleuCounts {
  const numbers = new Map<string, number>();
  const own = words.map((word) => numberOf(word, numbers));
  const theirs = reference.map((word) => numberOf(word, numbers));
  const correct: number[] = [];
  let [runs, referenceRuns] = [own, theirs];
  for (const length of LENGTHS) {
    correct.push(countShared(runs, referenceRuns));
    // A longer run is a run and the word after it. Numbers for runs are four times as fast as joined words.
    const longer = new Map<number, number>();
    const extend = (shorter: readonly number[], all: readonly number[]): number[] =>
      all.slice(length).map((next, i) => numberOf((shorter[i] ?? 0) * numbers.size + next, longer));
    [runs, referenceRuns] = [extend(runs, own), extend(referenceRuns, theirs)];
  }
  return {
    correct,
    all: LENGTHS.map((length) => Math.max(0, words.length - length + 1)),
    words: words.length,
    referenceWords: reference.length,
  };
}

/** The counts of two lists of stories together. */
export function addBleu(a: BleuCounts, b: BleuCounts): BleuCounts {
  return {
    correct: a.correct.map((count, i) => count + (b.correct[i] ?? 0)),
    all: a.all.map((count, i) => count + (b.all[i] ?? 0)),
    words: a.words + b.words,
    referenceWords: a.referenceWords + b.referenceWords,
  };
}

/** The number of a key: keys are numbered from 0 as they come. */
function numberOf<K>(key: K, numbers: Map<K, number>): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, numbers.size);
  return numbers.size - 1;
}

function countShared(runs: readonly number[], referenceRuns: readonly number[]): number {
  const left = new Map<number, number>();
  for (const run of referenceRuns) left.set(run, (left.get(run) ?? 0) + 1);
  let shared = 0;
  for (const run of runs) {
    const count = left.get(run) ?? 0;
    if (count === 0) continue;
    left.set(run, count - 1);
    shared++;
  }
  return shared;
}

// The constants of pycocoevalcap keep the logarithm of a zero count finite.
const TINY = 1e-15;
const SMALL = 1e-9;

/** BLEU-1 to BLEU-4 over all stories together, from 0 to 1, with one reference for each. */
export function bleu(stories: readonly BleuCounts[]): readonly [number, number, number, number] {
  const words = sum(stories.map((story) => story.words));
  const referenceWords = sum(stories.map((story) => story.referenceWords));
  const brevity = words < referenceWords ? Math.exp(1 - referenceWords / words) : 1;
  let product = 1;
  const [one = 0, two = 0, three = 0, four = 0] = LENGTHS.map((length, i) => {
    const correct = sum(stories.map((story) => story.correct[i] ?? 0));
    const all = sum(stories.map((story) => story.all[i] ?? 0));
    product *= (correct + TINY) / (all + SMALL);
    return product ** (1 / length) * brevity;
  });
  return [one, two, three, four];
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const BETA = 1.2;

/**
 * ROUGE-L of one story: the F-measure of the longest common subsequence of words, in which recall counts 1.44 times.
 */
export function rougeL(words: readonly string[], reference: readonly string[]): number {
  const common = commonLength(words, reference);
  if (common === 0) return 0;
  const precision = common / words.length;
  const recall = common / reference.length;
  return ((1 + BETA ** 2) * precision * recall) / (recall + BETA ** 2 * precision);
}
