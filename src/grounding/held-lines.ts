import { MAX_LINE, readHeading } from './headings.ts';
import { beginsItem, hasBox, readItem } from './list-items.ts';
import { readHtml, readObjects } from './other-tables.ts';
import { hasCells, isTableRule, readCells } from './table.ts';
import { kindOfRow } from './table-reader.ts';
import type { TableReader } from './table-reader.ts';
import type { Emit, Range } from './types.ts';

/** Lines that are read together: a row over several lines, JSON, HTML, an item of a list, or headings in other words. */
export interface HeldLines {
  open(type: HeldType, text: string, at: Range, cut: boolean): void;
  /** Takes a line. If it does not belong to the held lines, reads the held lines and returns false. */
  take(text: string, at: Range, cut: boolean): boolean;
  /** Reads the held lines. */
  release(): void;
}

type HeldType = 'row' | 'row-or-header' | 'json' | 'html' | 'item' | 'header';

interface Line {
  readonly text: string;
  readonly at: Range;
}

/** The most lines of one cell or of one item of a list. A longer text is something else. */
const MOST_LINES = 12;

export function createHeldLines(
  emit: Emit,
  tables: TableReader,
  note: (words: string, at: Range) => void,
  readAgain: (text: string, at: Range, cut: boolean) => void,
): HeldLines {
  let type: HeldType | null = null;
  let text = '';
  let lines: Line[] = [];
  /**
   * How many of the lines surely belong to the row. A line without a cell border belongs to it only if another one
   * follows.
   */
  let certain = 0;
  let isCut = false;
  /** How many brackets of the held lines are open. */
  let depth = 0;

  function add(line: string, at: Range, cut: boolean): void {
    text += line;
    lines.push({ text: line, at });
    for (const [bracket] of line.matchAll(/[[\]{}]/g)) depth += bracket === '[' || bracket === '{' ? 1 : -1;
    isCut = cut;
  }

  function asNotes(all: readonly Line[]): void {
    for (const { text: line, at } of all) {
      const words = line.trim();
      if (words === '' || /^`{3,}\w*$/.test(words)) emit({ type: 'layout', at });
      else note(words, at);
    }
  }

  function release(): void {
    if (type === null) return;
    const [was, all, whole, cut, count] = [type, lines, text, isCut, certain];
    type = null;
    text = '';
    lines = [];
    const from = all[0]?.at[0] ?? 0;
    const to = all.at(-1)?.at[1] ?? from;
    if (was === 'row' || was === 'row-or-header') {
      const row = all.slice(0, count);
      const rest = all.slice(count);
      tables.line(row.map((line) => line.text).join(''), [from, row.at(-1)?.at[1] ?? to], cut && rest.length === 0);
      for (const line of rest) readAgain(line.text, line.at, cut && line === rest.at(-1));
      return;
    }
    if (was === 'header') {
      const [header, ...rules] = all;
      if (header) tables.header(header.text, header.at, 'objects');
      for (const { at } of rules) emit({ type: 'layout', at });
      return;
    }
    const found =
      was === 'json' ? readObjects(whole, from) : was === 'html' ? readHtml(whole, from) : items(whole, from, cut);
    if (found.length === 0) asNotes(all);
    else tables.found(found, [from, to]);
  }

  function takeRow(line: string, at: Range, cut: boolean): boolean {
    if (lines.length >= MOST_LINES || !tables.goesOn(text, line.trim())) return false;
    add(line, at, cut);
    if (hasCells(line.trim())) {
      certain = lines.length;
      if (!tables.isPart(text.trim(), false)) release();
    }
    return true;
  }

  function takeItem(line: string, at: Range, cut: boolean): boolean {
    const words = line.trim();
    if (words === '' || lines.length >= MOST_LINES || beginsItem(words, tables.hasLines()) || hasCells(words))
      return false;
    if (readHeading(words) !== null || /^(?:`{3}|[[{]\s*$)/.test(words)) return false;
    add(line, at, cut);
    if (hasBox(words)) release();
    return true;
  }

  /** A rule shows that the line before it has the headings of another table. */
  function takeRule(line: string, at: Range, cut: boolean): boolean {
    if (!isTableRule(line.trim())) return false;
    type = 'header';
    add(line, at, cut);
    return true;
  }

  function takeHeader(line: string, at: Range, cut: boolean): boolean {
    const words = line.trim();
    if (words === '' || isTableRule(words)) {
      add(line, at, cut);
      return true;
    }
    const [header, ...rules] = lines;
    if (!hasCells(words) || header === undefined) return false;
    type = null;
    text = '';
    lines = [];
    tables.header(header.text, header.at, kindOfRow(readCells(words, 0).texts));
    for (const rule of rules) emit({ type: 'layout', at: rule.at });
    return false;
  }

  /** JSON ends where its brackets close, HTML with its closing tag; both end before a heading or a code fence. */
  function takeText(line: string, at: Range, cut: boolean): boolean {
    const words = line.trim();
    if (text.length + line.length > MAX_LINE || words.startsWith('```') || words.startsWith('|')) return false;
    if (readHeading(words) !== null) return false;
    add(line, at, cut);
    if (isClosed()) release();
    return true;
  }

  function isClosed(): boolean {
    if (type === 'html') return /<\/table\s*>/i.test(text);
    return depth <= 0;
  }

  function takes(what: HeldType, line: string, at: Range, cut: boolean): boolean {
    if (what === 'row') return takeRow(line, at, cut);
    if (what === 'row-or-header') return takeRule(line, at, cut);
    if (what === 'item') return takeItem(line, at, cut);
    return what === 'header' ? takeHeader(line, at, cut) : takeText(line, at, cut);
  }

  return {
    open(what, line, at, cut) {
      type = what;
      certain = 1;
      depth = 0;
      add(line, at, cut);
      if (what === 'item' ? hasBox(line) : (what === 'json' || what === 'html') && isClosed()) release();
    },
    take(line, at, cut) {
      // The released lines may begin something new that is held, so the loop asks again.
      while (type !== null) {
        if (takes(type, line, at, cut)) return true;
        release();
      }
      return false;
    },
    release() {
      while (type !== null) release();
    },
  };
}

function items(whole: string, from: number, cut: boolean): ReturnType<typeof readObjects> {
  // `[1,2,3,4` may be the beginning of `[1,2,3,45]`.
  const item = cut && !/[\])}）】]\s*$/.test(whole) ? null : readItem(whole, from);
  return item === null ? [] : [item];
}
