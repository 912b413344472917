import { readEntityId } from './ids.ts';
import type { MentionTag, Unusual } from './types.ts';

/** A tag longer than this is text: the longest real one, with nine IDs, has 54 characters. */
export const MAX_TAG = 256;

/** The parts of a tag: `<gdo char1 char4>` is `{ name: 'gdo', closing: false, attributes: 'char1 char4' }`. */
export interface Tag {
  readonly name: 'think' | 'gdi' | MentionTag;
  readonly closing: boolean;
  readonly attributes: string;
  /** `<gdf image1>` for `<gdi image1>`: a mistake in the prompt that made the dataset. */
  readonly misspelt: boolean;
  /** `<gdo char1/>`: a mention without words. */
  readonly alone: boolean;
  readonly unusual: Unusual | null;
}

const TAG = /^<(\/?)(think|gd[ioalf])(?:\s([^<>]*))?>$/i;
const LOOSE = /^<\s*(\/?)\s*(think|gd[ioalf])\s*(?:[\s=:/]([^<>]*))?>$/i;
const ID_TAG = /^<\s*(\/?)\s*((?:char|obj|lm|bg)[ _-]?\d{1,6})\s*(\/?)\s*>$/i;

/** Reads one whole tag, from `<` to `>`. Null if it is not a tag of the format. */
export function readTag(source: string): Tag | null {
  const match = TAG.exec(source) ?? LOOSE.exec(source);
  if (!match) return readIdTag(source);
  const name = (match[2] ?? '').toLowerCase();
  const misspelt = name === 'gdf';
  const written = match[3] ?? '';
  const alone = written.endsWith('/');
  return {
    name: misspelt ? 'gdi' : (name as Tag['name']),
    closing: match[1] === '/',
    attributes: alone ? written.slice(0, -1) : written,
    misspelt,
    alone,
    unusual: written.includes('=') || source.includes('=') || alone ? 'attributes' : null,
  };
}

/** Reads `<char1>` and `</char1>`: the ID in place of the tag's name. */
function readIdTag(source: string): Tag | null {
  const match = ID_TAG.exec(source);
  if (!match) return null;
  const id = readEntityId(match[2] ?? '') ?? '';
  const name = /^(?:lm|bg)/.test(id) ? 'gdl' : 'gdo';
  const [, slash, , end] = match;
  return {
    name,
    closing: slash === '/',
    attributes: id,
    misspelt: false,
    alone: end === '/',
    unusual: 'id-in-place-of-tag',
  };
}

/** The beginning of a mention's or a frame's tag, with at least a space after its name. */
export const NAMED_TAG = /^<\s{0,2}\/?\s{0,2}gd[ioalf][\s=]/i;

const NAME_BEGINNING =
  /^(?:t(?:h(?:i(?:n(?:k\s*)?)?)?)?|g(?:d(?:[ioalf](?:\s*[\s=:/][^]*)?)?)?|(?:c(?:h(?:ar?)?)?|o(?:bj?)?|lm?|bg?)|(?:char|obj|lm|bg)[ _-]?\d{0,6}\s*\/?\s*)?$/i;

/** Whether `<gd`, `</thi` or `<gdo char1 ch` could still become a tag of the format. */
export function mayBecomeTag(beginning: string): boolean {
  const [head] = /^<\s{0,2}\/?\s{0,2}/.exec(beginning) ?? [''];
  return head !== '' && NAME_BEGINNING.test(beginning.slice(head.length));
}
