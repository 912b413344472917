import { looksLikeRow } from './headings.ts';
import type { Cells } from './table.ts';
import type { Range, TableKind } from './types.ts';

// Rows that a gateway or a copy has joined into one line: `| ID | Box ||---|---| | char1 | 1,2,3,4 | | char2 | 5,6,7,8 |`.

/** One part of such a line. */
export interface Part {
  readonly type: 'header' | 'rule' | 'row';
  readonly cells: Cells;
  readonly at: Range;
}

const RULE = /^:?(?:-{2,}|- (?:- )*-|-):?$/;

/**
 * The parts of a line that has more than one row, or null if it is one row. `columns` is the number of headings of the
 * open table, 0 if no table is open; `from` is the offset of `line`.
 */
export function splitJoined(
  line: string,
  from: number,
  cells: Cells,
  at: Range,
  columns: number,
  kind: TableKind | null,
): Part[] | null {
  const { texts } = cells;
  // Most lines are one row. For them this quick test is enough.
  if (texts.length < 2 * Math.max(columns, 2) && !line.includes('--') && !line.includes('- -')) return null;
  const rule = texts.findIndex((text, i) => RULE.test(text) && RULE.test(texts[i + 1] ?? ''));
  if (rule > 0) {
    const width = texts[rule - 1] === '' ? rule - 1 : rule;
    let end = rule;
    while (RULE.test(texts[end] ?? '')) end++;
    if (width < 2 || Math.abs(end - rule - width) > 1 || looksLikeRow(texts, null)) return null;
    return partsOf(line, from, cells, at, [
      { type: 'header', first: 0, end: width },
      { type: 'rule', first: rule, end },
      ...rowsFrom(texts, end, width),
    ]);
  }
  if (columns < 2 || texts.length < 2 * columns) return null;
  const second = isGap(texts[columns]) ? columns + 1 : columns;
  if (!looksLikeRow(texts.slice(second), kind)) return null;
  return partsOf(line, from, cells, at, rowsFrom(texts, 0, columns));
}

/** What may be between two rows: the second of two pipes, or a line break in HTML. */
function isGap(text: string | undefined): boolean {
  return text !== undefined && /^(?:<br\s*\/?>)?$/i.test(text);
}

interface Span {
  readonly type: Part['type'];
  readonly first: number;
  readonly end: number;
}

function rowsFrom(texts: readonly string[], from: number, width: number): Span[] {
  const rows: Span[] = [];
  for (let first = from; first < texts.length;) {
    // Two pipes between two rows: the first ends one row, and the second begins the next row.
    if (first > 0 && isGap(texts[first]) && first + 1 < texts.length) first++;
    const end = Math.min(first + width, texts.length);
    if (end - first > 1 || texts[first] !== '') rows.push({ type: 'row', first, end });
    first = end;
  }
  return rows;
}

/** The ranges of the parts tile the line: each ends after the pipe that closes it. What is left over is layout. */
function partsOf(line: string, base: number, { texts, edges }: Cells, at: Range, spans: readonly Span[]): Part[] {
  let [from] = at;
  const parts = spans.map(({ type, first, end }): Part => {
    const last = edges[2 * end - 1] ?? from;
    const pipe = line.indexOf('|', last - base);
    const to = pipe < 0 ? last : base + pipe + 1;
    const cells = { texts: texts.slice(first, end), edges: edges.slice(2 * first, 2 * end) };
    const part = { type, cells, at: [from, to] } as const;
    from = to;
    return part;
  });
  if (from < at[1]) parts.push({ type: 'rule', cells: { texts: [], edges: [] }, at: [from, at[1]] });
  return parts;
}
