import { mean } from './scores.ts';

/** A mean, and the interval in which 95 % of the means of resampled stories lie. */
export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

const SAMPLES = 2000;

/**
 * The percentile bootstrap of a mean over stories (Efron and Tibshirani, "An Introduction to the Bootstrap", 1993,
 * chapter 13). The same seed gives the same interval. Null without a value.
 */
export function bootstrapMean(values: readonly number[], seed: number, samples = SAMPLES): Interval | null {
  if (values.length === 0) return null;
  const random = randomNumbers(seed);
  const means = new Float64Array(samples);
  for (let i = 0; i < samples; i++) {
    let sum = 0;
    for (let j = 0; j < values.length; j++) sum += values[Math.floor(random() * values.length)] ?? 0;
    means[i] = sum / values.length;
  }
  means.sort();
  return { mean: mean(values), low: quantile(means, 0.025), high: quantile(means, 0.975) };
}

/**
 * The mean difference between two models (the first minus the second) on the stories that both have, with its interval.
 * Stories that are easy or hard for both models do not widen the interval.
 */
export function pairedDifference(
  first: ReadonlyMap<string, number>,
  second: ReadonlyMap<string, number>,
  seed: number,
): (Interval & { readonly stories: number }) | null {
  const differences: number[] = [];
  for (const [id, value] of first) {
    const other = second.get(id);
    if (other !== undefined) differences.push(value - other);
  }
  const interval = bootstrapMean(differences, seed);
  return interval === null ? null : { ...interval, stories: differences.length };
}

/** The value below which a share of the sorted values lies, interpolated. */
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
