import { row } from './other-tables.ts';
import type { FoundRow } from './other-tables.ts';
import { readBoxes } from './read-box.ts';

// Items of a list, and other lines about one entity, that have its ID and its box.

const N = String.raw`[+-]?\d+(?:\.\d+)?`;
const NEXT = String.raw`\s*[,，]\s*`;
const POINT = String.raw`[(（]\s*${N}${NEXT}${N}\s*[)）]`;
/** Four numbers: in brackets or alone, as two points, or with spaces between them in brackets. */
const FOUR = [
  String.raw`[([{（【［]{0,2}\s*${N}${NEXT}${N}\s*(?:[)\]）]\s*[,，-]?\s*[([（]|[,，])\s*${N}${NEXT}${N}(?!\s*[,，]\s*\d|[\d.]\d)\s*[)\]}）】］]{0,2}`,
  String.raw`${POINT}\s*(?:to|and|→|–|;)\s*${POINT}`,
  String.raw`[[(]\s*${N}\s+${N}\s+${N}\s+${N}\s*[\])]`,
].join('|');
const SIDE = String.raw`(?:[xy](?:_?(?:[12]|min|max))?|left|top|right|bottom|w(?:idth)?|h(?:eight)?)\s*[:=]\s*${N}`;
const BOXED = new RegExp(
  String.raw`(?:<\|(?:box_start|begin_of_box|det)\|>|<b?box>)?\s*(?:${FOUR})\s*(?:<\|(?:box_end|end_of_box|\/det)\|>|<\/b?box>)?|(?<![a-z])(?:${SIDE}[,;\s]*){4}|(?:<\|?loc_?\d+\|?>\s*){4}`,
  'i',
);
const BOXES = new RegExp(BOXED, 'gi');
const ID = String.raw`(?:char|obj|lm|bg)[ _-]?\d{1,6}(?![\p{L}\p{N}])`;
const BULLET = String.raw`(?:[-*•+–→]\s+(?:\[[ x]?\]\s+)?|\(?(?:\d{1,3}|[a-z])[.)]\s+|#{1,6}\s+|<li>\s*)`;
const BEGINS_WITH_ID = new RegExp(
  String.raw`^\s*${BULLET}?(?:[*_\s"']*(?:[\p{L} _]{0,20}[\s_]|)(?:ID|label|entity)["'*_]*\s*[:：=])?[\s*_\x60"'[(]*(?:<\|?(?:ref|object_ref_start)\|?>|<)?(${ID})`,
  'iu',
);
const BEGINS_WITH_BULLET = new RegExp(`^\\s*${BULLET}`, 'iu');
const IDS = new RegExp(String.raw`(?<![\p{L}\p{N}])${ID}`, 'giu');

/**
 * Whether a line begins an item of a list that is about one entity: `- **char1** (Ines): …`. If the image has a table
 * (`beside`), the ID must be at the beginning: other lines with a box are only words about it.
 */
export function beginsItem(line: string, beside: boolean): boolean {
  const match = BEGINS_WITH_ID.exec(line);
  if (match === null) return !beside && idBesideBox(line) !== null;
  if (BEGINS_WITH_BULLET.test(line) || /^\s*[\d(]/.test(line)) return true;
  return /^[\s*_`"'\])]*(?:[:：(,=–—-]|$)/.test(line.slice(match[0].length)) || hasBox(line);
}

/** The only ID of a line that has a box, if the line is an item or ends with its box: `- Ines (char1): [1, 2, 3, 4]`. */
function idBesideBox(line: string): RegExpExecArray | null {
  const box = BOXED.exec(line);
  if (box === null) return null;
  const isEnd = /^[\s).,;\]]*$/.test(line.slice(box.index + box[0].length));
  if (!isEnd && !BEGINS_WITH_BULLET.test(line)) return null;
  const [id, ...others] = line.matchAll(IDS);
  return id !== undefined && others.length === 0 && id.index < box.index ? id : null;
}

/** Whether a text has something like a box between other words. */
export function hasBox(text: string): boolean {
  return BOXED.test(text);
}

/** The boxes in a note, if they are in brackets or in tokens. */
export function boxesInNote(text: string): ReturnType<typeof readBoxes> {
  if (!/[[(（]\s*-?\d|<\|?loc_?\d/.test(text)) return [];
  return Array.from(text.matchAll(BOXES), ([match]) => (/[[(（<]/.test(match) ? readBoxes(match.trim()) : [])).flat();
}

/** Reads an item of a list, of one line or several: its ID, its name and its box; null if it has no ID or no box. */
export function readItem(text: string, from: number): FoundRow | null {
  const beginning = BEGINS_WITH_ID.exec(text);
  const inside = beginning === null ? idBesideBox(text) : null;
  const written = beginning?.[1] ?? inside?.[0];
  if (written === undefined) return null;
  const idEnd = beginning === null ? (inside?.index ?? 0) + written.length : beginning[0].length;
  const box = BOXED.exec(text.slice(idEnd));
  if (box === null) return null;
  const id = { text: written, at: idEnd - written.length };
  const boxText = box[0].trim();
  const boxCell = { text: boxText, at: idEnd + box.index + box[0].indexOf(boxText) };
  // The name is between the ID and the box, or else before the ID.
  const after = nameIn(text.slice(idEnd, idEnd + box.index), idEnd);
  const before = after.text === '' && beginning === null ? nameIn(text.slice(0, id.at), 0) : null;
  const cells = before === null ? [id, after, boxCell] : [before, id, boxCell];
  const columns = before === null ? ['ID', 'Name', 'Bounding Box'] : ['Name', 'ID', 'Bounding Box'];
  const edges = cells.flatMap((cell) => [from + cell.at, from + cell.at + cell.text.length]);
  return row(
    cells.map((cell) => cell.text),
    columns,
    edges,
    null,
    [from, from + text.length],
  );
}

const BOX_WORDS = /\b(?:bounding[ _-]?box|b?box(?:_2d)?|coordinates?|position|location|at)\b|<[^<>]*>/gi;

/** The first name in a text that begins at `at`. */
function nameIn(text: string, at: number): { readonly text: string; readonly at: number } {
  const name = /(?:\bname[*_]*\s*[:：][\s*_]*)?(\p{L}[^,;:：()[\]—–*`"\n]*)/iu.exec(
    text.replace(BOX_WORDS, (word) => ' '.repeat(word.length)),
  );
  const written = name?.[1] ?? '';
  return { text: written.trim(), at: at + (name === null ? 0 : name.index + name[0].length - written.length) };
}
