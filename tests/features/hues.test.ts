import { expect, test } from 'vitest';
import { hueOf } from '../../src/theme/hues.ts';

const apart = (a: number, b: number): number => Math.min(Math.abs(a - b), 360 - Math.abs(a - b));

/** The smallest difference between two of the first `count` hues, in degrees. */
function nearest(count: number): number {
  const hues = Array.from({ length: count }, (_, order) => hueOf(order));
  return Math.min(...hues.flatMap((a, i) => hues.slice(i + 1).map((b) => apart(a, b))));
}

test.each([
  [2, 180],
  [4, 90],
  [8, 45],
  [24, 15],
])('the first %i identities are at least %i degrees apart', (count, degrees) => {
  expect(nearest(count)).toBe(degrees);
});

test('a hue is a whole number of degrees for every index', () => {
  for (const order of [0, 7, 24, 1000]) {
    expect(Number.isInteger(hueOf(order))).toBe(true);
    expect(hueOf(order)).toBeGreaterThanOrEqual(0);
    expect(hueOf(order)).toBeLessThan(360);
  }
});
