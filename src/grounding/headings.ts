import { plain } from './plain.ts';
import { readEntityId } from './ids.ts';
import { readImages, VAGUE_WORD } from './image-words.ts';
import type { TableKind } from './types.ts';

// The headings and columns of the thinking, with the variations of real outputs.

/** A longer line of the thinking is cut here: the longest real row has about 400 characters. */
export const MAX_LINE = 16_384;

export type Heading =
  /** The number of an image as it is written, which may be 0, and the others of a range: `## Images 1-3`. */
  | { readonly type: 'image'; readonly frames: readonly number[]; readonly usual: boolean }
  | { readonly type: 'section'; readonly kind: Exclude<TableKind, 'narrative'> }
  | { readonly type: 'narrative' };

const SECTIONS: readonly (readonly [RegExp, TableKind])[] = [
  [/^characters?\b/i, 'characters'],
  [/^(?:key |background )?objects?\b|^landmarks?\b|^backgrounds?\b/i, 'objects'],
  [/^settings?\b/i, 'setting'],
  [/^narrative structure\b/i, 'narrative'],
];

/** Marks around a heading: of Markdown and HTML, brackets, pictographs, tokens, and characters without a width. */
const MARKS = /[#*=[\]()【】「」<>`\p{Extended_Pictographic}\u{FE0F}]|^[\s_>•-]+|[\s_-]+$/gu;
const MARKUP = /<\/?(?:h[1-6]|b|strong|p|u|i|em)>|<\|\w{1,20}\|>|[\u{200B}-\u{200D}\u{2060}\u{FEFF}]/gu;
/**
 * Reads a heading of the thinking: `## Image 3`, `## Frame 3:`, `**Characters**`, and plain `Setting` or `Image 3` if
 * the line has nothing else. Null for every other line.
 */
export function readHeading(line: string): Heading | null {
  const usual = USUAL.exec(line);
  if (usual)
    return usual[1] === undefined
      ? sectionOf(line.slice(4), true)
      : { type: 'image', frames: [Number(usual[1])], usual: true };
  if (line.length > 200) return null;
  const marked = /^\s*(?:#|\*\*|__|\[|【|={2}|-{2}|<(?:h\d|b|strong)>)/.test(line);
  const words = wordsOf(line);
  if (words.length > 120) return null;
  const image = readImages(words);
  if (image && (marked || ALONE.test(image.rest))) return { type: 'image', frames: image.frames, usual: image.usual };
  if (!marked && !/^[\p{L} ]+:?$/u.test(words)) return null;
  return sectionOf(words, marked);
}

function wordsOf(line: string): string {
  return line
    .normalize('NFKC')
    .replaceAll(MARKUP, '')
    .replaceAll('\u{2212}', '-')
    .replaceAll(MARKS, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

const ALONE = /^(?:analysis|description|tables?)?[.:\s]*$/i;
const IS_VAGUE = new RegExp(String.raw`^[\s#*_=[\]-]*(?:${VAGUE_WORD})`, 'i');

/** Whether a line that is an image heading in the thinking may also be a heading of the story. */
export function isVagueHeading(line: string): boolean {
  return IS_VAGUE.test(line);
}

/** The form of nearly all headings. A heading of this form needs no test for the many other forms. */
const USUAL = /^##(?: Image (\d{1,6})|# (?:Characters|Objects|Setting))$/;

function sectionOf(words: string, marked: boolean): Heading | null {
  const kind = SECTIONS.find(
    ([name]) => name.test(words) && (marked || name.exec(words)?.[0] === words.replace(/:$/, '')),
  );
  if (!kind) return null;
  return kind[1] === 'narrative' ? { type: 'narrative' } : { type: 'section', kind: kind[1] };
}

const FIRST_WORDS = [
  'image|frame|keyframe|picture|photo|pic|img|imagen|imagem|immagin|foto|bild|analysis of|description of|table',
  '图|第|画|照|帧|圖|フレーム|이미지|사진|프레임|изображение|кадр|фото|картинка|صورة',
  'character|object|key object|landmark|background|setting|narrative',
  'story|chain of thought|cot|thinking|reasoning|assistant|model|analysis|final',
]
  .join('|')
  .split('|');

const FENCES = ['```', '~~~', '"""'];

/** Whether the beginning of a line could become a heading, a line of a table, a label or a code fence. */
export function mayBecomeHeading(line: string): boolean {
  const begun = line.trimStart();
  if (begun.startsWith('#') || begun.startsWith('|')) return true;
  if (/^[`~"]/.test(begun)) return FENCES.some((fence) => begun.startsWith(fence) || fence.startsWith(begun));
  if (/^[-*_\s]+$/.test(begun)) return true;
  const words = begun.replace(/^(?:[*_=[【>-]+|\d{1,3}[.)]?)\s*/, '').toLowerCase();
  return words.length < 80 && FIRST_WORDS.some((first) => words.startsWith(first) || first.startsWith(words));
}

const LABEL =
  /^(?:[\s#*]*(?:story|chain[ _-]?of[ _-]?thought|cot|thinking|reasoning)\s*(?:\([^()]{0,20}\))?\s*(?::[\s*]*|\*+\s*)|\s*#{1,6}\s*\**(?:the |final |grounded |complete ){0,3}story\**\s*#*\s*)$/i;

/**
 * Whether a line only announces the next lines: `STORY (raw):`, `## Story`, a code fence, or a rule outside every frame.
 * Such a line does not belong to the story.
 */
export function isLabel(line: string, inFrame: boolean): boolean {
  if (LABEL.test(line) || /^\s*(?:`{3,}|~{3,}|"{3})\w*\s*$/.test(line)) return true;
  // In a frame, a rule may separate two scenes.
  return !inFrame && /^\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$/.test(line);
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

/** The kind of table that has these headings, by the one column that only this kind has. Null without such a column. */
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
