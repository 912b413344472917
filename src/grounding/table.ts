import { plain } from './plain.ts';
import { readBoxCell, readBoxes, saysNoBox } from './read-box.ts';
import { readEntityId, readIdCell, readLiteralId } from './ids.ts';
import type { Fault } from './faults.ts';
import type { Box, Edges, EntityId, Range, Row, Table, TableKind } from './types.ts';

/** Whether the line is the rule under a table's headings: `|---|:--:|`. */
export function isTableRule(line: string): boolean {
  return /^[\s|:+-]*-[\s|:+-]*$/.test(line);
}

/** Whether the line has a cell border: a pipe without a backslash before it. */
export function hasCells(line: string): boolean {
  return nextBorder(line, 0) < line.length;
}

/** The cells of one line: their text, trimmed and with `\|` read as a pipe, and where each is written. */
export interface Cells {
  readonly texts: readonly string[];
  readonly edges: Edges;
}

/**
 * Splits a line into cells; `offset` is where the line begins in the completion. The outer pipes may be missing, and
 * empty cells count. The range of an empty cell is empty too, and has the cell's spaces on both sides.
 *
 *     | char1 | James |  | a \| b |   →   texts ['char1', 'James', '', 'a | b']
 */
export function readCells(line: string, offset: number): Cells {
  const texts: string[] = [];
  const edges: number[] = [];
  for (let start = 0; start <= line.length;) {
    const border = nextBorder(line, start);
    let from = start;
    let to = border;
    while (from < to && isSpace(line.charCodeAt(from))) from++;
    while (to > from && isSpace(line.charCodeAt(to - 1))) to--;
    // The pipe at the start of the line opens its first cell. The pipe at the end closes the last cell.
    const isOuter = from === to && (start === 0 ? border < line.length : border === line.length && texts.length > 0);
    if (!isOuter) {
      const text = line.slice(from, to);
      texts.push(text.includes('\\|') ? text.replaceAll(String.raw`\|`, '|') : text);
      if (from === to) from = to = start + ((border - start) >> 1);
      edges.push(offset + from, offset + to);
    }
    start = border + 1;
  }
  // Copies, because an array that grew by `push` has room for 17. A row has 7 cells, and a long document is mostly
  // rows.
  return { texts: texts.slice(), edges: edges.slice() };
}

/** The range of cell n of a row, from 0, as it is written: with `\|` for a pipe. Null if there is no such cell. */
export function cellRange({ cellEdges }: Row, n: number): Range | null {
  return rangeAt(cellEdges, n);
}

/** The range of heading n of a table, from 0. Null if it is not written: the table began without headings. */
export function columnRange({ columnEdges }: Table, n: number): Range | null {
  return rangeAt(columnEdges, n);
}

/** The range of a row's box as it is written, brackets included: that of its cell. Null if the row has no box. */
export function boxRange({ cellEdges, boxCell }: Row): Range | null {
  return boxCell === null ? null : rangeAt(cellEdges, boxCell);
}

function rangeAt(edges: Edges, n: number): Range | null {
  const from = edges[2 * n];
  const to = edges[2 * n + 1];
  return from === undefined || to === undefined ? null : [from, to];
}

/** The next pipe that is a border, or the end of the line: not after a backslash, and not in a token such as `<|det|>`. */
function nextBorder(line: string, from: number): number {
  let at = line.indexOf('|', from);
  while (at > 0) {
    const before = line.charCodeAt(at - 1);
    const token = before === LESS_THAN ? (TOKEN.exec(line.slice(at, at + 24))?.[0].length ?? 0) : 0;
    if (before !== BACKSLASH && token === 0) return at;
    at = line.indexOf('|', at + Math.max(token, 1));
  }
  return at < 0 ? line.length : at;
}

const BACKSLASH = 92;
const LESS_THAN = 60;
const TOKEN = /^\|\/?\w+\|>/;

/** The characters that `trim` removes. Real cells have only ASCII spaces around them, so the rest may be slow. */
function isSpace(code: number): boolean {
  return code === 32 || (code > 8 && code < 14) || (code > 159 && /\s/.test(String.fromCharCode(code)));
}

/**
 * A table whose rows are being read. The parser finds the ID and box columns once, for all rows; -1 if there is none.
 */
