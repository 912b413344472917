import fc from 'fast-check';
import { expect, test } from 'vitest';
import { naturalOrder, plural, sayCount, sayNumber } from '../../src/grounding/index.ts';

test.each([
  [0, '0 boxes'],
  [1, '1 box'],
  [2, '2 boxes'],
  [12_345, '12,345 boxes'],
])('%i of them is written as %s', (count, expected) => {
  expect(sayCount(count, 'box', 'boxes')).toBe(expected);
});

test('the plural has an s unless it is given', () => {
  expect(sayCount(2, 'frame')).toBe('2 frames');
  expect([1, 2].map((count) => plural(count, 'is', 'are'))).toEqual(['is', 'are']);
});

test('decimals are as many as asked', () => {
  expect([sayNumber(0.5, 2), sayNumber(1234.56, 1), sayNumber(3, 0)]).toEqual(['0.50', '1,234.6', '3']);
});

test('a number keeps its digits', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (value) => {
      expect(Number(sayNumber(value).replaceAll(',', ''))).toBe(value);
    }),
  );
});

test('names are in natural order: numbers count as numbers, and capitals do not matter first', () => {
  const names = ['frame-10', 'Frame-3', 'frame-2', 'a', 'B', '12', '7'];
  expect(names.toSorted(naturalOrder)).toEqual(['7', '12', 'a', 'B', 'frame-2', 'Frame-3', 'frame-10']);
});

test('numbered names sort by their number', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat()), (numbers) => {
      const sorted = numbers.map((number) => `frame-${number}.png`).toSorted(naturalOrder);
      expect(sorted).toEqual(numbers.toSorted((a, b) => a - b).map((number) => `frame-${number}.png`));
    }),
  );
});
