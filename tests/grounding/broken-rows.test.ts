import { expect, test } from 'vitest';
import { boxesIn, mentionsIn, readInAnyCut, reportsIn } from '../helpers/any-cut.ts';
import { harbour } from '../fixtures/harbour.ts';
import { rowsOf } from '../helpers/feed.ts';

const control = readInAnyCut(harbour);
const HEAD = '| Character ID | Name | Description | Mood | Bounding Box |\n|---|---|---|---|---|\n';
const rows = (body: string) => readInAnyCut(`<think>\n## Image 1\n### Characters\n${HEAD}${body}</think>\n`);
const WHOLE = ['image 1 char1: 1,2,3,4', 'image 1 char2: 5,6,7,8'];

test.each([
  ['in a cell', '| char1 | Ann | A woman,\nin red | Calm | 1,2,3,4 |\n'],
  ['twice in a cell', '| char1 | Ann | A woman,\nin red\nand blue | Calm | 1,2,3,4 |\n'],
  ['after a pipe', '| char1 | Ann | A woman |\nCalm | 1,2,3,4 |\n'],
  ['before the box', '| char1 | Ann | A woman | Calm |\n1,2,3,4 |\n'],
  ['before each cell', '| char1\n| Ann\n| A woman\n| Calm\n| 1,2,3,4 |\n'],
  ['in a cell, with carriage returns', '| char1 | Ann | A woman,\r\nin red | Calm | 1,2,3,4 |\r\n'],
])('a row with a line break %s is one row', (_, row) => {
  const doc = rows(`${row}| char2 | Bo | A man | Sad | 5,6,7,8 |\n`);
  expect(boxesIn(doc)).toEqual(WHOLE);
  expect(rowsOf(doc).map(({ cells }) => cells.length)).toEqual([5, 5]);
  expect(reportsIn(doc)).toEqual(['1 broken-rows']);
});

test('a row that is only short takes no other line', () => {
  const doc = rows('| char1 | Ann |\nNobody else.\n| char2 | Bo\n| char3 | Cy | A man | Sad | 5,6,7,8 |\n');
  expect(rowsOf(doc).map(({ id }) => id)).toEqual(['char1', 'char2', 'char3']);
  expect(doc.analyses[0]?.notes.map(({ text }) => text)).toEqual(['Nobody else.']);
  expect(reportsIn(doc)).toEqual(['cell-count', 'cell-count']);
});

test('line breaks as <br> stay in their cells', () => {
  const doc = rows('| char1 | Ann | A woman<br>in red | - calm<br>- glad | 1,2,<br>3,4 |\n');
  expect(rowsOf(doc)[0]?.cells).toEqual(['char1', 'Ann', 'A woman<br>in red', '- calm<br>- glad', '1,2,<br>3,4']);
  expect(boxesIn(doc)).toEqual(['image 1 char1: 1,2,3,4']);
});

test('blank lines between rows end no table', () => {
  const doc = rows('| char1 | Ann | A woman | Calm | 1,2,3,4 |\n\n\n| char2 | Bo | A man | Sad | 5,6,7,8 |\n\n');
  expect(boxesIn(doc)).toEqual(WHOLE);
  expect(doc.analyses[0]?.tables).toHaveLength(1);
});

test.each([
  ['the rule joined to the headings', (text: string) => text.replaceAll(/\|\n(\|-)/g, '|$1')],
  ['the rule joined to the headings with a space', (text: string) => text.replaceAll(/\|\n(\|-)/g, '| $1')],
  ['each table on one line', (text: string) => text.replaceAll(/\|\n\|/g, '| |')],
  [
    'the rows of each table on one line, with <br>',
    (text: string) => text.replaceAll(/(?<!-)\|\n\| (?=char|obj|lm|bg)/g, '|<br>| '),
  ],
  ['each table on one line, with double pipes', (text: string) => text.replaceAll(/\|\n\|/g, '||')],
  [
    'the whole thinking on one line',
    (text: string) => text.replace(/<think>[^]*<\/think>/, (thinking) => thinking.replaceAll(/\s*\n\s*/g, ' ')),
  ],
])('%s', (_, change) => {
  const doc = readInAnyCut(change(harbour));
  expect(boxesIn(doc)).toEqual(boxesIn(control));
  expect(mentionsIn(doc)).toEqual(mentionsIn(control));
  expect(doc.analyses.map(({ tables }) => tables.map(({ kind, rows: { length } }) => [kind, length]))).toEqual(
    control.analyses.map(({ tables }) => tables.map(({ kind, rows: { length } }) => [kind, length])),
  );
  expect(doc.narrative?.rows).toHaveLength(2);
  expect(reportsIn(doc)).toEqual([expect.stringMatching(/^\d+ broken-rows$/)]);
});

test('a number without an end loses only its box', () => {
  const doc = rows(`| char1 | Ann | A woman | Calm | 1,2,3,4${'9'.repeat(40_000)}`);
  expect(rowsOf(doc)).toMatchObject([{ id: 'char1', box: null }]);
  expect(boxesIn(doc)).toEqual([]);
});
