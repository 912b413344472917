import { readBox, saysNoBox } from './box.ts';
import { readEntityId } from './grammar.ts';
import type { Box, EntityId, Fault, Range, Row, Table } from './types.ts';

/** Whether the line is the rule under a table's headings: `|---|:--:|`. */
export function isTableRule(line: string): boolean {
  return /^[\s|:+-]*-[\s|:+-]*$/.test(line);
}

/** Whether the line has a cell border: a pipe that no backslash escapes. */
export function hasCells(line: string): boolean {
  return nextBorder(line, 0) < line.length;
}

/**
 * Splits a line into trimmed cells. The outer pipes may be missing, empty cells count, and `\|` is a pipe.
 *
 *     | char1 | James |  | a \| b |   →   ['char1', 'James', '', 'a | b']
 */
export function splitCells(line: string): string[] {
  const cells: string[] = [];
  let from = 0;
  while (from <= line.length) {
    const border = nextBorder(line, from);
    const cell = line.slice(from, border).trim();
    cells.push(cell.includes('\\|') ? cell.replaceAll(String.raw`\|`, '|') : cell);
    from = border + 1;
  }
  if (cells.length > 1 && cells[0] === '') cells.shift();
  if (cells.length > 1 && cells.at(-1) === '') cells.pop();
  return cells;
}

/** The next pipe that no backslash escapes, or the end of the line. */
function nextBorder(line: string, from: number): number {
  let at = line.indexOf('|', from);
  while (at > 0 && line[at - 1] === '\\') at = line.indexOf('|', at + 1);
  return at < 0 ? line.length : at;
}

export interface ReadRow {
  readonly row: Row;
  readonly faults: readonly Fault[];
}

/** What a row is read with: the table it belongs to and, when the text ends in it, that it may be half a row. */
export interface RowContext {
  readonly kind: Table['kind'];
  readonly columns: readonly string[];
  readonly cut: boolean;
}

/**
 * Makes a row of its cells: finds the ID and the box by the headings and, where the number of cells differs, by their
 * form. Of a row that the end of the text cuts, the last cell is never read as a box: `318,48,34` may have been `345`.
 */
export function readRow(cells: readonly string[], at: Range, context: RowContext): ReadRow {
  const faults: Fault[] = [];
  if (context.cut) faults.push({ type: 'cut-row', written: cells.join(' | '), at });
  else if (context.columns.length > 0 && cells.length !== context.columns.length)
    faults.push({ type: 'cell-count', expected: context.columns.length, found: cells.length, at });
  if (context.kind === 'setting' || context.kind === 'narrative')
    return { row: { id: null, cells, box: null, at }, faults };

  const id = findId(cells, context.columns);
  const first = cells[0] ?? '';
  if (id === null && !saysNoBox(first)) faults.push({ type: 'row-without-id', written: first, at });
  return { row: { id, cells, box: findBox(cells, at, context, faults), at }, faults };
}

function findId(cells: readonly string[], columns: readonly string[]): EntityId | null {
  const column = columns.findIndex((name) => /\bid\b/i.test(name));
  const expected = readEntityId(cells[Math.max(column, 0)] ?? '');
  if (expected !== null) return expected;
  for (const cell of cells) {
    const id = readEntityId(cell);
    if (id !== null) return id;
  }
  return null;
}

function findBox(cells: readonly string[], at: Range, context: RowContext, faults: Fault[]): Box<'model'> | null {
  const whole = context.cut ? cells.slice(0, -1) : cells;
  const column = context.columns.findIndex((name) => /\b(?:bounding )?box\b|\bbbox\b|coordinates/i.test(name));
  const named = column < 0 ? undefined : whole[column];
  const written = named !== undefined && readBox(named) ? named : (whole.findLast((cell) => readBox(cell)) ?? named);
  if (written === undefined) return null;
  const box = readBox(written);
  if (box === null) {
    if (!saysNoBox(written)) faults.push({ type: 'unreadable-box', written, at });
  } else if (box.x1 === box.x2 || box.y1 === box.y2) faults.push({ type: 'empty-box', written, at });
  else if (box.x1 > box.x2 || box.y1 > box.y2) faults.push({ type: 'reversed-box', written, at });
  return box;
}
