import { kindOfHeader } from './headings.ts';
import { entityKind, readEntityId, readIdCell } from './ids.ts';
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
  /** The image that the row says it is about, as it is written; missing if it does not say. */
  readonly image?: number;
  /** Whether the columns are written right here, as the headings of an HTML table. */
  readonly isHeader: boolean;
  readonly at: Range;
}

// An object may contain its box as an inner object. Any other inner object is an item of a list.
const OBJECT = /\{(?:[^{}]|\{(?=\s*["']?(?:x|left))[^{}]*\})*\}?/g;
const PAIR =
  /["']?([\p{L}_][\p{L}\p{N}_ -]*?)["']?\s*:\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|(\[(?:[^[\]]|\[[^[\]]*\])*\]|\{[^{}]*\}|[^\s,{}[\]"'][^,{}[\]\n]*))/gu;

/** Which image the rows after it are about: `"image": 2`, `"frame_id": "image2"` or `"Image 2": [`. */
const IMAGE =
  /["']?(?:image|frame|picture)(?:[ _-]?(?:id|no|number|index))?["']?\s*:\s*["']?(?:image|frame|picture)?[ _-]?(\d{1,4})(?!\d|\.\w)|["'](?:image|frame|picture)[ _-]?(\d{1,4})["']\s*:/gi;
/** The ID before an object: `"char1": {`. */
const KEY = /["']?((?:char|obj|lm|bg)[ _-]?\d{1,6})["']?\s*:\s*$/i;
const CORNERS = /["']?(?:x_?1|x_?min|left|x)["']?\s*:(?:\s*-?[\d.]+\s*,\s*["']?[a-z]\w*["']?\s*:){3}\s*-?[\d.]+/i;

/** Reads the objects of a JSON text that have a box, also if the text is slightly broken; `from` is its offset. */
export function readObjects(text: string, from: number): readonly FoundRow[] {
  const images = Array.from(text.matchAll(IMAGE), (match) => ({ at: match.index, no: Number(match[1] ?? match[2]) }));
  return Array.from(text.matchAll(OBJECT)).flatMap((match): readonly FoundRow[] => {
    const end = match.index + match[0].length;
    const image = images.findLast(({ at }) => at < end)?.no;
    const rows = readObject(match[0], from + match.index, KEY.exec(text.slice(0, match.index)));
    return image === undefined ? rows : rows.map((found) => Object.assign(found, { image }));
  });
}

/** The rows of one object: one, or one for each ID that is a key with a box. `key` is the ID before the object. */
function readObject(text: string, start: number, key: RegExpExecArray | null): readonly FoundRow[] {
  const columns: string[] = [];
  const texts: string[] = [];
  const edges: number[] = [];
  function add(column: string, value: string, at: number): void {
    columns.push(column);
    texts.push(value);
    edges.push(at, at + value.length);
  }
  if (key !== null) add('ID', key[1] ?? '', start - key[0].length + key[0].indexOf(key[1] ?? ''));
  const corners = CORNERS.exec(text);
  const rest = corners === null ? text : text.replace(corners[0], ' '.repeat(corners[0].length));
  for (const pair of rest.matchAll(PAIR)) {
    const value = (pair[2] ?? pair[3] ?? pair[4] ?? '').trim();
    add(pair[1] ?? '', value, start + pair.index + pair[0].lastIndexOf(value));
  }
  if (corners !== null && !columns.some((_, i) => readBoxes(texts[i] ?? '').length > 0))
    add('Bounding Box', corners[0], start + corners.index);
  const at: Range = [start, start + text.length];
  const isBox = texts.map((value) => readBoxes(value).length > 0);
  const named = columns.flatMap((column, i) => (isBox[i] === true && readEntityId(column) !== null ? [i] : []));
  if (named.length > 0)
    return named.map((i) => ofKey(columns[i] ?? '', texts[i] ?? '', edges[2 * i] ?? start, text, start));
  const box = isBox.indexOf(true);
  if (box < 0) return [];
  const name = columns[box] ?? '';
  return [row(texts, columns, edges, name === 'bbox_2d' || name === 'box_2d' ? name : null, at)];
}

/** The row of an ID that is a key with a box: `"char1": [1, 2, 3, 4]`. */
function ofKey(key: string, value: string, at: number, text: string, start: number): FoundRow {
  const idAt = start + text.lastIndexOf(key, at - start);
  const edges = [idAt, idAt + key.length, at, at + value.length];
  return row([key, value], ['ID', 'Bounding Box'], edges, null, [idAt, at + value.length]);
}

export function row(
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
    const id = readIdCell(text);
    if (id !== null) return entityKind(id) === 'char' ? 'characters' : 'objects';
  }
  return 'objects';
}

const TABLE_ROW = /<tr\b[^>]*>([^]*?)(?=<\/?tr\b|<\/t(?:head|body|able)|$)/gi;
const TABLE_CELL = /<t[hd]\b[^>]*>([^]*?)(?=<\/?t[hdr]\b|<\/t(?:head|body|able)|$)/gi;

/** The text of a cell without the tags around all of it: `<b>char1</b>`. */
function withoutMarkup(cell: string): string {
  const text = cell.trim();
  const inner = /^<(b|strong|i|em|code|p|span)\b[^>]*>([^]*)<\/\1>$/i.exec(text)?.[2];
  return inner === undefined ? text : withoutMarkup(inner);
}

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
      const value = withoutMarkup(written);
      const at = start + cell.index + cell[0].length - written.length + written.indexOf(value);
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
