import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvLine, readCsv } from '../../src/formats/index.ts';

test('a cell with a comma, a quotation mark or a line break is quoted', () => {
  expect(csvLine(['a', 'b,c', 'd "e"', 'f\ng'])).toBe('a,"b,c","d ""e""","f\ng"');
});

test('a table is read with any line ends, without its byte order mark and empty lines', () => {
  expect(readCsv('\uFEFFa,b\r\n\r\n1,"2\n3"\nx,\r\n')).toEqual([
    ['a', 'b'],
    ['1', '2\n3'],
    ['x', ''],
  ]);
});

test('what is written is read back', () => {
  const rows = fc.array(fc.tuple(fc.string({ minLength: 1 }), fc.string(), fc.string()), { minLength: 1 });
  fc.assert(
    fc.property(rows, fc.constantFrom('', '\r\n'), (table, end) => {
      expect(readCsv(table.map(csvLine).join('\r\n') + end)).toEqual(table);
    }),
  );
});

test('a text that is no table ends the reading', () => {
  expect(readCsv('"a"b,c\n1,2')).toEqual([]);
});