export interface OpenTable {
  readonly kind: TableKind;
  readonly columns: readonly string[];
  readonly idColumn: number;
  readonly boxColumn: number;
}

export function createOpenTable(kind: TableKind, columns: readonly string[]): OpenTable {
  return {
    kind,
    columns,
    idColumn: columns.findIndex((name) => /(?:\b|_)id\b|^label$/i.test(name)),
    boxColumn: columns.findIndex((name) => /(?:\b|_)b?box(?:\b|_)|coordinates/i.test(name)),
  };
}

export interface ReadRow {
  readonly row: Row;
  readonly faults: readonly Fault[];
}

/**
 * Makes a row of its cells: finds the ID and the box by the headings and, if the number of cells differs, by their
 * form. `cut` means that the completion ends in this row: its last cell is never read as a box, because `318,48,34`
 * may be the beginning of `318,48,345,135`.
 */
export function readRow({ texts, edges }: Cells, at: Range, table: OpenTable, cut: boolean): ReadRow {
  const faults: Fault[] = [];
  const { kind, columns } = table;
  if (cut) faults.push({ type: 'cut-row', written: texts.join(' | '), at });
  else if (columns.length > 0 && texts.length !== columns.length)
    faults.push({ type: 'cell-count', expected: columns.length, found: texts.length, at });
  if (kind === 'setting' || kind === 'narrative')
    return {
      row: { id: null, cells: texts, cellEdges: edges, box: null, boxCell: null, at },
      faults,
    };

  const id = findId(texts, table.idColumn);
  const first = texts[0] ?? '';
  if (id === null && !saysNoBox(first)) faults.push({ type: 'row-without-id', written: first, at });
  const { cell, boxes } = findBox(texts, cut ? texts.length - 1 : texts.length, table.boxColumn);
  const written = texts[cell];
  if (written !== undefined) {
    if (boxes.length < 2) addFault(faults, written, boxFault(written, boxes[0] ?? null), at);
    else for (const fault of new Set(boxes.map((one) => boxFault(written, one)))) addFault(faults, written, fault, at);
  }
  const [box = null] = boxes;
  const boxCell = box === null ? null : cell;
  const row = { id, cells: texts, cellEdges: edges, box, boxCell, at };
  return { row: boxes.length < 2 ? row : { ...row, moreBoxes: boxes.slice(1) }, faults };
}

/**
 * The ID of a row: under its heading, else in any cell. One word under the heading is an ID of another shape, but a word
 * without a digit only if no other cell has an ID.
 */
function findId(cells: readonly string[], column: number): EntityId | null {
  const written = plain(cells[Math.max(column, 0)] ?? '');
  const expected = readIdCell(written);
  if (expected !== null) return expected;
  const literal = column < 0 || saysNoBox(written) ? null : readLiteralId(written);
  if (literal !== null && /\d/.test(literal) && /\D/.test(literal)) return literal;
  for (const cell of cells) {
    const id = readEntityId(cell);
    if (id !== null) return id;
  }
  return literal;
}

interface FoundBox {
  /** The number of the cell that has the box or should have it; -1 if there is none. */
  readonly cell: number;
  readonly boxes: readonly Box<'model'>[];
}

const NO_BOXES: readonly Box<'model'>[] = [];

/** Looks for the box among the first `count` cells: under its heading, else in the last cell that has four numbers. */
function findBox(cells: readonly string[], count: number, column: number): FoundBox {
  const named = column < count ? column : -1;
  const expected = readBoxCell(cells[named] ?? '');
  if (expected.length > 0) return { cell: named, boxes: expected };
  for (let cell = count - 1; cell >= 0; cell--) {
    const boxes = readBoxes(cells[cell] ?? '');
    if (boxes.length > 0) return { cell, boxes };
  }
  return { cell: named, boxes: NO_BOXES };
}

function addFault(faults: Fault[], written: string, type: ReturnType<typeof boxFault>, at: Range): void {
  if (type !== null) faults.push({ type, written, at });
}

function boxFault(written: string, box: Box<'model'> | null): 'unreadable-box' | 'empty-box' | 'reversed-box' | null {
  if (box === null) return saysNoBox(written) ? null : 'unreadable-box';
  if (box.x1 === box.x2 || box.y1 === box.y2) return 'empty-box';
  return box.x1 > box.x2 || box.y1 > box.y2 ? 'reversed-box' : null;
}
