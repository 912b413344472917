import { COLUMNS, kindOfHeader, looksLikeRow, readHeading } from './headings.ts';
import { createOpenTable, hasCells, isTableRule, readCells, readRow } from './table.ts';
import type { Cells, OpenTable } from './table.ts';
import type { Emit, FrameNo, Range, TableKind } from './types.ts';

/** Reads the thinking line by line: a row, a heading or a note is certain when its line is complete. */
export interface ThinkingReader {
  /** `cut` means that the completion ends in this line, before its line break. */
  line(text: string, at: Range, cut: boolean): void;
  /** A line that is longer than any line of the format. */
  long(text: string, at: Range): void;
  /** Starts another thinking, without an image or a table yet. */
  restart(): void;
  /** Reads what is still held back, because the thinking ends. */
  leave(): void;
  /** The highest number of an image heading, as it is written, and whether they count from 0. */
  counting(): { readonly highest: number; readonly fromZero: boolean };
}

/**
 * Whether a line begins a thinking that has no `<think>`: an image heading, a section or a table's headings. In a frame
 * of the story (`strict`) the name of a section alone may be a sentence of the story.
 */
export function beginsThinking(line: string, strict: boolean): boolean {
  const heading = readHeading(line);
  if (heading !== null) return heading.type === 'image' || !strict || /^\s*(?:#|\*\*)/.test(line);
  return hasCells(line) && kindOfHeader(readCells(line, 0).texts) !== null;
}

/** `known` gets the IDs of all rows. */
export function createThinkingReader(emit: Emit, known: Set<string>): ThinkingReader {
  let frame: FrameNo | null = null;
  let section: TableKind | null = null;
  let table: OpenTable | null = null;
  /** The images of this thinking and of those before it, as they are written. */
  let images = new Set<number>();
  const earlier = new Set<number>();
  let fromZero = false;
  let highest = 0;

  function image(written: readonly number[], at: Range): void {
    const here: Range = [at[0], at[0]];
    if (!fromZero && written[0] === 0) {
      fromZero = true;
      const fault = { type: 'unusual', what: 'counted-from-zero', count: 1, written: '## Image 0', at } as const;
      emit({ type: 'count-from-zero', of: 'analyses', at: here });
      emit({ type: 'fault', fault, at });
    }
    const frames = written.map((no) => (fromZero ? no + 1 : no) as FrameNo);
    for (const [i, no] of written.entries()) {
      const again = frames[i];
      if (earlier.has(no) && !images.has(no) && again !== undefined)
        emit({ type: 'image-again', frame: again, at: here });
      images.add(no);
      highest = Math.max(highest, no);
    }
    frame = frames.at(-1) ?? null;
    section = null;
    if (frame !== null) emit({ type: 'image-heading', frame, others: frames.slice(0, -1), at });
  }

  function heading(text: string, at: Range): boolean {
    const found = readHeading(text);
    if (found === null) return false;
    table = null;
    if (found.type === 'image') {
      image(found.frames, at);
      if (!found.usual) {
        const fault = { type: 'unusual', what: 'other-headings', count: 1, written: text, at } as const;
        emit({ type: 'fault', fault, at });
      }
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

  /** Opens a table with the headings in `header`, or with the usual ones of its kind if it has none. */
  function openTable(kind: TableKind, header: Cells | null, at: Range): OpenTable {
    if (kind !== 'narrative' && frame === null) {
      // A single picture is often analysed without "## Image 1".
      frame = 1 as FrameNo;
      images.add(1);
      emit({ type: 'fault', fault: { type: 'table-without-image', at }, at });
    }
    const columns = header?.texts ?? COLUMNS[kind];
    const columnEdges = header?.edges ?? [];
    emit({ type: 'table', kind, frame: kind === 'narrative' ? null : frame, columns, columnEdges, at });
    return createOpenTable(kind, columns);
  }

  function tableLine(text: string, from: number, at: Range, cut: boolean): void {
    const cells = readCells(text, from);
    const { texts } = cells;
    // Within a table only the first cell can show that another table begins: rows are many, and their words are free.
    const kind = kindOfHeader(table === null ? texts : texts.slice(0, 1));
    if (kind !== null && !looksLikeRow(texts, kind)) {
      table = openTable(kind, cells, at);
      return;
    }
    if (table === null) {
      const guessed = section ?? 'objects';
      if (!looksLikeRow(texts, section)) {
        table = openTable(guessed, cells, at);
        return;
      }
      table = openTable(guessed, null, [at[0], at[0]]);
    }
    const { row, faults } = readRow(cells, at, table, cut);
    if (row.id !== null) known.add(row.id);
    emit({ type: 'row', kind: table.kind, row, at });
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
      else tableLine(words, at[0] + text.indexOf(words), at, cut && !words.endsWith('|'));
    },
    long(text, at) {
      emit({ type: 'fault', fault: { type: 'line-too-long', at }, at });
      emit({ type: 'note', note: { text, at }, frame, at });
    },
    leave() {},
    counting: () => ({ highest, fromZero }),
    restart() {
      for (const no of images) earlier.add(no);
      images = new Set();
      frame = null;
      section = null;
      table = null;
    },
  };
}
