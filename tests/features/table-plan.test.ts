import { expect, test } from 'vitest';
import { planCell, planRemoval, planRow } from '../../src/features/tables/plan.ts';
import type { Planned } from '../../src/features/tables/plan.ts';
import { applySplices, parseAll, splicesOf } from '../../src/grounding/index.ts';
import type { FrameNo, Row, Table } from '../../src/grounding/index.ts';
import { harbour } from '../fixtures/harbour.ts';

const run = { completion: harbour, doc: parseAll(harbour), switches: [] };
const tables = run.doc.analyses.flatMap((analysis) => analysis.tables);
const characters = tables[0]!;
const setting = tables[2]!;
const ines = characters.rows[0]!;

const cell = (value: string, column: number, row: Row = ines, table: Table = characters): Planned =>
  planCell(run, table, row, column, value, row.id ?? 'Location');
const corrected = (planned: Planned): string =>
  planned.ok ? applySplices(harbour, splicesOf(harbour, planned.replacements)) : planned.problem;

test('a cell gets new words', () => {
  expect(cell('Brave', 3)).toMatchObject({ ok: true, label: 'Change Emotions of char1' });
  expect(corrected(cell('Brave\nand | calm', 3))).toContain(String.raw`| Brave and \| calm |`);
  expect(corrected(cell('Dusk', 3, setting.rows[0], setting))).toContain('| Calm | Dusk |');
});

test.each(['1,2,3,4', '[1, 2, 3, 4]', '(1,2),(3,4)', ''])('the cell of a box takes “%s”', (value) => {
  const box = parseAll(corrected(cell(value, 6))).analyses[0]?.tables[0]?.rows[0]?.box ?? null;
  expect(box).toEqual(value === '' ? null : { space: 'model', x1: 1, y1: 2, x2: 3, y2: 4 });
});

test.each(['1,2,3', 'left of Tom', '1,2,3,4,5'])('the cell of a box refuses “%s” and says why', (value) => {
  expect(corrected(cell(value, 6))).toBe(
    `“${value}” is no box. Write four numbers, such as 12,34,56,78, or leave the cell empty.`,
  );
});

test.each(['</think>', 'Happy </think> <gdi image1>'])('words that would end the table are refused: %s', (value) => {
  expect(corrected(cell(value, 3))).toBe('These words would change the structure of the text. Nothing was corrected.');
});

test('a row is removed, and a new one has the next free ID', () => {
  expect(corrected(planRemoval(ines, 'char1'))).not.toContain('| char1 | Ines | Woman in a yellow coat');
  const added = planRow(run, characters, 1 as FrameNo);
  expect(added).toMatchObject({ ok: true, label: 'Add a row to image 1' });
  expect(parseAll(corrected(added)).analyses[0]?.tables[0]?.rows.map(({ id }) => id)).toEqual([
    'char1',
    'char2',
    'char3',
  ]);
});
