import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SCORES, detectionsOf, match, meanScores, overlapOf, scoreStory } from '../../../src/grounding/index.ts';
import type { Detection, StoryScores } from '../../../src/grounding/index.ts';
import { workedCases, workedMeans } from '../../fixtures/worked-cases.ts';
import { realSample } from '../../fixtures/real-sample.ts';

const sizesOf = (count: number, width = 100, height = 100): { width: number; height: number }[] =>
  Array.from({ length: count }, () => ({ width, height }));

const scored = workedCases.map((one): StoryScores => {
  const sizes = sizesOf(one.frames);
  return scoreStory(detectionsOf(one.reference, { sizes }), detectionsOf(one.candidate, { sizes }));
});

const rounded = (scores: object): number[] =>
  SCORES.map((key) => Number((scores as Record<string, number>)[key]?.toFixed(4)));

describe.each(workedCases.map((one, index) => ({ ...one, index })))('worked case: $name', (one) => {
  test('as in the paper', () => expect(rounded(scored[one.index]?.asInPaper ?? {})).toEqual(one.asInPaper));
  test('frames compared', () => expect(rounded(scored[one.index]?.framesCompared ?? {})).toEqual(one.framesCompared));
});

test.each(['asInPaper', 'framesCompared'] as const)('the means of the worked cases: %s', (column) => {
  // 0.79375 and 0.66875 are rounded to even by Python and up by JavaScript.
  const means = meanScores(scored.map((one) => one[column]));
  for (const key of SCORES) expect(Math.abs((means?.[key] ?? NaN) - workedMeans[column][key])).toBeLessThan(0.000_051);
});

test('the means over the answered cases leave out the stories without a readable box', () => {
  const answered = workedCases.flatMap(({ candidate, frames }, i) =>
    detectionsOf(candidate, { sizes: sizesOf(frames) }).length > 0 ? [scored[i]?.framesCompared] : [],
  );
  expect(answered).toHaveLength(6);
  const means = meanScores(answered.flatMap((scores) => scores ?? []));
  expect([means?.precision, means?.recall, means?.f1].map((value) => value?.toFixed(4))).toEqual([
    '0.5583',
    '0.4389',
    '0.4595',
  ]);
});

test('a story against itself is perfect, and its average precision is a sum of elevenths', () => {
  const detections = detectionsOf(workedCases[0]?.reference ?? '', { sizes: sizesOf(1) });
  const { asInPaper } = scoreStory(detections, detections);
  expect(asInPaper.f1).toBe(1);
  expect(asInPaper.map).toBe(1.0000000000000002);
});

test('without references and candidates all but the order-free precision is perfect', () => {
  const { asInPaper, framesCompared } = scoreStory([], []);
  expect(rounded(asInPaper)).toEqual(SCORES.map(() => 1));
  expect(framesCompared.map).toBe(0);
});

test.skipIf(realSample === null)('moving every section of story 3920 one image back changes one column only', () => {
  const sizes = sizesOf(17, 575, 240);
  const text = realSample ?? '';
  const moved = text.replaceAll(
    /## Image (\d+)/g,
    (_, n: string) => `## Image ${Number(n) === 1 ? 17 : Number(n) - 1}`,
  );
  const own = detectionsOf(text, { sizes });
  expect([own.length, own.filter(({ person }) => person).length]).toEqual([48, 21]);
  const { asInPaper, framesCompared } = scoreStory(own, detectionsOf(moved, { sizes }));
  expect([asInPaper.precision, asInPaper.f1, Number(asInPaper.map.toFixed(4))]).toEqual([1, 1, 1]);
  expect(framesCompared.f1.toFixed(3)).toBe('0.167');
});

const anyDetection = fc.record({
  image: fc.integer({ min: 1, max: 2 }),
  id: fc.constant('char1'),
  person: fc.boolean(),
  x: fc.integer({ min: 0, max: 6 }).map((n) => n / 10),
  y: fc.constantFrom(0, 0.5),
  w: fc.integer({ min: 0, max: 5 }).map((n) => n / 10),
  h: fc.constantFrom(0, 0.3, 0.4),
});

/** Looks for the best pair that is left again and again, as a reader would do by hand. */
function matchByHand(references: readonly Detection[], candidates: readonly Detection[], sameImage: boolean): string[] {
  const pairs: string[] = [];
  const left = { references: new Set(references.keys()), candidates: new Set(candidates.keys()) };
  for (;;) {
    let best = { overlap: 0, reference: -1, candidate: -1 };
    for (const [i, a] of references.entries()) {
      for (const [j, b] of candidates.entries()) {
        const fits = a.person === b.person && (!sameImage || a.image === b.image);
        const overlap = overlapOf(a, b);
        const isFree = left.references.has(i) && left.candidates.has(j);
        if (isFree && fits && overlap >= 0.5 && overlap > best.overlap) best = { overlap, reference: i, candidate: j };
      }
    }
    if (best.reference < 0) return pairs.toSorted();
    left.references.delete(best.reference);
    left.candidates.delete(best.candidate);
    pairs.push(`${best.reference}-${best.candidate}`);
  }
}

test('the matching is the same as that of a search for the best pair that is left', () => {
  fc.assert(
    fc.property(
      fc.array(anyDetection, { maxLength: 7 }),
      fc.array(anyDetection, { maxLength: 7 }),
      fc.boolean(),
      (a, b, same) => {
        const pairs = match(a, b, same).map(({ reference, candidate }) => `${reference}-${candidate}`);
        expect(pairs.toSorted()).toEqual(matchByHand(a, b, same));
      },
    ),
    { numRuns: 500 },
  );
});

test('characters and things are scored as if the others were not there', () => {
  fc.assert(
    fc.property(fc.array(anyDetection, { maxLength: 7 }), fc.array(anyDetection, { maxLength: 7 }), (a, b) => {
      const people = scoreStory(
        a.filter((d) => d.person),
        b.filter((d) => d.person),
      ).asInPaper;
      const things = scoreStory(
        a.filter((d) => !d.person),
        b.filter((d) => !d.person),
      ).asInPaper;
      const all = scoreStory(a, b).asInPaper;
      expect([all.charPrecision, all.charRecall, all.charF1]).toEqual([people.precision, people.recall, people.f1]);
      expect([all.objPrecision, all.objRecall, all.objF1]).toEqual([things.precision, things.recall, things.f1]);
    }),
  );
});
