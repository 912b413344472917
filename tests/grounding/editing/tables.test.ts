import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addRow, cellsFor, parseAll, removeRow, setBoxes, setCell } from '../../../src/grounding/index.ts';
import type { Box } from '../../../src/grounding/index.ts';
import { harbour } from '../../fixtures/harbour.ts';
import { corrected, rowOf, rowsOf } from './corrections.ts';

const box = (x1: number, y1: number, x2: number, y2: number): Box<'model'> => ({ space: 'model', x1, y1, x2, y2 });

describe('a cell', () => {
  test('any words, also with pipes and line breaks, are read as they were written; the other rows stay', () => {
    const words = fc.stringMatching(/^[\p{L}\d |,.'\n-]{0,30}$/u);
    const before = rowsOf(parseAll(harbour));
    fc.assert(
      fc.property(fc.nat(before.length - 1), fc.integer({ min: 1, max: 5 }), words, (n, column, value) => {
        const { table, row } = before[n % before.length]!;
        fc.pre(column < row.cells.length && table.kind !== 'setting');
        const after = rowsOf(parseAll(corrected(harbour, setCell(harbour, row, column, value))));
        const expected = value.replaceAll(/\s*\n+\s*/g, ' ').trim();
        expect(after.map((entry) => entry.row.cells)).toEqual(
          before.map((entry) => (entry.row === row ? row.cells.with(column, expected) : entry.row.cells)),
        );
      }),
      { numRuns: 50 },
    );
  });

  test('a row with too few cells gets those in between', () => {
    const text =
      '<think>\n## Image 1\n### Characters\n| Character ID | Name | Bounding Box |\n|---|---|---|\n| char1 |\n</think>';
    const { table, row } = rowOf(text, 1, 'char1');
    const after = corrected(text, setBoxes(text, table, row, [box(1, 2, 3, 4)]));
    expect(rowOf(after, 1, 'char1').row).toMatchObject({ cells: ['char1', '', '1,2,3,4'], box: box(1, 2, 3, 4) });
  });
});

describe('a box', () => {
  const written = (cell: string): string =>
    `<think>\n## Image 1\n### Characters\n| Character ID | Bounding Box |\n|---|---|\n| char1 | ${cell} |\n| char2 | 5,6,7,8 |\n</think>`;

  test.each([
    ['10,20,30,40', '1,2,33,44'],
    ['[10, 20, 30, 40]', '[1, 2, 33, 44]'],
    ['(10,20),(30,40)', '(1,2),(33,44)'],
    ['<|box_start|>(10,20),(30,40)<|box_end|>', '<|box_start|>(1,2),(33,44)<|box_end|>'],
    ['{"bbox_2d": [10, 20, 30, 40]}', '{"bbox_2d": [1, 2, 33, 44]}'],
    ['{"box_2d": [10, 20, 30, 40]}', '{"box_2d": [1, 2, 33, 44]}'],
    ['None', '1,2,33,44'],
    ['', '1,2,33,44'],
    ['unclear 1 2', '1,2,33,44'],
  ])('%s becomes %s', (before, after) => {
    const text = written(before);
    const { table, row } = rowOf(text, 1, 'char1');
    expect(corrected(text, setBoxes(text, table, row, [box(1, 2, 33, 44)]))).toBe(written(after));
  });

  test('any box is read as it was set, and the row’s other box of the table stays', () => {
    const side = fc.oneof(
      fc.integer({ min: -50, max: 5000 }),
      fc.integer({ min: 0, max: 4000 }).map((n) => n / 4),
    );
    const boxes = fc.array(fc.tuple(side, side, side, side), { maxLength: 3 });
    fc.assert(
      fc.property(fc.constantFrom('10,20,30,40', '[1, 2, 3, 4]', '', '1,2,3,4; 5,6,7,8'), boxes, (before, numbers) => {
        const text = written(before);
        const { table, row } = rowOf(text, 1, 'char1');
        const wanted = numbers.map((n) => box(...n));
        const after = rowOf(corrected(text, setBoxes(text, table, row, wanted)), 1, 'char1').row;
        expect(after.box === null ? [] : [after.box, ...(after.moreBoxes ?? [])]).toEqual(wanted);
      }),
    );
  });

  test('a table without a column for boxes takes none', () => {
    const { table, row } = rowsOf(parseAll(harbour)).find((entry) => entry.table.kind === 'setting')!;
    expect(setBoxes(harbour, table, row, [box(1, 2, 3, 4)])).toBeNull();
  });
});

describe('a row', () => {
  test('a removed row takes its line with it', () => {
    const { row } = rowOf(harbour, 1, 'obj1');
    const after = corrected(harbour, removeRow(row));
    expect(rowsOf(parseAll(after)).map((entry) => entry.row.id)).toEqual([
      'char1',
      'char2',
      'lm1',
      null,
      'char2',
      'char1',
    ]);
    expect(after.split('\n')).toHaveLength(harbour.split('\n').length - 1);
  });

  test('an added row is the last of its table, also in a table without rows', () => {
    for (const n of [0, 1, 4]) {
      const tables = parseAll(harbour).analyses.flatMap(({ tables: found }) => found);
      const table = tables[n]!;
      const cells = cellsFor(table.columns, {
        id: 'obj7',
        name: 'Net',
        description: 'A green net',
        box: box(1, 2, 3, 4),
      });
      const after = parseAll(corrected(harbour, addRow(harbour, table, cells)));
      const now = after.analyses.flatMap(({ tables: found }) => found)[n]!;
      expect(now.rows).toHaveLength(table.rows.length + 1);
      expect(now.rows.at(-1)).toMatchObject({ id: 'obj7', box: box(1, 2, 3, 4) });
      expect(after.faults).toEqual([]);
    }
  });
});
