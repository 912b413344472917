import { COLUMNS, kindOfHeader, looksLikeRow, readHeading } from './grammar.ts';
import { hasCells, isTableRule, readRow, splitCells } from './table.ts';
import type { Emit, FrameNo, Range, TableKind } from './types.ts';

/** Reads the chain of thought line by line: a row, a heading or a note is certain when its line is whole. */
export interface ThinkingReader {
  /** `cut` says that the text ended in this line, without its newline. */
  line(text: string, at: Range, cut: boolean): void;
  /** A line that is too long to be one of the format's. */
  note(text: string, at: Range): void;
  /** A new chain of thought: no image, no table. */
  restart(): void;
}

/** Whether a line outside the thinking begins one all the same: an image heading, a section, a table's headings. */
export function beginsThinking(line: string): boolean {
  if (readHeading(line) !== null) return true;
  return hasCells(line) && kindOfHeader(splitCells(line)) !== null;
}

export function createThinkingReader(emit: Emit): ThinkingReader {
  let frame: FrameNo | null = null;
  let section: TableKind | null = null;
  let table: { readonly kind: TableKind; readonly columns: readonly string[] } | null = null;

  function heading(text: string, at: Range): boolean {
    const found = readHeading(text);
    if (found === null) return false;
    table = null;
    if (found.type === 'image') {
      frame = found.frame;
      section = null;
      emit({ type: 'image-heading', frame, at });
    } else if (found.type === 'narrative') {
      frame = null;
      section = 'narrative';
      emit({ type: 'narrative-heading', at });
    } else {
      section = found.kind;
      emit({ type: 'section-heading', kind: section, at });
    }
    return true;
  }

  function openTable(kind: TableKind, columns: readonly string[], at: Range): void {
    if (kind !== 'narrative' && frame === null) {
      // A single picture is often analysed without "## Image 1".
      frame = 1 as FrameNo;
      emit({ type: 'fault', fault: { type: 'table-without-image', at }, at });
    }
    table = { kind, columns };
    emit({ type: 'table', kind, frame: kind === 'narrative' ? null : frame, columns, at });
  }

  function tableLine(text: string, at: Range, cut: boolean): void {
    const cells = splitCells(text);
    // Within a table only the first cell can say that another one begins: rows are many, and their words are free.
    const kind = kindOfHeader(table === null ? cells : cells.slice(0, 1));
    if (kind !== null && !looksLikeRow(cells, kind)) {
      openTable(kind, cells, at);
      return;
    }
    if (table === null) {
      const guessed = section ?? 'objects';
      if (!looksLikeRow(cells, section)) {
        openTable(guessed, cells, at);
        return;
      }
      openTable(guessed, COLUMNS[guessed], [at[0], at[0]]);
    }
    const { kind: of, columns } = table ?? { kind: 'objects', columns: COLUMNS.objects };
    const { row, faults } = readRow(cells, at, { kind: of, columns, cut });
    emit({ type: 'row', kind: of, row, at });
    for (const fault of faults) emit({ type: 'fault', fault, at });
  }

  return {
    line(text, at, cut) {
      const words = text.trim();
      if (words === '' || /^`{3,}\w*$/.test(words)) emit({ type: 'layout', at });
      // Most lines are rows, and no heading begins with a pipe.
      else if (!words.startsWith('|') && heading(words, at)) return;
      else if (!hasCells(words)) emit({ type: 'note', note: { text: words, at }, frame, at });
      else if (isTableRule(words)) emit({ type: 'layout', at });
      else tableLine(words, at, cut && !words.endsWith('|'));
    },
    note(text, at) {
      emit({ type: 'fault', fault: { type: 'line-too-long', at }, at });
      emit({ type: 'note', note: { text, at }, frame, at });
    },
    restart() {
      frame = null;
      section = null;
      table = null;
    },
  };
}
