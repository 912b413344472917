import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSyntaxSplitter, continuationStart, thinkingEnd } from '../../src/grounding/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { realSample } from '../fixtures/real-sample.ts';

const demo = readFileSync('src/app/demo/completion.txt', 'utf8');

/** The part of a text that Continue keeps. */
const kept = (text: string): string => text.slice(0, continuationStart(text));

// Independent of the pattern in the code: the end of a sentence, then only quotes, brackets and closing tags.
const WHOLE = /(?:\n|[.!?…][”’"')\]]*(?:<\/gd[ioal]>[”’"')\]]*)*)$/;

/** Describes what is wrong with the continuation start of a text that is cut off at `cutAt`; null if nothing is. */
function wrongStart(text: string, cutAt: number): string | null {
  const beginning = text.slice(0, cutAt);
  const start = continuationStart(beginning);
  if (start > cutAt || start < 0) return `${start} is outside`;
  if (start === 0) return null;
  if (!WHOLE.test(text.slice(0, start)))
    return `${start} is not the end of a line or sentence: ${JSON.stringify(text.slice(start - 20, start + 5))}`;
  const cut = piecesOf(text).find(({ kind, at: [from, to] }) => kind !== 'text' && start > from && start < to);
  return cut === undefined ? null : `${start} is inside a ${cut.kind}`;
}

const knownPieces = new Map<string, ReturnType<typeof createSyntaxSplitter>['pieces']>();

function piecesOf(text: string): ReturnType<typeof createSyntaxSplitter>['pieces'] {
  const known = knownPieces.get(text);
  if (known) return known;
  const splitter = createSyntaxSplitter();
  splitter.write(text);
  splitter.end();
  knownPieces.set(text, splitter.pieces);
  return splitter.pieces;
}

describe('Continue keeps the whole lines and sentences of a completion that is cut off', () => {
  const cases: [string, string, string][] = [
    ['in a row', '<think>\n## Image 1\n| char1 | Mara | 318,4', '<think>\n## Image 1\n'],
    ['in a cell that looks like a sentence', '<think>\n| char1 | She waits. She lo', '<think>\n'],
    ['in a heading', '<think>\n## Image 1\n\n### Char', '<think>\n## Image 1\n\n'],
    ['in the tag that opens the thinking', '<thi', ''],
    ['in the tag that closes the thinking', '<think>\n## Image 1\n</thi', '<think>\n## Image 1\n'],
    ['after the thinking', '<think>\n## Image 1\n</think>', '<think>\n## Image 1\n'],
    ['before the story', '<think>\n## Image 1\n</think>\n\n', '<think>\n## Image 1\n</think>\n\n'],
    ['in the opening tag of a frame', '</think>\n<gdi ima', '</think>\n'],
    ['in the opening tag of a mention', 'She climbed. The <gdo ch', 'She climbed.'],
    ['in a word', 'She climbed. The st', 'She climbed.'],
    ['after a word', 'She climbed. The stairs', 'She climbed.'],
    ['in a number', 'It cost 3.5', ''],
    ['in a closing tag', 'She climbed. <gdo char1>Tom</gd', 'She climbed.'],
    ['after a space', 'She climbed. ', 'She climbed.'],
    ['after a full stop that may go on', 'She climbed. He fell.', 'She climbed.'],
    ['inside quotes', '“Come. Now!” he sa', '“Come.'],
    ['after quotes', '“Come. Now!” He sa', '“Come. Now!”'],
    ['after closing tags', 'A <gdo char1>Tom.</gdo></gda> And', 'A <gdo char1>Tom.</gdo></gda>'],
    ['after a line', 'Once.\n</gdi>\n<gdi image2>\nThen', 'Once.\n</gdi>\n<gdi image2>\n'],
    ['after a title', 'He ran. Then Mr. Sm', 'He ran.'],
    ['after an initial', 'He ran. John F. Ken', 'He ran.'],
    ['before the first sentence is whole', 'Once upon a ti', ''],
    ['at the very beginning', '', ''],
  ];
  test.each(cases)('%s', (_, text, expected) => {
    expect(kept(text)).toBe(expected);
  });

  const thinking: [string, string][] = [
    ['a heading', '## Image 1\n'],
    ['a heading in bold type', '**Image 1**\n'],
    ['the headings of a table alone', '| Character ID | Name | Description |\n'],
  ];
  test.each(thinking)('in a cell that looks like a sentence, where the thinking begins with %s', (_, beginning) => {
    expect(kept(`${beginning}| char1 | Mara | She waits. She lo`)).toBe(beginning);
  });
});

const samples: [string, string | null][] = [
  ['the harbour', harbour],
  ['the demo', demo],
  ['the real sample', realSample],
];

describe.each(samples)('the continuation start of %s, cut anywhere', (_, sample) => {
  const text = sample ?? '';

  test.skipIf(sample === null)('is after a whole line or sentence, never inside a tag or a row', () => {
    fc.assert(
      fc.property(fc.nat({ max: text.length }), (cutAt) => {
        expect(wrongStart(text, cutAt)).toBeNull();
      }),
      { numRuns: 400 },
    );
  });

  test.skipIf(sample === null)('is at the end of a line while in the thinking', () => {
    const end = thinkingEnd(text) ?? 0;
    expect(end).toBeGreaterThan(0);
    fc.assert(
      fc.property(fc.nat({ max: end }), (cutAt) => {
        expect(kept(text.slice(0, cutAt))).toMatch(/^$|\n$/);
      }),
      { numRuns: 200 },
    );
  });

  test.skipIf(sample === null)('drops at most one row or one sentence', () => {
    const rows = text.split('\n').filter((line) => !line.startsWith('<') && !line.includes('</gd'));
    const longest = Math.max(...rows.map((row) => row.length));
    fc.assert(
      fc.property(fc.nat({ max: text.length }), (cutAt) => {
        expect(cutAt - continuationStart(text.slice(0, cutAt))).toBeLessThanOrEqual(Math.max(longest + 1, 400));
      }),
      { numRuns: 200 },
    );
  });
});

describe('the continuation start of any text', () => {
  const word = fc.constantFrom(
    'she',
    'Mr.',
    'ran.',
    'ran!”',
    '“No?',
    'x.</gdo>',
    '3.14',
    '…',
    'J.',
    '|',
    '<gdo char1>',
    '<gdi image2>',
    '</gdi>',
    '<think>',
    '</think>',
    '## Image 1',
    '| char1 | A. B |',
  );
  const glue = fc.constantFrom(' ', ' ', ' ', '\n', '\n\n', '');
  const texts = fc
    .array(fc.tuple(word, glue), { maxLength: 30 })
    .map((parts) => parts.map(([text, space]) => text + space).join(''));
  const beginnings = fc.tuple(texts, fc.nat({ max: 40 })).map(([text, less]) => text.slice(0, text.length - less));

  test('is within the text, after a whole line or sentence', () => {
    fc.assert(
      fc.property(beginnings, (text) => {
        const start = continuationStart(text);
        expect(start).toBeGreaterThanOrEqual(0);
        expect(start).toBeLessThanOrEqual(text.length);
        if (start > 0) expect(text.slice(0, start)).toMatch(WHOLE);
        expect(text.slice(0, start)).not.toMatch(/<[^>\n]*$/);
      }),
      { numRuns: 500 },
    );
  });

  test('stays the same when the text is cut off there', () => {
    fc.assert(
      fc.property(beginnings, (text) => {
        // Thinking without an opening tag may end only because of the part that is cut away.
        fc.pre(!text.includes('## Image 1'));
        const start = continuationStart(text);
        // The white space after a sentence shows that it is whole; the model writes it again.
        expect(continuationStart(text.slice(0, start + 1))).toBe(start);
      }),
      { numRuns: 500 },
    );
  });
});

describe('thinkingEnd', () => {
  test.each([
    ['<think>\na\n</think>\n\n\nOnce', '<think>\na\n</think>\n\n\n'],
    ['<think>\na</think>Once', '<think>\na</think>'],
    ['a\n</think>\n', 'a\n</think>\n'],
    // Without a closing tag, the thinking ends where the parser ends it.
    ['## Image 1\n<gdi image1>\nOnce', '## Image 1\n'],
  ])('finds the end of the thinking in %j', (text, expected) => {
    expect(text.slice(0, thinkingEnd(text) ?? 0)).toBe(expected);
  });

  test.each(['', 'Once.', '<think>\n## Image 1\n', '<think>\n</thi'])('is null for %j', (text) => {
    expect(thinkingEnd(text)).toBeNull();
  });
});
