/** What the values of a rating are: names without an order, or ranks. */
export type Level = 'nominal' | 'ordinal';

/**
 * Krippendorff's α: 1 is full agreement, 0 is chance. The definition is that of K. Krippendorff, "Computing
 * Krippendorff's Alpha-Reliability" (2011), for any number of raters and with missing ratings.
 * @param units what was rated; each has the ratings that it got, in any order
 * @returns null if no unit has two ratings, or if all ratings that can be compared are the same
 */
export function krippendorffAlpha(units: readonly (readonly number[])[], level: Level): number | null {
  const compared = units.filter((ratings) => ratings.length > 1);
  const values = [...new Set(compared.flat())].toSorted((a, b) => a - b);
  if (values.length < 2) return null;
  const counts = values.map((value) => compared.flat().filter((rating) => rating === value).length);
  const places = new Map(values.map((value, i) => [value, i]));
  const distance = level === 'nominal' ? nominalDistance : ordinalDistance(counts);

  let observed = 0;
  for (const ratings of compared) {
    const own = ratings.map((rating) => places.get(rating) ?? 0);
    observed += sumOfPairs(own, own, distance) / (ratings.length - 1);
  }
  const all = compared.flat().map((rating) => places.get(rating) ?? 0);
  let expected = 0;
  for (const [a, countA] of counts.entries())
    for (const [b, countB] of counts.entries()) expected += countA * countB * distance(a, b);
  return 1 - ((all.length - 1) * observed) / expected;
}

type Distance = (a: number, b: number) => number;

function sumOfPairs(left: readonly number[], right: readonly number[], distance: Distance): number {
  let sum = 0;
  for (const a of left) for (const b of right) sum += distance(a, b);
  return sum;
}

const nominalDistance: Distance = (a, b) => (a === b ? 0 : 1);

/**
 * The squared distance of two ranks: the number of ratings from one rank to the other, with half of the ratings at both
 * ends.
 */
function ordinalDistance(counts: readonly number[]): Distance {
  let below = 0;
  const middles = counts.map((count) => {
    below += count;
    return below - count / 2;
  });
  return (a, b) => ((middles[a] ?? 0) - (middles[b] ?? 0)) ** 2;
}
