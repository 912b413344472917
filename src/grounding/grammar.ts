import type { EntityId, EntityKind, FrameNo, MentionTag, TableKind } from './types.ts';

// The format on one page: tags, identities, headings and column names of QwenStoryteller (arXiv 2505.10292), with the
// variations of its real outputs.

/** A tag longer than this is text: the longest real one, with nine IDs, has 54 characters. */
export const MAX_TAG = 256;
/** A longer line of the thinking is cut here: the longest real row has about 400 characters. */
export const MAX_LINE = 16_384;
/** A mention opened at this depth first closes the innermost one: real stories nest at most two. */
export const MAX_DEPTH = 8;

/** The parts of a tag: `<gdo char1 char4>` is `{ name: 'gdo', closing: false, attributes: 'char1 char4' }`. */
export interface Tag {
  readonly name: 'think' | 'gdi' | MentionTag;
  readonly closing: boolean;
  readonly attributes: string;
  /** `<gdf image1>` for `<gdi image1>`: a mistake in the prompt that made the dataset. */
  readonly misspelt: boolean;
}

const TAG = /^<(\/?)(think|gd[ioalf])(?:\s([^<>]*))?>$/i;
const TAG_BEGINNING = /^<\/?(?:t(?:h(?:i(?:n(?:k\s*)?)?)?)?|g(?:d(?:[ioalf](?:\s[^]*)?)?)?)?$/i;

/** Reads one whole tag, from `<` to `>`. Null if it is not a tag of the format. */
export function readTag(source: string): Tag | null {
  const match = TAG.exec(source);
  if (!match) return null;
  const name = (match[2] ?? '').toLowerCase();
  const misspelt = name === 'gdf';
  return {
    name: misspelt ? 'gdi' : (name as Tag['name']),
    closing: match[1] === '/',
    attributes: match[3] ?? '',
    misspelt,
  };
}

/** The beginning of a mention's or a frame's tag, with at least a space after its name. */
export const NAMED_TAG = /^<\/?gd[ioalf]\s/i;

/** Whether `<gd`, `</thi` or `<gdo char1 ch` could still become a tag of the format. */
export function mayBecomeTag(beginning: string): boolean {
  return TAG_BEGINNING.test(beginning);
}

const ENTITY = /^(char|obj|lm|bg)[ _-]?(\d{1,6})$/i;

/** Reads `char1`, also as `Char_01` or `**char1**`; null for anything else. */
export function readEntityId(written: string): EntityId | null {
  const match = ENTITY.exec(written) ?? ENTITY.exec(written.replaceAll(/^[\s*_`"']+|[\s*_`"']+$/g, ''));
  if (!match) return null;
  return `${(match[1] ?? '').toLowerCase() as EntityKind}${Number(match[2])}`;
}

/** The kind of an entity is the word before its number. */
export function entityKind(id: EntityId): EntityKind {
  return id.replace(/\d+$/, '') as EntityKind;
}

/** What the tag of a mention names: its IDs, each once and in their order, and the words that are no ID. */
export interface TagIds {
  readonly ids: readonly EntityId[];
  readonly unknown: readonly string[];
}

/** Reads the attributes of a mention's tag: `char1 char4`, also with commas. */
export function readIds(attributes: string): TagIds {
  const only = attributes.includes(' ') ? null : readEntityId(attributes);
  if (only !== null) return { ids: [only], unknown: [] };
  const ids: EntityId[] = [];
  const unknown: string[] = [];
  for (const word of attributes.split(/[\s,;]+/)) {
    if (word === '') continue;
    const id = readEntityId(word);
    if (id === null) unknown.push(word);
    else if (!ids.includes(id)) ids.push(id);
  }
  return { ids, unknown };
}

/** The frame number of `image3`, `frame 3` or `3`; null if there is none. Frames count from 1. */
export function readFrameNo(attributes: string): FrameNo | null {
  const match = /^\s*["']?(?:image|frame)?[ _#-]*0*([1-9]\d{0,5})["']?\s*$/i.exec(attributes);
  return match ? (Number(match[1]) as FrameNo) : null;
}

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
