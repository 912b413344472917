import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bootstrapMeans, compareModels, samplesFor } from '../../../src/grounding/index.ts';
import type { ScoredModel } from '../../../src/grounding/index.ts';

/** A model whose scores of a story all have the same value. */
function modelOf(name: string, stories: readonly (readonly [id: string, value: number])[]): ScoredModel {
  const values = Float64Array.from(stories.flatMap(([, value]) => Array<number>(20).fill(value)));
  return { name, table: { ids: stories.map(([id]) => id), values } };
}

const FIRST = modelOf('first', [
  ['1', 0.5],
  ['2', 1],
  ['3', 0.75],
]);
const SECOND = modelOf('second', [
  ['2', 0.5],
  ['1', 0.5],
  ['4', 0.5],
]);

test('the common stories are those that all models have', () => {
  const { common, own, onCommon } = compareModels([FIRST, SECOND], 1);
  expect(common).toBe(2);
  expect(own.map(([column]) => column?.scores.f1.mean)).toEqual([0.75, 0.5]);
  expect(onCommon.map(([column]) => [column?.stories, column?.scores.f1.mean])).toEqual([
    [2, 0.75],
    [2, 0.5],
  ]);
});

test('a paired difference is taken on the stories that both models have', () => {
  const { differences } = compareModels([FIRST, SECOND], 1);
  expect(differences.map(({ first, second }) => [first, second])).toEqual([['first', 'second']]);
  expect(differences[0]?.estimates[1]).toMatchObject({ column: 'framesCompared', stories: 2 });
  expect(differences[0]?.estimates[1]?.scores.map.mean).toBe(0.25);
});

test('stories that are hard for both models do not widen the interval of a difference', () => {
  const stories = Array.from({ length: 40 }, (_, i): [string, number] => [String(i), i % 2]);
  const better = modelOf(
    'better',
    stories.map(([id, value]) => [id, value + 0.1]),
  );
  const { own, differences } = compareModels([better, modelOf('worse', stories)], 1);
  const [single, paired] = [own[0]?.[0]?.scores.f1, differences[0]?.estimates[0]?.scores.f1];
  expect((single?.high ?? 0) - (single?.low ?? 0)).toBeGreaterThan(0.2);
  expect((paired?.high ?? 1) - (paired?.low ?? 0)).toBeLessThan(1e-9);
});

test('models without a common story have no difference', () => {
  const { common, onCommon, differences } = compareModels([FIRST, modelOf('other', [['9', 1]])], 1);
  expect([common, onCommon, differences[0]?.estimates]).toEqual([0, [[], []], []]);
});

test('several outputs of one story count once in a pair, with their mean', () => {
  const twice = modelOf('twice', [
    ['1', 0.2],
    ['1', 0.6],
  ]);
  const { own, onCommon } = compareModels([twice, FIRST], 1);
  expect(own[0]?.[0]?.stories).toBe(2);
  expect(onCommon[0]?.[0]).toMatchObject({ stories: 1 });
  expect(onCommon[0]?.[0]?.scores.f1.mean).toBeCloseTo(0.4, 12);
});

test('all numbers share the resampled stories: equal columns have equal intervals', () => {
  fc.assert(
    fc.property(
      fc.array(fc.float({ noNaN: true, min: 0, max: 1 }), { minLength: 1, maxLength: 20 }),
      fc.nat(),
      (values, seed) => {
        const [a, b, half] = bootstrapMeans([values, values, values.map((value) => value / 2)], seed, 50) ?? [];
        expect(a).toEqual(b);
        expect(half?.low).toBeCloseTo((a?.low ?? 0) / 2, 12);
      },
    ),
  );
});

test('many stories are drawn fewer times, so that the time stays linear', () => {
  expect([1, 626, 10_000, 50_000, 1_000_000].map(samplesFor)).toEqual([2000, 2000, 2000, 400, 200]);
});
