import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { continuationStart } from '../../src/grounding/index.ts';
import { loadParser } from '../../src/session/parser.ts';
import { findRepetition } from '../../src/session/repetition.ts';
import { harbour } from '../fixtures/harbour.ts';
import { realSample } from '../fixtures/real-sample.ts';
import { longStory } from '../helpers/long-story.ts';

await loadParser();

const demo = readFileSync('src/app/demo/completion.txt', 'utf8');

const BEFORE = `<think>
## Image 1

### Characters
| Character ID | Name | Description | Bounding Box |
|---|---|---|---|
| char1 | Mara | Woman with a lantern | 40,60,180,300 |
`;
const STORY = '<think>\n## Image 1\n</think>\n<gdi image1>\nMara lit the lamp. ';

const ROW = '| char2 | Nils | A man who waits beside the boat | 210,120,300,310 |\n';
const SENTENCE = 'Then <gdo char1>she</gdo> turned round and looked at the sea again. ';
const TABLE = `### Objects
| Object ID | Description | Bounding Box |
|---|---|---|
| obj1 | A rope that lies on the quay | 12,200,90,260 |
| obj2 | A lantern with a green glass | 400,10,430,80 |
`;

const row = (n: number): string => `| char${n} | Somebody | A person in the crowd | 10,20,30,40 |\n`;
const crowd = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, i) => row(from + i)).join('');

describe('a repetition', () => {
  const loops: [string, string, string, number][] = [
    ['a row', BEFORE, ROW, 4],
    ['a sentence', STORY, SENTENCE, 4],
    ['a whole table', BEFORE, TABLE, 4],
    ['a word', STORY, 'very ', 40],
    ['a few words', STORY, 'and on and ', 20],
    ['a tag', STORY, '<gdo char1>she</gdo> ', 12],
  ];

  test.each(loops)('is found where the text is %s', (_, before, unit, times) => {
    const found = findRepetition(before + unit.repeat(times));
    expect(found?.times).toBe(times);
    // The period may begin anywhere, but it contains the same letters in the same order.
    expect((unit + unit).replaceAll(/\s+/g, ' ')).toContain(found?.unit.replaceAll(/\s+/g, ' ') ?? 'nothing');
  });

  test.each(loops)('is found at every length with %s', (_, before, unit, times) => {
    for (let more = 0; more <= unit.length; more++) {
      const text = before + unit.repeat(times) + unit.slice(0, more);
      expect(findRepetition(text)?.times).toBeGreaterThanOrEqual(times);
    }
  });

  test.each(loops)('is not found before %s has been repeated often enough', (_, before, unit) => {
    expect(findRepetition(before + unit)).toBeNull();
    expect(findRepetition(before + unit.repeat(3))).toBeNull();
  });

  test('is not found in laughter', () => {
    expect(findRepetition(`${STORY}“Ha ${'ha '.repeat(30)}`)).toBeNull();
    expect(findRepetition(`${STORY}“Ha ${'ha '.repeat(60)}`)).not.toBeNull();
  });

  test('is found in rows that differ only in their number', () => {
    const found = findRepetition(BEFORE + crowd(57, 80));
    expect(found).toMatchObject({ times: 24 });
    expect(findRepetition(BEFORE + crowd(100, 111))).toMatchObject({ times: 12 });
  });

  test('is not found in a small crowd', () => {
    expect(findRepetition(BEFORE + crowd(57, 67))).toBeNull();
  });

  test('is found only at the end of the text', () => {
    const over = BEFORE + ROW.repeat(6) + TABLE;
    expect(findRepetition(BEFORE + ROW.repeat(6))).not.toBeNull();
    expect(findRepetition(over)).toBeNull();
  });

  test('is found when it is very long', () => {
    expect(findRepetition(BEFORE + ROW.repeat(400))?.times).toBeGreaterThan(40);
  });

  test('is found in text of punctuation only (vllm#14110)', () => {
    expect(findRepetition(`${STORY}She ran${'!'.repeat(600)}`)).not.toBeNull();
  });

  test('is not found in the line under the headings of a wide table', () => {
    const line = `|${'------------------|'.repeat(9)}`;
    for (let length = 0; length <= line.length; length++)
      expect(findRepetition(BEFORE + line.slice(0, length))).toBeNull();
  });

  test('is quoted from the beginning of a row, wherever the text ends', () => {
    for (const more of [0, 1, 20, ROW.length - 1])
      expect(findRepetition(BEFORE + ROW.repeat(8) + ROW.slice(0, more))?.unit).toBe(ROW.trim());
  });
});

describe('the end of the first copy', () => {
  const units: [string, string, string][] = [
    ['a row', BEFORE, ROW],
    ['a sentence', STORY, SENTENCE],
    ['a whole table', BEFORE, TABLE],
  ];
  test.each(units)('of %s leaves exactly one copy', (_, before, unit) => {
    for (const more of [0, 1, 9, unit.length - 1]) {
      const text = before + unit.repeat(8) + unit.slice(0, more);
      const { firstEnd = 0 } = findRepetition(text) ?? {};
      expect(text.slice(0, continuationStart(text.slice(0, firstEnd))).trim()).toBe((before + unit).trim());
    }
  });

  test('of numbered rows is the end of the first row', () => {
    const text = BEFORE + crowd(57, 80);
    const { firstEnd = 0 } = findRepetition(text) ?? {};
    expect(text.slice(0, continuationStart(text.slice(0, firstEnd)))).toBe(BEFORE + row(57));
  });

  test('of words is inside the repetition, not after its second copy', () => {
    const text = `${STORY}She was ${'very '.repeat(60)}`;
    const { firstEnd = 0 } = findRepetition(text) ?? {};
    const begins = text.indexOf('very');
    expect(firstEnd).toBeGreaterThan(begins);
    expect(firstEnd).toBeLessThanOrEqual(begins + 2 * 'very '.length);
  });
});

describe('in rows of any text', () => {
  const word = fc.constantFrom('char2', 'obj14', 'a', 'lantern', 'Waits', 'beside', 'the', 'quay,', '40,60,80,90', '—');
  const cell = fc.array(word, { minLength: 2, maxLength: 5 }).map((words) => words.join(' '));
  const rows = fc.array(cell, { minLength: 4, maxLength: 6 }).map((cells) => `| ${cells.join(' | ')} |\n`);

  test('eight copies or more are found and cut back to the first', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 8, max: 30 }), fc.nat({ max: 30 }), (unit, times, more) => {
        // Beyond 6,000 characters only the end of the text is searched.
        const often = Math.min(times, Math.floor(5900 / unit.length));
        const text = BEFORE + unit.repeat(often) + unit.slice(0, more);
        const found = findRepetition(text);
        expect(found?.times).toBeGreaterThanOrEqual(often);
        expect(text.slice(0, continuationStart(text.slice(0, found?.firstEnd)))).toBe(BEFORE + unit);
      }),
      { numRuns: 150 },
    );
  });
});

const meant: [string, string | null][] = [
  ['the real sample', realSample],
  ['the demo', demo],
  ['the harbour', harbour],
  ['a story of 17 frames', longStory(17)],
];
test.each(meant)('no repetition is found in %s at any length', (_, text) => {
  // Steps of seven reach every position in a row.
  const lengths = Array.from({ length: Math.ceil((text?.length ?? 0) / 7) }, (__, i) => i * 7);
  for (const length of [...lengths, text?.length ?? 0]) {
    const found = findRepetition((text ?? '').slice(0, length));
    if (found !== null) expect({ length, found }).toBeNull();
  }
  expect(findRepetition(text ?? '')).toBeNull();
});
