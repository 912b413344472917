import { createHeldLines } from './held-lines.ts';
import { isVagueHeading, kindOfHeader, readHeading } from './headings.ts';
import { createImages } from './images.ts';
import { beginsItem, boxesInNote } from './list-items.ts';
import { hasCells, isTableRule, readCells } from './table.ts';
import { createTableReader } from './table-reader.ts';
import type { Emit, FrameNo, Range } from './types.ts';

/** Reads the thinking line by line: a row, a heading or a note is certain when its line is complete. */
export interface ThinkingReader {
  /** `cut` means that the completion ends in this line, before its line break. */
  line(text: string, at: Range, cut: boolean): void;
  /** A line that is longer than any line of the format. */
  long(text: string, at: Range): void;
  /** Starts another thinking, without an image or a table yet, in an open frame of the story or in none. */
  restart(around: FrameNo | null): void;
  /** Reads the lines that are still held back, because a tag follows. */
  release(): void;
  /** Reads the lines that are still held back, because the thinking ends at this offset. */
  leave(from: number): void;
  /** The highest number of an image heading, as it is written, and whether they count from 0. */
  counting(): { readonly highest: number; readonly fromZero: boolean };
}

/**
 * Whether a line begins a thinking that has no `<think>`: an image heading, a section or a table's headings. In a frame
 * of the story (`strict`) the name of a section alone may be a sentence of the story.
 */
export function beginsThinking(line: string, strict: boolean): boolean {
  const heading = readHeading(line);
  if (heading?.type === 'image') return !isVagueHeading(line);
  if (heading !== null) return !strict || /^\s*(?:#|\*\*)/.test(line);
  return hasCells(line) && kindOfHeader(readCells(line, 0).texts) !== null;
}

/** JSON, also as an item of a list or after a label. */
const BEGINS_JSON = /^(?:[[{]\s*(?:[[{"'\d-]|$)|(?:[-*•]\s+|[\p{L} ]{1,30}:\s*)(?:\{\s*["']|\[\s*\{))/u;
const HEADING_INSIDE = /[ \t]+(?=#{1,6}[ \t])/;

/** `known` gets the IDs of all rows. */
export function createThinkingReader(emit: Emit, known: Set<string>): ThinkingReader {
  const images = createImages(emit);
  const tables = createTableReader(emit, known, images);
  const held = createHeldLines(emit, tables, note, line);

  function heading(text: string, at: Range): boolean {
    const found = readHeading(text);
    if (found === null) return false;
    if (found.type === 'image') {
      tables.close(null);
      images.open(found.frames, at);
      if (!found.usual) {
        const fault = { type: 'unusual', what: 'other-headings', count: 1, written: text, at } as const;
        emit({ type: 'fault', fault, at });
      }
    } else if (found.type === 'narrative') {
      tables.close('narrative');
      images.leave(at[0]);
      emit({ type: 'narrative-heading', at });
    } else {
      tables.close(found.kind);
      emit({ type: 'section-heading', kind: found.kind, at });
    }
    return true;
  }

  function note(words: string, at: Range): void {
    // A heading in other words. The lines after it do not belong to the table before it.
    if (/^#|^\*\*[^*]+\*\*:?$/.test(words)) tables.close(null);
    images.note(boxesInNote(words));
    emit({ type: 'note', note: { text: words, at }, frame: images.current(), at });
  }

  /** Several headings and tables on one line: `## Image 1 ### Characters | Character ID | … |`. */
  function joinedLine(text: string, at: Range, cut: boolean): boolean {
    if (!(text.includes('|') || text.includes(' #')) || !/^\s*#/.test(text)) return false;
    const next = HEADING_INSIDE.exec(text.trimStart());
    const pipe = text.indexOf('|');
    const inside = next === null ? -1 : text.length - text.trimStart().length + next.index;
    const end = inside >= 0 && (pipe < 0 || inside < pipe) ? inside : pipe;
    if (end < 0 || readHeading(text.slice(0, end)) === null) return false;
    const middle = at[0] + end;
    line(text.slice(0, end), [at[0], middle], false);
    const rest = text.slice(end);
    const after = rest.startsWith('|') ? HEADING_INSIDE.exec(rest) : null;
    if (after === null) line(rest, [middle, at[1]], cut);
    else {
      line(rest.slice(0, after.index), [middle, middle + after.index], false);
      line(rest.slice(after.index), [middle + after.index, at[1]], cut);
    }
    return true;
  }

  function readLine(text: string, at: Range, cut: boolean): void {
    const words = text.trim();
    // Most lines are rows, and nothing else begins with a pipe.
    if (words.startsWith('|')) tableLine(words, text, at, cut);
    else if (words === '' || /^`{3,}\w*$/.test(words)) emit({ type: 'layout', at });
    else if (joinedLine(text, at, cut) || heading(words, at)) return;
    else if (BEGINS_JSON.test(words)) held.open('json', text, at, cut);
    else if (/^<table\b/i.test(words)) held.open('html', text, at, cut);
    else if (hasCells(words)) tableLine(words, text, at, cut);
    else if (beginsItem(words, tables.hasLines())) held.open('item', text, at, cut);
    else note(words, at);
  }

  function tableLine(words: string, text: string, at: Range, cut: boolean): void {
    if (isTableRule(words)) emit({ type: 'layout', at });
    else if (tables.isHeader(words)) held.open('header', text, at, cut);
    else if (!cut && tables.mayBeHeader(words)) held.open('row-or-header', text, at, cut);
    else if (tables.isPart(words, cut)) held.open('row', text, at, cut);
    else tables.line(text, at, cut);
  }

  function line(text: string, at: Range, cut: boolean): void {
    if (!held.take(text, at, cut)) readLine(text, at, cut);
  }

  return {
    line,
    long(text, at) {
      held.release();
      emit({ type: 'fault', fault: { type: 'line-too-long', at }, at });
      // If a model loops and writes a number without an end, only that box is lost, not the whole row.
      if (tables.beginsRow(text)) tables.line(text, at, true);
      else emit({ type: 'note', note: { text, at }, frame: images.current(), at });
    },
    restart(around) {
      tables.close(null);
      images.restart(around);
    },
    release: () => held.release(),
    leave(from) {
      held.release();
      images.leave(from);
    },
    counting: () => images.counting(),
  };
}
