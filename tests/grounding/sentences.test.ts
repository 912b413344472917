import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lastSentenceEnd, sentencesIn } from '../../src/grounding/sentences.ts';

const sentences = (text: string): string[] => sentencesIn(text).map(([from, to]) => text.slice(from, to).trim());

test.each([
  ['stops', 'She waited. Tom ran! Why? He knew… Then', ['She waited.', 'Tom ran!', 'Why?', 'He knew…', 'Then']],
  ['quotes', '“Come!” she said. “It is late.” They went.', ['“Come!” she said.', '“It is late.”', 'They went.']],
  ['titles and initials', 'Mr. Reed met Dr. J. Hale. They spoke.', ['Mr. Reed met Dr. J. Hale.', 'They spoke.']],
  ['other abbreviations', 'Col. Ray vs. Gen. Poe, e.g. Monday. So.', ['Col. Ray vs. Gen. Poe, e.g. Monday.', 'So.']],
  ['the word no', 'It was No. 5 again. No. She left.', ['It was No. 5 again.', 'No.', 'She left.']],
  ['decimals', 'It was 3.5 miles. Far.', ['It was 3.5 miles.', 'Far.']],
  ['dots before a small letter', 'He waited... and left. So', ['He waited... and left.', 'So']],
  ['a blank line', 'A title\n\n\n and then it began.', ['A title', 'and then it began.']],
  ['a line break', 'It was\nlate. So\nthey left.', ['It was\nlate.', 'So\nthey left.']],
  ['Chinese', '她等着。风筝飞了！', ['她等着。', '风筝飞了！']],
  ['no stop', 'Not over yet', ['Not over yet']],
  ['a stop inside a word', 'See a!b and x.y. Go.', ['See a!b and x.y.', 'Go.']],
  [
    'tags',
    '<gdo char1>Mr.</gdo> Reed <gda char1>ran.</gda> <gdo char2>She</gdo> did.',
    ['<gdo char1>Mr.</gdo> Reed <gda char1>ran.</gda>', '<gdo char2>She</gdo> did.'],
  ],
  ['half a tag', 'She ran. <gdo ch', ['She ran.', '<gdo ch']],
  ['an empty text', '', []],
])('splits %s', (_, text, expected) => {
  expect(sentences(text)).toEqual(expected);
});

test.each([
  ['She climbed. The st', 'She climbed.'],
  ['She climbed. ', 'She climbed.'],
  ['She climbed.', ''],
  ['A <gdo char1>Tom.</gdo></gda> And', 'A <gdo char1>Tom.</gdo></gda>'],
  ['He ran. Then Mr. Sm', 'He ran.'],
  ['A title\n\nThen', ''],
])('the last whole sentence of %j ends at %j', (text, expected) => {
  expect(text.slice(0, lastSentenceEnd(text))).toBe(expected);
});

const piece = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('Tom', 'go', 'Mr', 'No', '5', 'A', '她', 'é') },
  { weight: 4, arbitrary: fc.constantFrom('.', '!', '?', '…', '。', '”', '"', ')', ',', '“', '-') },
  { weight: 4, arbitrary: fc.constantFrom(' ', '\n', '\n\n', '\r\n', '\t') },
  { weight: 2, arbitrary: fc.constantFrom('<gdo char1>', '</gdo>', '<', '>', '<gd', '</gdi>', '\u2060', '\u0301') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 3 }) },
);
const texts = fc.array(piece, { maxLength: 24 }).map((parts) => parts.join(''));

describe('of any text', () => {
  test('the ranges cover the text without gaps, and none is empty', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const ranges = sentencesIn(text);
        expect(ranges.map(([from, to]) => text.slice(from, to)).join('')).toBe(text);
        for (const [i, [from, to]] of ranges.entries()) {
          expect(from).toBe(i === 0 ? 0 : ranges[i - 1]?.[1]);
          expect(to).toBeGreaterThan(from);
          expect(ranges.length === 1 || text.slice(from, to).trim() !== '').toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('more text does not move the end of a sentence that a letter follows', () => {
    fc.assert(
      fc.property(texts, texts, (text, more) => {
        const shown = text.replace(/<[^<>\n]*(?:>|$)/g, (tag) => ' '.repeat(tag.length));
        const finished = sentencesIn(text)
          .map(([, end]) => end)
          .filter((end) => /[A-Za-z她]/.test(shown.slice(end)));
        const after = sentencesIn(text + more).map(([, end]) => end);
        expect(after.slice(0, finished.length)).toEqual(finished);
      }),
      { numRuns: 2000 },
    );
  });

  test('the last whole sentence ends at a stop, and white space follows', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const end = lastSentenceEnd(text);
        if (end > 0) expect(text.slice(end)).toMatch(/^\s/);
      }),
      { numRuns: 500 },
    );
  });
});
