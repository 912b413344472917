import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createOutline, seamOf, thinkingEnd } from '../../src/grounding/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { realSample } from '../fixtures/real-sample.ts';

const demo = readFileSync('src/app/demo/completion.txt', 'utf8');

/** The part of a text that Continue keeps. */
const kept = (text: string): string => text.slice(0, seamOf(text));

// Independent of the pattern in the code: the end of a sentence, then only quotes, brackets and closing tags.
const WHOLE = /(?:\n|[.!?…][”’"')\]]*(?:<\/gd[ioal]>[”’"')\]]*)*)$/;

/** Describes what is wrong with the seam in the beginning of a text; null if nothing is. */
function wrongSeam(text: string, cutAt: number): string | null {
  const beginning = text.slice(0, cutAt);
  const seam = seamOf(beginning);
  if (seam > cutAt || seam < 0) return `${seam} is outside`;
  if (seam === 0) return null;
  if (!WHOLE.test(text.slice(0, seam))) return `${seam} is no end: ${JSON.stringify(text.slice(seam - 20, seam + 5))}`;
  const cut = piecesOf(text).find(({ kind, at: [from, to] }) => kind !== 'text' && seam > from && seam < to);
  return cut === undefined ? null : `${seam} is inside a ${cut.kind}`;
}

const outlines = new Map<string, ReturnType<typeof createOutline>['pieces']>();

function piecesOf(text: string): ReturnType<typeof createOutline>['pieces'] {
  const known = outlines.get(text);
  if (known) return known;
  const outline = createOutline();
  outline.write(text);
  outline.end();
  outlines.set(text, outline.pieces);
  return outline.pieces;
}

describe('the seam of an answer that is cut off', () => {
  const cases: [string, string, string][] = [
    ['in a row', '<think>\n## Image 1\n| char1 | Mara | 318,4', '<think>\n## Image 1\n'],
    ['in a cell that looks like a sentence', '<think>\n| char1 | She waits. She lo', '<think>\n'],
    ['in a heading', '<think>\n## Image 1\n\n### Char', '<think>\n## Image 1\n\n'],
    ['in the tag that opens the thinking', '<thi', ''],
    ['in the tag that closes it', '<think>\n## Image 1\n</thi', '<think>\n## Image 1\n'],
    ['after it', '<think>\n## Image 1\n</think>', '<think>\n## Image 1\n'],
    ['before the story', '<think>\n## Image 1\n</think>\n\n', '<think>\n## Image 1\n</think>\n\n'],
    ['in the tag of a frame', '</think>\n<gdi ima', '</think>\n'],
    ['in the tag of a mention', 'She climbed. The <gdo ch', 'She climbed.'],
    ['in a word', 'She climbed. The st', 'She climbed.'],
    ['after a word', 'She climbed. The stairs', 'She climbed.'],
    ['in a number', 'It cost 3.5', ''],
    ['in a closing tag', 'She climbed. <gdo char1>Tom</gd', 'She climbed.'],
    ['after a space', 'She climbed. ', 'She climbed.'],
    ['after a full stop that may go on', 'She climbed. He fell.', 'She climbed.'],
    ['inside quotes', '“Come. Now!” he sa', '“Come. Now!”'],
    ['after closing tags', 'A <gdo char1>Tom.</gdo></gda> And', 'A <gdo char1>Tom.</gdo></gda>'],
    ['after a line', 'Once.\n</gdi>\n<gdi image2>\nThen', 'Once.\n</gdi>\n<gdi image2>\n'],
    ['after a title', 'He ran. Then Mr. Sm', 'He ran.'],
    ['after an initial', 'He ran. John F. Ken', 'He ran.'],
    ['before anything is whole', 'Once upon a ti', ''],
    ['before anything', '', ''],
  ];
  test.each(cases)('%s', (_, text, expected) => {
    expect(kept(text)).toBe(expected);
  });

  const thinking: [string, string][] = [
    ['a heading', '## Image 1\n'],
    ['a heading in bold type', '**Image 1**\n'],
    ['the headings of a table alone', '| Character ID | Name | Description |\n'],
  ];
  test.each(thinking)('is no sentence of a cell where the thinking begins with %s', (_, beginning) => {
    expect(kept(`${beginning}| char1 | Mara | She waits. She lo`)).toBe(beginning);
  });
});

const samples: [string, string | null][] = [
  ['the harbour', harbour],
  ['the demo', demo],
  ['the real sample', realSample],
];

describe.each(samples)('of %s, cut anywhere,', (_, sample) => {
  const text = sample ?? '';

  test.skipIf(sample === null)('it is after a whole line or sentence, never inside a tag or a row', () => {
    fc.assert(
      fc.property(fc.nat({ max: text.length }), (cutAt) => {
        expect(wrongSeam(text, cutAt)).toBeNull();
      }),
      { numRuns: 400 },
    );
  });

  test.skipIf(sample === null)('only lines are whole in the thinking', () => {
    const end = thinkingEnd(text) ?? 0;
    expect(end).toBeGreaterThan(0);
    fc.assert(
      fc.property(fc.nat({ max: end }), (cutAt) => {
        expect(kept(text.slice(0, cutAt))).toMatch(/^$|\n$/);
      }),
      { numRuns: 200 },
    );
  });

  test.skipIf(sample === null)('at most one row or one sentence is dropped', () => {
    const rows = text.split('\n').filter((line) => !line.startsWith('<') && !line.includes('</gd'));
    const longest = Math.max(...rows.map((row) => row.length));
    fc.assert(
      fc.property(fc.nat({ max: text.length }), (cutAt) => {
        expect(cutAt - seamOf(text.slice(0, cutAt))).toBeLessThanOrEqual(Math.max(longest + 1, 400));
      }),
      { numRuns: 200 },
    );
  });
});

describe('of any text', () => {
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

  test('it is within the text, after a whole line or sentence', () => {
    fc.assert(
      fc.property(beginnings, (text) => {
        const seam = seamOf(text);
        expect(seam).toBeGreaterThanOrEqual(0);
        expect(seam).toBeLessThanOrEqual(text.length);
        if (seam > 0) expect(text.slice(0, seam)).toMatch(WHOLE);
        expect(text.slice(0, seam)).not.toMatch(/<[^>\n]*$/);
      }),
      { numRuns: 500 },
    );
  });

  test('cutting twice is the same as cutting once', () => {
    fc.assert(
      fc.property(beginnings, (text) => {
        // Thinking without an opening tag may end only because of the part that is cut away.
        fc.pre(!text.includes('## Image 1'));
        const seam = seamOf(text);
        // The white space after a sentence shows that it is whole; the model writes it again.
        expect(seamOf(text.slice(0, seam + 1))).toBe(seam);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the end of the thinking', () => {
  test.each([
    ['<think>\na\n</think>\n\n\nOnce', '<think>\na\n</think>\n\n\n'],
    ['<think>\na</think>Once', '<think>\na</think>'],
    ['a\n</think>\n', 'a\n</think>\n'],
    // It ends where the parser ends it.
    ['## Image 1\n<gdi image1>\nOnce', '## Image 1\n'],
  ])('of %j', (text, expected) => {
    expect(text.slice(0, thinkingEnd(text) ?? 0)).toBe(expected);
  });

  test.each(['', 'Once.', '<think>\n## Image 1\n', '<think>\n</thi'])('is not in %j', (text) => {
    expect(thinkingEnd(text)).toBeNull();
  });
});
