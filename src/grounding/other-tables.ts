import { kindOfHeader } from './headings.ts';
import { entityKind, readEntityId } from './ids.ts';
import { readBoxes } from './read-box.ts';
import type { Cells } from './table.ts';
import type { BoxDialect, Range, TableKind } from './types.ts';

// What other models write in place of a table: JSON, a list, or HTML. Each becomes rows of a table.

/** One row that is found in other text than a table's line, with its place in the completion. */
export interface FoundRow {
  readonly kind: TableKind;
  readonly columns: readonly string[];
  readonly cells: Cells;
  readonly dialect: BoxDialect | null;
  /** Whether the columns are written right here, as the headings of an HTML table. */
  readonly isHeader: boolean;
  readonly at: Range;
}

// An object may contain its box as an inner object. Any other inner object is an item of a list.
const OBJECT = /\{(?:[^{}]|\{(?=\s*["']?(?:x|left))[^{}]*\})*\}?/g;
const PAIR =
  /["']?([\p{L}_][\p{L}\p{N}_ -]*?)["']?\s*:\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|(\[(?:[^[\]]|\[[^[\]]*\])*\]|\{[^{}]*\}|[^\s,{}[\]"'][^,{}[\]\n]*))/gu;

/** Reads the objects of a JSON text that have a box, also if the text is slightly broken; `from` is its offset. */
export function readObjects(text: string, from: number): readonly FoundRow[] {
  return Array.from(text.matchAll(OBJECT)).flatMap((match): FoundRow[] => {
    const start = from + match.index;
    const columns: string[] = [];
    const texts: string[] = [];
    const edges: number[] = [];
    for (const pair of match[0].matchAll(PAIR)) {
      const value = (pair[2] ?? pair[3] ?? pair[4] ?? '').trim();
      const [whole, key = ''] = pair;
      const at = start + pair.index + whole.lastIndexOf(value);
      columns.push(key);
      texts.push(value);
      edges.push(at, at + value.length);
    }
    const box = texts.findIndex((value) => readBoxes(value).length > 0);
    if (box < 0) return [];
    const key = columns[box] ?? '';
    const dialect = key === 'bbox_2d' || key === 'box_2d' ? key : null;
    return [row(texts, columns, edges, dialect, [start, start + match[0].length])];
  });
}

function row(
  texts: readonly string[],
  columns: readonly string[],
  edges: readonly number[],
  dialect: BoxDialect | null,
  at: Range,
): FoundRow {
  return { kind: kindOf(texts), columns, cells: { texts, edges }, dialect, isHeader: false, at };
}

function kindOf(texts: readonly string[]): TableKind {
  for (const text of texts) {
    const id = readEntityId(text);
    if (id !== null) return entityKind(id) === 'char' ? 'characters' : 'objects';
  }
  return 'objects';
}

const N = String.raw`-?\d+(?:\.\d+)?`;
const NEXT = String.raw`\s*[,，]\s*`;
const BOXED = new RegExp(
  String.raw`[([{（【]{0,2}\s*${N}${NEXT}${N}\s*(?:[)\]）]\s*[,，-]?\s*[([（]|[,，])\s*${N}${NEXT}${N}(?!\s*[,，]\s*\d|[\d.]\d)\s*[)\]}）】]{0,2}`,
);
const BOXES = new RegExp(BOXED, 'g');
const BEGINS_WITH_ID =
  /^\s*(?:[-*•+–]\s+|\(?\d{1,3}[.)]\s+)?(?:[*_\s]*[\p{L} ]{2,20}\bID[*_]*\s*[:：])?[\s*_`"'[(]*((?:char|obj|lm|bg)[ _-]?\d{1,6})(?![\p{L}\p{N}])/iu;

/** Whether a line begins an item of a list that is about one entity: `- **char1** (Ines): …`. */
export function beginsItem(line: string): boolean {
  const match = BEGINS_WITH_ID.exec(line);
  if (match === null) return false;
  return /^\s*[-*•+–\d(]/.test(line) || /^[\s*_`"'\])]*(?:[:：(,–—-]|$)/.test(line.slice(match[0].length));
}

/** Whether a text has something like a box between other words. */
export function hasBox(text: string): boolean {
  return BOXED.test(text);
}

/** The boxes in a note, if they are in brackets. */
export function boxesInNote(text: string): ReturnType<typeof readBoxes> {
  if (!/[[(（]\s*-?\d/.test(text)) return [];
  return Array.from(text.matchAll(BOXES), ([match]) => (/[[(（]/.test(match) ? readBoxes(match) : [])).flat();
}

/** Reads an item of a list, of one line or several: its ID, its name and its box; null if it has no ID or no box. */
export function readItem(text: string, from: number): FoundRow | null {
  const id = BEGINS_WITH_ID.exec(text);
  const box = id === null ? null : BOXED.exec(text.slice(id[0].length));
  if (id === null || box === null) return null;
  const [, written = ''] = id;
  const idEnd = id[0].length;
  const between = text.slice(idEnd, idEnd + box.index);
  const name = /(?:\bname[*_]*\s*[:：][\s*_]*)?(\p{L}[^,;:：()[\]—–*`"\n]*)/iu.exec(
    between.replace(BOX_WORDS, (word) => ' '.repeat(word.length)),
  );
  const nameText = (name?.[1] ?? '').trim();
  const nameFrom = idEnd + (name === null ? 0 : name.index + name[0].length - (name[1] ?? '').length);
  const boxText = box[0].trim();
  const boxFrom = idEnd + box.index + box[0].indexOf(boxText);
  const edges = [
    idEnd - written.length,
    idEnd,
    nameFrom,
    nameFrom + nameText.length,
    boxFrom,
    boxFrom + boxText.length,
  ];
  const texts = [written, nameText, boxText];
  return row(
    texts,
    ['ID', 'Name', 'Bounding Box'],
    edges.map((edge) => from + edge),
    null,
    [from, from + text.length],
  );
}

const BOX_WORDS = /\b(?:bounding[ _-]?box|b?box(?:_2d)?|coordinates?|position|location|at)\b/gi;

const TABLE_ROW = /<tr\b[^>]*>([^]*?)(?=<\/?tr\b|<\/t(?:head|body|able)|$)/gi;
const TABLE_CELL = /<t[hd]\b[^>]*>([^]*?)(?=<\/?t[hdr]\b|<\/t(?:head|body|able)|$)/gi;

/** Reads the rows of an HTML table. */
export function readHtml(text: string, from: number): readonly FoundRow[] {
  let columns: readonly string[] = [];
  let kind: TableKind | null = null;
  return Array.from(text.matchAll(TABLE_ROW)).map((line): FoundRow => {
    const start = from + line.index;
    const texts: string[] = [];
    const edges: number[] = [];
    for (const cell of line[0].matchAll(TABLE_CELL)) {
      const written = cell[1] ?? '';
      const value = written.trim();
      const at = start + cell.index + cell[0].length - written.length + (written.length - written.trimStart().length);
      texts.push(value);
      edges.push(at, at + value.length);
    }
    const at: Range = [start, start + line[0].length];
    const isHeader = /<th\b/i.test(line[0]) || kindOfHeader(texts) !== null;
    if (isHeader) {
      columns = texts;
      kind = kindOfHeader(texts);
    }
    return { kind: kind ?? kindOf(texts), columns, cells: { texts, edges }, dialect: null, isHeader, at };
  });
}
