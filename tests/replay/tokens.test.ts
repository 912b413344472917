import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundaryAt, cutText } from '../../scripts/replay/tokens.mjs';

const anyText = fc.string({
  unit: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('😀', 'ب', ' ', '\n', '|', '7')),
});

test('for every cut, the joined tokens are the text, and none is empty', () => {
  const cuts = fc.oneof(
    fc.constant('tokens' as const),
    fc.nat(9).map((n) => n + 1),
    fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
  );
  fc.assert(
    fc.property(anyText, cuts, fc.boolean(), (text, cut, splitPairs) => {
      const tokens = cutText(text, cut, splitPairs);
      expect(tokens.join('')).toBe(text);
      expect(tokens).not.toContain('');
    }),
  );
});

test('words keep the space before them, each digit is a token, long words and rules are split', () => {
  expect(cutText('## Image 12\n\n<gdo char1>Cartographers</gdo>', 'tokens')).toEqual([
    '##',
    ' Image',
    ' ',
    '1',
    '2',
    '\n\n',
    '<',
    'gdo',
    ' char',
    '1',
    '>',
    'Cartogr',
    'aphers',
    '</',
    'gdo',
    '>',
  ]);
  expect(cutText('|------|', 'tokens')).toEqual(['|---', '---|']);
});

test('a list of lengths begins again when it is used up', () => {
  expect(cutText('abcdefgh', [1, 3])).toEqual(['a', 'bcd', 'e', 'fgh']);
});

test('a surrogate pair stays whole unless asked', () => {
  expect(cutText('a😀b', 1)).toEqual(['a', '😀', 'b']);
  expect(cutText('a😀b', 1, true)).toEqual(['a', '\ud83d', '\ude00', 'b']);
});

test('a boundary at any character splits at most one token, and never a surrogate pair', () => {
  expect(boundaryAt(['ab', 'cd'], 3)).toEqual({ tokens: ['ab', 'c', 'd'], at: 2 });
  expect(boundaryAt(['ab', 'cd'], 2)).toEqual({ tokens: ['ab', 'cd'], at: 1 });
  expect(boundaryAt(['a😀b'], 2)).toEqual({ tokens: ['a😀', 'b'], at: 1 });
  expect(boundaryAt(['ab'], 9)).toEqual({ tokens: ['ab'], at: 1 });
  expect(boundaryAt(['ab'], 0)).toEqual({ tokens: ['ab'], at: 0 });
});
