import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applySplices, inverseOf, mapOffset, mapRange, splicesOf } from '../../../src/grounding/index.ts';
import type { Replacement, Splice } from '../../../src/grounding/index.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 40 });

/** A text and replacements in it that do not overlap. */
const change = text.chain((before) =>
  fc
    .array(fc.tuple(fc.nat(before.length), fc.string({ maxLength: 5 })), { maxLength: 8 })
    .map((places): { before: string; replacements: Replacement[] } => {
      const offsets = places.map(([at]) => at).toSorted((a, b) => a - b);
      const replacements: Replacement[] = [];
      for (let i = 0; i + 1 < offsets.length; i += 2) {
        replacements.push({ at: [offsets[i] ?? 0, offsets[i + 1] ?? 0], text: places[i]?.[1] ?? '' });
      }
      return { before, replacements };
    }),
);

/** The same by copying the pieces between the replacements. */
function byPieces(before: string, replacements: readonly Replacement[]): string {
  let from = 0;
  let result = '';
  for (const { at, text: inserted } of replacements) {
    result += before.slice(from, at[0]) + inserted;
    from = at[1];
  }
  return result + before.slice(from);
}

test('splices give what the replacements say, and their inverse gives the text again', () => {
  fc.assert(
    fc.property(change, ({ before, replacements }) => {
      const splices = splicesOf(before, replacements);
      const after = applySplices(before, splices);
      expect(after).toBe(byPieces(before, replacements));
      expect(applySplices(after, inverseOf(splices))).toBe(before);
    }),
  );
});

test('an offset that no splice touches keeps the text before and behind it', () => {
  fc.assert(
    fc.property(change, fc.nat(), ({ before, replacements }, n) => {
      const offset = n % (before.length + 1);
      fc.pre(replacements.every(({ at }) => offset < at[0] || offset > at[1]));
      const splices = splicesOf(before, replacements);
      const after = applySplices(before, splices);
      const next = Math.min(before.length, ...replacements.map(({ at }) => at[0]).filter((at) => at > offset));
      for (const side of ['before', 'after'] as const) {
        const now = mapOffset(offset, splices, side);
        expect(after.slice(now, now + next - offset)).toBe(before.slice(offset, next));
      }
    }),
  );
});

test('offsets keep their order, and “before” is never behind “after”', () => {
  fc.assert(
    fc.property(change, ({ before, replacements }) => {
      const splices = splicesOf(before, replacements);
      let last = 0;
      for (let offset = 0; offset <= before.length; offset++) {
        const front = mapOffset(offset, splices, 'before');
        const back = mapOffset(offset, splices, 'after');
        expect(front).toBeLessThanOrEqual(back);
        expect(front).toBeGreaterThanOrEqual(last);
        last = front;
      }
    }),
  );
});

const one = (at: number, removed: string, inserted: string): Splice[] => [{ at, removed, inserted }];

test.each([
  ['an insertion in front of it moves it', one(0, '', 'ab'), [12, 15]],
  ['an insertion at its beginning stays outside', one(10, '', 'ab'), [12, 15]],
  ['an insertion at its end stays outside', one(13, '', 'ab'), [10, 13]],
  ['an insertion in it makes it longer', one(11, '', 'ab'), [10, 15]],
  ['a change behind it leaves it alone', one(14, 'x', 'abc'), [10, 13]],
  ['a removal across its beginning takes its first part', one(8, '1234', ''), [8, 9]],
  ['a removal across its end takes its last part', one(12, '1234', ''), [10, 12]],
  ['exactly its text replaced: the new text', one(10, 'abc', 'defgh'), [10, 15]],
  ['exactly its text removed: gone', one(10, 'abc', ''), null],
  ['removed with text around it: gone', one(8, '12abc45', 'new'), null],
])('a range at 10 to 13: %s', (_, splices, expected) => {
  expect(mapRange([10, 13], splices)).toEqual(expected);
});

test.each([
  [
    'overlap',
    [
      { at: [0, 3], text: '' },
      { at: [2, 4], text: '' },
    ],
  ],
  ['are outside the text', [{ at: [3, 9], text: '' }]],
  ['end before they begin', [{ at: [3, 2], text: '' }]],
] as const)('replacements that %s are refused', (_, replacements) => {
  expect(() => splicesOf('abcdef', replacements)).toThrow(RangeError);
});

test('a splice of another text is refused', () => {
  expect(() => applySplices('abcdef', one(1, 'xx', ''))).toThrow('not what the splice removes');
});
