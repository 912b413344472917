import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bootstrapMean, krippendorffAlpha, randomNumbers } from '../../../src/grounding/index.ts';

// The reliability data of K. Krippendorff, “Computing Krippendorff's Alpha-Reliability” (2011), section C: four
// observers, twelve units, missing values. Its results are 0.743 (nominal) and 0.815 (ordinal).
const published = [
  [1, 1, 1],
  [2, 2, 3, 2],
  [3, 3, 3, 3],
  [3, 3, 3, 3],
  [2, 2, 2, 2],
  [1, 2, 3, 4],
  [4, 4, 4, 4],
  [1, 1, 2, 1],
  [2, 2, 2, 2],
  [5, 5, 5],
  [1, 1],
  [3],
];

test('α is that of the published example', () => {
  expect(krippendorffAlpha(published, 'nominal')?.toFixed(3)).toBe('0.743');
  expect(krippendorffAlpha(published, 'ordinal')?.toFixed(3)).toBe('0.815');
});

test('full agreement is 1, and α needs two ratings of a unit and two values', () => {
  expect(
    krippendorffAlpha(
      [
        [1, 1],
        [2, 2],
      ],
      'ordinal',
    ),
  ).toBe(1);
  expect(
    krippendorffAlpha(
      [
        [1, 1],
        [1, 1],
      ],
      'nominal',
    ),
  ).toBeNull();
  expect(krippendorffAlpha([[1], [2]], 'nominal')).toBeNull();
});

test('a seed gives the same numbers, evenly spread', () => {
  const draw = (seed: number): number[] => {
    const random = randomNumbers(seed);
    return Array.from({ length: 10_000 }, random);
  };
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)[0]).not.toBe(draw(8)[0]);
  const numbers = draw(1);
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...numbers)).toBeLessThan(1);
  expect(numbers.filter((n) => n < 0.5).length / numbers.length).toBeCloseTo(0.5, 1);
});

test('the interval of a mean is near that of the normal distribution', () => {
  const values = Array.from({ length: 400 }, (_, i) => i % 2);
  const interval = bootstrapMean(values, 1);
  expect(interval?.mean).toBe(0.5);
  expect(interval?.low).toBeCloseTo(0.5 - (1.96 * 0.5) / 20, 1);
  expect(interval?.high).toBeCloseTo(0.5 + (1.96 * 0.5) / 20, 1);
  expect(bootstrapMean(values, 1)).toEqual(interval);
  expect(bootstrapMean([], 1)).toBeNull();
});

test('an interval contains the mean, and is within the values', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 30 }),
      fc.integer(),
      (values, seed) => {
        const { mean, low, high } = bootstrapMean(values, seed, 200) ?? { mean: NaN, low: NaN, high: NaN };
        expect(low).toBeLessThanOrEqual(high);
        expect(low).toBeGreaterThanOrEqual(Math.min(...values));
        expect(high).toBeLessThanOrEqual(Math.max(...values));
        expect(mean).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / values.length, 9);
      },
    ),
  );
});
