import { plain } from '../plain.ts';
import { readBoxes } from '../read-box.ts';
import { cellRange, isTableRule } from '../table.ts';
import type { Box, Row, Table } from '../types.ts';
import type { Replacement } from './splices.ts';

/** A cell as it is written in a table: on one line, with its pipes escaped. */
function written(cell: string): string {
  return cell
    .replaceAll(/\s*[\r\n]+\s*/g, ' ')
    .trim()
    .replaceAll('|', String.raw`\|`);
}

/**
 * Changes cell n of a row, from 0. If the row has fewer cells, the cells before it are added as empty ones.
 *
 * @param text the completion
 */
export function setCell(text: string, row: Row, n: number, value: string): Replacement[] {
  const range = cellRange(row, n);
  if (range !== null) return [{ at: range, text: written(value) }];
  return [
    replacedLine(
      text,
      row,
      Array.from({ length: n + 1 }, (_, i) => (i === n ? value : (row.cells[i] ?? ''))),
    ),
  ];
}

/**
 * Changes the boxes of a row. One box in place of one keeps the form of the numbers, such as brackets or the tokens of a
 * dialect; else the numbers are written as QwenStoryteller writes them. No boxes: the cell becomes empty.
 *
 * @param boxes in the units of the box that they replace, in whole numbers unless that one has fractions
 * @returns null if the table has no column for boxes
 */
export function setBoxes(
  text: string,
  table: Table,
  row: Row,
  boxes: readonly Box<'model'>[],
): readonly Replacement[] | null {
  const column = row.boxCell ?? boxColumn(table);
  if (column === null) return null;
  const range = cellRange(row, column);
  const before = range === null ? '' : text.slice(...range);
  const [box] = boxes;
  if (box === undefined) return setCell(text, row, column, '');
  const kept = boxes.length === 1 && range !== null ? keepingForm(before, box) : null;
  if (kept !== null && range !== null) return [{ at: range, text: kept }];
  return setCell(text, row, column, boxes.length === 1 ? numbers(box) : boxes.map((b) => `[${numbers(b)}]`).join(', '));
}

function numbers({ x1, y1, x2, y2 }: Box<'model'>): string {
  return [x1, y1, x2, y2].join(',');
}

/** The column in which a table writes its boxes; null if no heading is about boxes. */
export function boxColumn({ columns }: Table): number | null {
  const found = columns.findIndex((heading) => /box|bbox|coordinates/i.test(heading));
  return found < 0 ? null : found;
}

const NUMBER = /-?\d+(?:\.\d+)?/g;

/** Writes a box into a cell that has exactly one box, with everything around its four numbers. Null if that is unclear. */
function keepingForm(cell: string, box: Box<'model'>): string | null {
  // The digits in `bbox_2d` are not numbers of the box.
  const found = Array.from(cell.matchAll(NUMBER)).filter(({ index }) => !/[\w]/.test(cell[index - 1] ?? ' '));
  if (found.length !== 4) return null;
  const values = [box.x1, box.y1, box.x2, box.y2];
  let last = 0;
  let result = '';
  for (const [i, match] of found.entries()) {
    result += cell.slice(last, match.index) + String(values[i]);
    last = match.index + match[0].length;
  }
  result += cell.slice(last);
  const [read, ...others] = readBoxes(result);
  const isSame = read?.x1 === box.x1 && read.y1 === box.y1 && read.x2 === box.x2 && read.y2 === box.y2;
  return isSame && others.length === 0 ? result : null;
}

/** Deletes a row with its line. */
export function removeRow(row: Row): Replacement[] {
  return [{ at: row.at, text: '' }];
}

/**
 * Adds a row at the end of a table: below its last row, or below the headings if it has none.
 *
 * @returns null if the place is unclear: the table has neither rows nor headings
 */
export function addRow(text: string, table: Table, cells: readonly string[]): readonly Replacement[] | null {
  const last = table.rows.at(-1);
  if (last !== undefined) {
    const at = last.at[1];
    const isLineEnd = text[at - 1] === '\n';
    return [{ at: [at, at], text: isLineEnd ? `${printRow(cells)}\n` : `\n${printRow(cells)}` }];
  }
  const edge = table.columnEdges.at(-1);
  if (edge === undefined) return null;
  const headingsEnd = lineEnd(text, edge);
  const ruleEnd = lineEnd(text, headingsEnd);
  const hasRule = isTableRule(text.slice(headingsEnd, ruleEnd).trimEnd());
  const at = hasRule ? ruleEnd : headingsEnd;
  return [{ at: [at, at], text: `${text[at - 1] === '\n' ? '' : '\n'}${printRow(cells)}\n` }];
}

/** The offset after the line break that ends the line at `at`, or the end of the text. */
function lineEnd(text: string, at: number): number {
  const found = text.indexOf('\n', at);
  return found < 0 ? text.length : found + 1;
}

function replacedLine(text: string, row: Row, cells: readonly string[]): Replacement {
  const line = text.slice(...row.at);
  const end = line.trimEnd().length;
  const start = line.length - line.trimStart().length;
  return { at: [row.at[0] + start, row.at[0] + end], text: printRow(cells) };
}

function printRow(cells: readonly string[]): string {
  return `| ${cells.map(written).join(' | ')} |`;
}

/** The cells of a new row for an entity, by the headings of its table. */
export function cellsFor(
  columns: readonly string[],
  { id, name, description, box }: { id: string; name: string; description: string; box: Box<'model'> | null },
): string[] {
  const hasName = columns.some((heading) => /^name$/i.test(plain(heading)));
  return columns.map((heading, i) => {
    if (i === 0) return id;
    if (/^name$/i.test(plain(heading))) return name;
    if (/^description$/i.test(plain(heading)))
      return hasName ? description : [name, description].filter(Boolean).join(', ');
    return /box|bbox|coordinates/i.test(heading) && box !== null ? numbers(box) : '';
  });
}
