import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTolerantJson } from '../../src/grounding/index.ts';

test('a value is read as Python prints it', () => {
  expect(readTolerantJson(`{'a': [1, -2.5, 1e3], "b": (None, True, False,), 'c': {}, 'd': ()}`)).toEqual({
    a: [1, -2.5, 1000],
    b: [null, true, false],
    c: {},
    d: [],
  });
});

test.each([
  [String.raw`'it\'s'`, "it's"],
  [`"it's"`, "it's"],
  [String.raw`'a\nb\tc\\d'`, 'a\nb\tc\\d'],
  [String.raw`'\xe9 \u2019 \U0001f600 \q'`, 'é ’ 😀 \\q'],
])('the string %s is read with its escapes', (text, value) => expect(readTolerantJson(text)).toBe(value));

test('a printed object is its size in pixels, or nothing', () => {
  expect(readTolerantJson('<PIL.Image.Image image mode=RGB size=640x480 at 0x1>')).toEqual({ width: 640, height: 480 });
  expect(readTolerantJson('<object at 0x1>')).toBeNull();
});

test.each([
  ['JSON', '{"a": [1, "\\u00e9", true, null]}', { a: [1, 'é', true, null] }],
  ['JSON in a code fence', '```json\n{"a": 1}\n```', { a: 1 }],
  ['a comma after the last item', '{"a": [true, false, null,],}', { a: [true, false, null] }],
  ['single quotes', "{'a': 'b'}", { a: 'b' }],
  ['no other word', '{"a": constructor}', undefined],
])('%s is read', (_, text, value) => expect(readTolerantJson(text)).toEqual(value));

test('any JSON is read exactly', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(readTolerantJson(text)).toEqual(JSON.parse(text));
    }),
  );
});

describe('what is no value', () => {
  test.each([
    '',
    '{',
    "{'a' 1}",
    "{'a': 1 'b': 2}",
    '{1: 2}',
    '[1 2]',
    "'open",
    '<open',
    'word',
    '[1] and more',
    "'\\U00ffffff'",
    '['.repeat(1000),
  ])('%s is undefined', (text) => expect(readTolerantJson(text)).toBeUndefined());

  test('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from(`{}[]()<>'":,\\ \n1.-exuNoneTrue`)) }), (text) => {
        readTolerantJson(text);
      }),
      { numRuns: 2000 },
    );
  });
});
