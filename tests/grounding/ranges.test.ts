import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boxRange, cellRange, columnRange, parseAll, readBox } from '../../src/grounding/index.ts';
import type { GroundedDocument, Range, Row, Table } from '../../src/grounding/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { realSample } from '../fixtures/real-sample.ts';
import { cut, feed, mentionsOf } from '../helpers/feed.ts';

const SPACES = ['', ' ', '  ', '\t', '\u00a0'];
const CELLS = [
  'char1',
  'obj 2',
  'Ann',
  String.raw`A \| B`,
  '',
  '1,2,3,4',
  '[5, 6, 7, 8]',
  '`9,9,1,1`',
  'None',
  '👩‍🚀',
  'a\\',
];
const TAGS = [
  '<gdo char1>',
  '<gda char1 obj2>',
  '<gdl bg1>',
  '</gdo>',
  '</gda>',
  '</gdl>',
  '<gdi image2>',
  '</gdi>',
  '<gd',
];

const cell = fc.tuple(fc.constantFrom(...SPACES), fc.constantFrom(...CELLS), fc.constantFrom(...SPACES));
const line = fc
  .tuple(fc.constantFrom('', '|', ' |'), fc.array(cell, { minLength: 1, maxLength: 8 }), fc.constantFrom('', '|', '| '))
  .map(([left, cells, right]) => `${left}${cells.map((parts) => parts.join('')).join('|')}${right}\n`);
const head = fc.constantFrom(
  '',
  '## Image 1\n',
  '### Objects\n',
  '| Character ID | Name | Bounding Box |\n|---|---|---|\n',
  'Bounding Box | Object ID\n',
);
const tables = fc.array(fc.oneof(line, head), { maxLength: 10 }).map((lines) => `<think>\n${lines.join('')}`);
const story = fc
  .array(fc.oneof(fc.constantFrom(...TAGS), fc.constantFrom('She ', 'ran.', '\n\n', '<think>', '</think>')), {
    maxLength: 20,
  })
  .map((parts) => parts.join(''));
const texts = fc.oneof(
  fc.tuple(tables, story).map(([thinking, frames]) => `${thinking}</think>\n${frames}`),
  story,
  fc.nat(harbour.length).map((n) => harbour.slice(0, n)),
  fc.constantFrom(harbour, realSample ?? harbour),
);
const lengths = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 12 });

function tablesOf(doc: GroundedDocument): Table[] {
  return [...doc.analyses.flatMap((analysis) => analysis.tables), ...(doc.narrative ? [doc.narrative] : [])];
}

function at(text: string, range: Range | null): string | null {
  return range === null ? null : text.slice(...range);
}

const unescaped = (raw: string | null): string | undefined => raw?.replaceAll(String.raw`\|`, '|');

/** Every range is inside the row and after the previous range; between two ranges are only spaces and one pipe. */
function expectCells(text: string, row: Row): void {
  let end = row.at[0];
  for (const [n, written] of row.cells.entries()) {
    const range = cellRange(row, n);
    expect(unescaped(at(text, range))).toBe(written);
    expect(text.slice(end, range?.[0])).toMatch(n === 0 ? /^\s*\|?\s*$/ : /^\s*\|\s*$/);
    end = range?.[1] ?? end;
  }
  expect(cellRange(row, row.cells.length)).toBeNull();
  expect(text.slice(end, row.at[1])).toMatch(/^\s*\|?\s*$/);
  const box = at(text, boxRange(row));
  expect(box === null ? null : readBox(box)).toEqual(row.box);
}

function expectTags(text: string, doc: GroundedDocument): void {
  for (const { opening, closing } of doc.thinkTags) {
    expect(at(text, opening)).toMatch(/^(?:<think>)?$/);
    expect(at(text, closing) ?? '').toMatch(/^(?:<\/think>)?$/);
  }
  for (const { frame, closed, tags } of doc.story) {
    expect(at(text, tags.opening)).toBe(frame === null ? '' : `<gdi image${frame}>`);
    expect(tags.closing !== null).toBe(closed);
    expect(at(text, tags.closing) ?? '').toMatch(/^(?:<\/gdi>)?$/);
    for (const { mention, at: end } of tags.mentionEnds) {
      expect(at(text, mention.at)).toMatch(new RegExp(`^<${mention.tag} [^<>]*>$`));
      expect(at(text, end)).toMatch(/^(?:<\/gd[oal]>)?$/);
      expect(end[0]).toBeGreaterThanOrEqual(mention.at[1]);
    }
  }
}

describe('for any completion', () => {
  test('the text at the range of a cell, a heading or a box is what the model wrote there', () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const table of tablesOf(parseAll(text))) {
          for (const row of table.rows) expectCells(text, row);
          if (table.columnEdges.length === 0) continue;
          for (const [n, name] of table.columns.entries())
            expect(unescaped(at(text, columnRange(table, n)))).toBe(name);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('the text at the range of a tag is that tag, and every mention of a finished document has an end', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const doc = parseAll(text);
        expectTags(text, doc);
        const ended = doc.story.flatMap(({ tags }) => tags.mentionEnds.map(({ mention }) => mention));
        expect(new Set(ended)).toEqual(new Set(mentionsOf(doc).map(({ mention }) => mention)));
        expect(ended).toHaveLength(new Set(ended).size);
      }),
      { numRuns: 400 },
    );
  });

  test('no span or tag of the story overlaps another', () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const { spans, tags } of parseAll(text).story) {
          const ranges = spans.map((span) => span.at);
          const opened = new Set(spans.flatMap(({ mention }) => (mention === null ? [] : [mention.at])));
          const all = [
            tags.opening,
            ...ranges,
            ...opened,
            ...tags.mentionEnds.map((end) => end.at),
            tags.closing ?? [],
          ];
          const sorted = all.filter((range) => range.length === 2 && range[0] < range[1]);
          sorted.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
          for (const [i, range] of sorted.entries()) expect(range[0]).toBeGreaterThanOrEqual(sorted[i - 1]?.[1] ?? 0);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('chunk boundaries never change a range', () => {
    fc.assert(
      fc.property(texts, lengths, (text, by) => {
        const whole = parseAll(text);
        expect(feed(cut(text, by))).toEqual(whole);
        if (text.length < 5000) expect(feed(cut(text, [1]))).toEqual(whole);
      }),
      // The frame without words seems to be a draft at first, and the story in the end.
      { numRuns: 200, examples: [['She <think><gdi image2></think><think><gdo char1>', [1]]] },
    );
  });
});

test('what the thinking says after a draft stays if the draft was the story', () => {
  const text = '<think>One.</think><gdi image1>Ann ran.</gdi></think><think>Two.';
  for (const doc of [parseAll(text), feed(cut(text, [1]))]) {
    expect(doc.story.map(({ spans }) => spans.map((span) => span.text).join(''))).toEqual(['Ann ran.']);
    expect(doc.notes.map((note) => note.text)).toEqual(['One.', 'Two.']);
  }
});

test('the range of an empty cell has the spaces of the cell on both sides', () => {
  const text = '## Image 1\n| char1 |  | 1,2,3,4 |\n';
  const row = parseAll(text).analyses[0]?.tables[0]?.rows[0];
  expect(row && cellRange(row, 1)).toEqual([21, 21]);
  expect(text.slice(19, 21)).toBe('| ');
});

test('a closing tag of the wrong kind is still the end of its mention', () => {
  const [frame] = parseAll('<gdi image1><gda char1>runs</gdo> on</gdi>').story;
  expect(frame?.tags).toMatchObject({ opening: [0, 12], mentionEnds: [{ at: [27, 33] }], closing: [36, 42] });
});
