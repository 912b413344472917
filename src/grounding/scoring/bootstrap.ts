import { mean } from './scores.ts';

/** A mean, and the interval in which 95 % of the means of resampled stories lie. */
export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

const SAMPLES = 2000;
/** The time grows with samples times stories. From 10,000 stories on, fewer samples keep it the same. */
const MOST_DRAWS = 20_000_000;
const LEAST_SAMPLES = 200;

/**
 * The percentile bootstrap of means over stories (Efron and Tibshirani, "An Introduction to the Bootstrap", 1993,
 * chapter 13). The same seed gives the same intervals.
 *
 * @param columns one for each number, all with one value for each story; all numbers share the same resampled stories
 * @returns one interval for each column; null without a story
 */
export function bootstrapMeans(
  columns: readonly ArrayLike<number>[],
  seed: number,
  samples = samplesFor(columns[0]?.length ?? 0),
): readonly Interval[] | null {
  const stories = columns[0]?.length ?? 0;
  if (stories === 0) return null;
  const random = randomNumbers(seed);
  const means = columns.map(() => new Float64Array(samples));
  const drawn = new Uint32Array(stories);
  for (let i = 0; i < samples; i++) {
    for (let j = 0; j < stories; j++) drawn[j] = Math.floor(random() * stories);
    for (const [c, values] of columns.entries()) {
      let sum = 0;
      for (let j = 0; j < stories; j++) sum += values[drawn[j] ?? 0] ?? 0;
      (means[c] ?? drawn)[i] = sum / stories;
    }
  }
  return columns.map((values, c) => {
    const sorted = (means[c] ?? new Float64Array()).toSorted();
    return { mean: mean(Array.from(values)), low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) };
  });
}

/** How many times the stories are drawn again. */
export function samplesFor(stories: number): number {
  return Math.min(SAMPLES, Math.max(LEAST_SAMPLES, Math.floor(MOST_DRAWS / Math.max(1, stories))));
}

/** See `bootstrapMeans`. Null without a value. */
export function bootstrapMean(values: readonly number[], seed: number, samples?: number): Interval | null {
  return bootstrapMeans([values], seed, samples)?.[0] ?? null;
}

/** The value that this share of the sorted values does not exceed, interpolated. */
function quantile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? 0;
  const above = sorted[Math.ceil(at)] ?? 0;
  return below + (above - below) * (at - Math.floor(at));
}

/** Numbers from 0 up to 1 that depend on the seed only (the generator "mulberry32" by Tommy Ettinger). */
export function randomNumbers(seed: number): () => number {
  let state = Math.trunc(seed);
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
