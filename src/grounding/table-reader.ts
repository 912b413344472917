import { COLUMNS, kindOfHeader, looksLikeRow, readHeading } from './headings.ts';
import { entityKind, readEntityId } from './ids.ts';
import type { Images } from './images.ts';
import { splitJoined } from './joined-rows.ts';
import type { FoundRow } from './other-tables.ts';
import { readBoxes } from './read-box.ts';
import { createOpenTable, hasCells, isTableRule, readCells, readRow } from './table.ts';
import type { Cells, OpenTable } from './table.ts';
import type { Emit, Range, Row, TableKind } from './types.ts';

/** Reads the tables of the thinking. */
export interface TableReader {
  /** Reads a whole row or the headings of a table. */
  line(text: string, at: Range, cut: boolean): void;
  /** Reads the headings of a table of this kind. The headings themselves do not show the kind. */
  header(text: string, at: Range, kind: TableKind): void;
  /** Reads rows that are written in another form; the text between them is layout. */
  found(rows: readonly FoundRow[], at: Range): void;
  /** Ends the open table. The next one is in this section. */
  close(section: TableKind | null): void;
  /** Whether a line has headings in other words, so that only its first row shows the kind of the table. */
  isHeader(words: string): boolean;
  /** Whether a line has the headings of another table, if a rule follows: it is in the open table, but looks like no row of it. */
  mayBeHeader(words: string): boolean;
  /** Whether a line has only the first cells of a row: the rest may be on the next lines. */
  isPart(words: string, cut: boolean): boolean;
  /** Whether a line continues a row that has begun in `before`. */
  goesOn(before: string, words: string): boolean;
  /** Whether the image has a table that is written in lines with pipes. */
  hasLines(): boolean;
  /** Whether a line begins a row of the open table. */
  beginsRow(text: string): boolean;
}

