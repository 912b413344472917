import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRawText } from '../../src/features/raw/rawText.ts';
import type { RawText } from '../../src/features/raw/rawText.ts';
import { harbour } from '../fixtures/harbour.ts';

/** The pieces of each line: kind and text. */
function shown(raw: RawText, text: string): [string, string][][] {
  return raw.lines.map((line) => raw.piecesOf(line).map(({ kind, at }) => [kind, text.slice(...at)]));
}

function read(text: string, ended = true): RawText {
  const raw = createRawText();
  raw.update(text, ended);
  return raw;
}

const textOf = (raw: RawText, text: string): string =>
  shown(raw, text)
    .flat()
    .map(([, piece]) => piece)
    .join('');

test('lines keep their newline, and pieces are cut at the ends of lines', () => {
  const text = '<gdi image1>\nOne\ntwo <gdo char1>three</gdo>\n</gdi>';
  expect(shown(read(text), text)).toEqual([
    [
      ['tag', '<gdi image1>'],
      ['text', '\n'],
    ],
    [['text', 'One\n']],
    [
      ['text', 'two '],
      ['tag', '<gdo char1>'],
      ['text', 'three'],
      ['tag', '</gdo>'],
      ['text', '\n'],
    ],
    [['tag', '</gdi>']],
  ]);
});

test('text that the parser has not decided yet is shown as text', () => {
  const raw = read('<think>\n| char1 | 10,2', false);
  const text = '<think>\n| char1 | 10,2';
  expect(shown(raw, text)[1]).toEqual([['text', '| char1 | 10,2']]);
  raw.update(`${text}0,30,40 |\n`, false);
  expect(shown(raw, `${text}0,30,40 |\n`)[1]).toEqual([['row', '| char1 | 10,20,30,40 |\n']]);
});

test('the end of the completion decides undecided text', () => {
  const text = '<think>\n| char1 | James';
  const raw = read(text, false);
  raw.update(text, true);
  expect(shown(raw, text)[1]).toEqual([['row', '| char1 | James']]);
});

test('every character is shown once, however the text grows', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: harbour.length }), { maxLength: 20 }), (stops) => {
      const raw = createRawText();
      for (const stop of stops.toSorted((a, b) => a - b)) {
        const text = harbour.slice(0, stop);
        raw.update(text, false);
        expect(textOf(raw, text)).toBe(text);
      }
      raw.update(harbour, true);
      expect(shown(raw, harbour)).toEqual(shown(read(harbour), harbour));
    }),
    { numRuns: 25 },
  );
});

describe('a long line', () => {
  test('is split into several lines', () => {
    const text = `${'x'.repeat(5000)}\nshort`;
    expect(read(text).lines).toEqual([
      [0, 2000],
      [2000, 4000],
      [4000, 5001],
      [5001, 5006],
    ]);
  });

  test('is not split within a character', () => {
    const text = `a${'🙂'.repeat(3000)}`;
    const raw = read(text);
    for (const [from, to] of raw.lines) expect(text.slice(from, to)).not.toMatch(/\p{Surrogate}/u);
    expect(textOf(raw, text)).toBe(text);
  });
});

test('a different text is parsed from its start', () => {
  const raw = read(harbour);
  raw.update('Other', true);
  expect(shown(raw, 'Other')).toEqual([[['text', 'Other']]]);
  raw.update('', false);
  expect(raw.lines).toEqual([]);
  raw.update('More', false);
  expect(shown(raw, 'More')).toEqual([[['text', 'More']]]);
});

test('no line of a megabyte is longer than 2000 characters', () => {
  const text = '<gdo char1 | '.repeat(80_000);
  const raw = read(text);
  expect(Math.max(...raw.lines.map(([from, to]) => to - from))).toBeLessThanOrEqual(2000);
  expect(raw.lines.at(-1)?.[1]).toBe(text.length);
});

test('each line has its number and is found by an offset in it, however the text arrived', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'b '.repeat(1500), '\n', '\n\n', '<gdo char1>'), { maxLength: 40 }),
      fc.boolean(),
      (pieces, atOnce) => {
        const text = pieces.join('');
        const raw = createRawText();
        if (!atOnce) for (let i = 0; i <= pieces.length; i++) raw.update(pieces.slice(0, i).join(''), false);
        raw.update(text, true);
        expect(raw.numbers).toHaveLength(raw.lines.length);
        for (const [index, [from, to]] of raw.lines.entries()) {
          expect(raw.numbers[index]).toBe(text.slice(0, from).split('\n').length);
          expect([raw.indexAt(from), raw.indexAt(to - 1)]).toEqual([index, index]);
        }
        expect(raw.indexAt(text.length)).toBe(Math.max(0, raw.lines.length - 1));
      },
    ),
  );
});
