import { readEntityId } from './ids.ts';
import type { FrameNo, TableKind } from './types.ts';

// The headings and columns of the thinking, with the variations of real outputs.

/** A longer line of the thinking is cut here: the longest real row has about 400 characters. */
export const MAX_LINE = 16_384;

export type Heading =
  | { readonly type: 'image'; readonly frame: FrameNo }
  | { readonly type: 'section'; readonly kind: Exclude<TableKind, 'narrative'> }
  | { readonly type: 'narrative' };

const SECTIONS: readonly (readonly [RegExp, TableKind])[] = [
  [/^characters?\b/i, 'characters'],
  [/^(?:key |background )?objects?\b|^landmarks?\b|^backgrounds?\b/i, 'objects'],
  [/^settings?\b/i, 'setting'],
  [/^narrative structure\b/i, 'narrative'],
];

/**
 * Reads a heading of the thinking: `## Image 3`, `## Frame 3:`, `**Characters**`, and plain `Setting` or `Image 3` if
 * the line has nothing else. Null for every other line.
 */
export function readHeading(line: string): Heading | null {
  const marked = /^\s*(?:#{1,6}|\*\*)/.test(line);
  const words = line.replaceAll(/^[\s#*_]+|[\s*_#]+$/g, '');
  if (words.length > 120) return null;
  const image = /^(?:image|frame)\s*#?\s*0*([1-9]\d{0,5})\b[\s*_]*(:?)\s*(.*)$/i.exec(words);
  if (image && (marked || image[3] === '')) return { type: 'image', frame: Number(image[1]) as FrameNo };
  if (!marked && !/^[\p{L} ]+:?$/u.test(words)) return null;
  const kind = SECTIONS.find(
    ([name]) => name.test(words) && (marked || name.exec(words)?.[0] === words.replace(/:$/, '')),
  );
  if (!kind) return null;
  return kind[1] === 'narrative' ? { type: 'narrative' } : { type: 'section', kind: kind[1] };
}

/** The column headings of the training data, for tables without headings. */
export const COLUMNS: Readonly<Record<TableKind, readonly string[]>> = {
  characters: ['Character ID', 'Name', 'Description', 'Emotions', 'Actions', 'Narrative Function', 'Bounding Box'],
  objects: ['Object ID', 'Description', 'Function', 'Interaction', 'Narrative Function', 'Bounding Box'],
  setting: ['Setting Element', 'Description', 'Mood', 'Time', 'Narrative Function'],
  narrative: ['Narrative Phase', 'Description', 'Key Events', 'Images'],
};

const KIND_BY_COLUMN: readonly (readonly [RegExp, TableKind])[] = [
  [/^char(?:acter)?s?[ _]?id$/i, 'characters'],
  [/^(?:obj(?:ect)?|landmark|background)s?[ _]?id$/i, 'objects'],
  [/^setting(?: element)?$/i, 'setting'],
  [/^(?:narrative )?phase$/i, 'narrative'],
];

const FIRST_CELLS: Readonly<Record<'setting' | 'narrative', RegExp>> = {
  setting:
    /^(?:location|environment|lighting|weather|time(?: period)?|architecture|interior(?: design)?|atmosphere|background)$/i,
  narrative: /^(?:introduction|development|conflict|turning point|climax|resolution|conclusion)$/i,
};

/** The kind of table that has these headings, by the one column that only this kind has. Null if no cell is such a column. */
export function kindOfHeader(cells: readonly string[]): TableKind | null {
  for (const cell of cells) {
    const name = plain(cell);
    for (const [pattern, kind] of KIND_BY_COLUMN) if (pattern.test(name)) return kind;
  }
  return null;
}

/** Whether the first line of a table is a row already: its first cell is an entity ID, a setting element or a phase. */
export function looksLikeRow(cells: readonly string[], kind: TableKind | null): boolean {
  const first = plain(cells[0] ?? '');
  if (readEntityId(first) !== null) return true;
  if (kind === 'setting' || kind === 'narrative') return FIRST_CELLS[kind].test(first);
  return false;
}

/** A cell without the emphasis around it: `**Name**` → `Name`. */
export function plain(cell: string): string {
  return EMPHASIS.test(cell) ? cell.replaceAll(/^[\s*_`]+|[\s*_`]+$/g, '') : cell;
}

const EMPHASIS = /^[\s*_`]|[\s*_`]$/;