export function createTableReader(emit: Emit, known: Set<string>, images: Images): TableReader {
  let section: TableKind | null = null;
  let table: OpenTable | null = null;
  let hasLines = false;

  /** Opens a table with the headings in `header`, or with the usual ones of its kind if it has none. */
  function open(kind: TableKind, columns: readonly string[] | null, edges: readonly number[], at: Range): OpenTable {
    const frame = kind === 'narrative' ? null : images.table(at);
    const names = columns ?? COLUMNS[kind];
    emit({ type: 'table', kind, frame, columns: names, columnEdges: edges, at });
    return createOpenTable(kind, names);
  }

  function row(cells: Cells, at: Range, of: OpenTable, cut: boolean, change?: (row: Row) => Row): void {
    const { row: read, faults } = readRow(cells, at, of, cut);
    if (read.id !== null) known.add(read.id);
    emit({ type: 'row', kind: of.kind, row: change ? change(read) : read, at });
    for (const fault of faults) emit({ type: 'fault', fault, at });
  }

  function unusual(what: 'broken-rows' | 'other-tables', count: number, written: string, at: Range): void {
    emit({ type: 'fault', fault: { type: 'unusual', what, count, written: written.trim(), at }, at });
  }

  function cellsLine(cells: Cells, at: Range, cut: boolean): void {
    const { texts, edges } = cells;
    // Within a table only the first cell can show that another table begins. The other cells of a row may have any words.
    const kind = kindOfHeader(table === null ? texts : texts.slice(0, 1));
    if (kind !== null && !looksLikeRow(texts, kind)) {
      table = open(kind, texts, edges, at);
      return;
    }
    if (table === null) {
      const guessed = section ?? 'objects';
      if (!looksLikeRow(texts, section)) {
        table = open(guessed, texts, edges, at);
        return;
      }
      table = open(guessed, null, [], [at[0], at[0]]);
    }
    row(cells, at, table, cut);
  }

  function isWhole(texts: readonly string[]): boolean {
    if (table === null || texts.length >= table.columns.length) return true;
    return readBoxes(texts.at(-1) ?? '').length > 0;
  }

  return {
    line(text, at, cut) {
      hasLines = true;
      const words = text.trim();
      const from = at[0] + text.indexOf(words);
      const cells = readCells(words, from);
      const isCut = cut && !words.endsWith('|');
      const parts = splitJoined(words, from, cells, at, table?.columns.length ?? 0, table?.kind ?? section);
      if (parts === null) {
        cellsLine(cells, at, isCut);
        if (words.includes('\n')) unusual('broken-rows', 1, words, at);
        return;
      }
      const lastRow = parts.findLast(({ type }) => type === 'row');
      for (const part of parts) {
        if (part.type === 'rule') emit({ type: 'layout', at: part.at });
        else if (part.type === 'header') {
          table = null;
          const kind = kindOfHeader(part.cells.texts) ?? section ?? 'objects';
          table = open(kind, part.cells.texts, part.cells.edges, part.at);
        } else if (table !== null) row(part.cells, part.at, table, isCut && part === lastRow);
      }
      unusual('broken-rows', parts.filter(({ type }) => type !== 'rule').length, words, at);
    },
    header(text, at, kind) {
      const words = text.trim();
      const { texts, edges } = readCells(words, at[0] + text.indexOf(words));
      table = open(kind, texts, edges, at);
    },
    found(rows, [from, to]) {
      let end = from;
      for (const { kind, columns, cells, dialect, image, isHeader, at } of rows) {
        if (image !== undefined && images.isOther(image)) {
          table = null;
          images.open([image], [end, end]);
        }
        if (at[0] > end) emit({ type: 'layout', at: [end, at[0]] });
        [, end] = at;
        if (isHeader) table = open(kind, columns, cells.edges, at);
        else {
          if (table === null || table.kind !== kind || table.columns.join() !== columns.join())
            table = open(kind, columns, [], [at[0], at[0]]);
          row(cells, at, table, false, (read) =>
            dialect === null || read.box === null ? read : { ...read, box: { ...read.box, dialect } },
          );
          unusual('other-tables', 1, cells.texts.join(' '), at);
        }
      }
      if (end < to) emit({ type: 'layout', at: [end, to] });
    },
    close(next) {
      table = null;
      if (next === null) hasLines = false;
      section = next;
    },
    isHeader(words) {
      if (table !== null || section !== null) return false;
      const { texts } = readCells(words, 0);
      if (texts.length < 2 || kindOfHeader(texts) !== null || looksLikeRow(texts, null)) return false;
      return splitJoined(words, 0, { texts, edges: [] }, [0, 0], 0, null) === null;
    },
    mayBeHeader(words) {
      if (table === null || BEGINS_WITH_ID.test(words) || !/^\|.*\|$/.test(words)) return false;
      const { texts } = readCells(words, 0);
      if (texts.length < 2 || looksLikeRow(texts, table.kind) || kindOfHeader(texts) !== null) return false;
      return splitJoined(words, 0, { texts, edges: [] }, [0, 0], table.columns.length, table.kind) === null;
    },
    isPart(words, cut) {
      // A whole row of seven cells has eight pipes: most rows are known by their number alone.
      if (table === null || cut || hasPipes(words, table.columns.length + 1)) return false;
      const { texts } = readCells(words, 0);
      return !isWhole(texts) && (kindOfHeader(texts.slice(0, 1)) === null || looksLikeRow(texts, table.kind));
    },
    goesOn(before, words) {
      if (table === null || words === '' || isTableRule(words) || readHeading(words) !== null) return false;
      const isOpen = !before.trimEnd().endsWith('|');
      if (words.startsWith('|') ? !isOpen : !isOpen && !hasCells(words)) return false;
      const { texts } = readCells(words, 0);
      if (looksLikeRow(texts, table.kind) || kindOfHeader(texts) !== null) return false;
      return readCells(`${before}${words}`.trim(), 0).texts.length <= table.columns.length;
    },
    hasLines: () => hasLines,
    beginsRow(text) {
      return table !== null && hasCells(text) && looksLikeRow(readCells(text.trim(), 0).texts, table.kind);
    },
  };
}

/** What nearly all rows begin with. */
const BEGINS_WITH_ID = /^\|\s*(?:char|obj|lm|bg)\d/;

/** Whether a text has at least this number of pipes. */
function hasPipes(text: string, count: number): boolean {
  let at = -1;
  for (let i = 0; i < count; i++) if ((at = text.indexOf('|', at + 1)) < 0) return false;
  return true;
}

/**
 * The kind of a table, from its first row: the kind of the ID in the row. Without an ID, a row with a box is an object
 * and any other row belongs to the Setting table.
 */
export function kindOfRow(texts: readonly string[]): TableKind {
  for (const text of texts) {
    const id = readEntityId(text);
    if (id !== null) return entityKind(id) === 'char' ? 'characters' : 'objects';
  }
  return texts.some((text) => readBoxes(text).length > 0) ? 'objects' : 'setting';
}
