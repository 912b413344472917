import { readEntityId } from './ids.ts';
import type { Unusual } from './faults.ts';
import type { MentionTag } from './types.ts';
import { beginsBracket, readWrapper, WRAPPER_NAMES } from './wrappers.ts';

/** A tag longer than this is text: the longest real one, with nine IDs, has 54 characters. */
export const MAX_TAG = 256;

/** The parts of a tag: `<gdo char1 char4>` is `{ name: 'gdo', closing: false, attributes: 'char1 char4' }`. */
export interface Tag {
  /** A `wrapper` is around the completion and does not belong to it: `<answer>`, `<|im_end|>`, `[SEP]`. */
  readonly name: 'think' | 'gdi' | 'wrapper' | MentionTag;
  readonly closing: boolean;
  readonly attributes: string;
  /** `<gdf image1>` for `<gdi image1>`: a mistake in the prompt that made the dataset. */
  readonly misspelt: boolean;
  /** `<gdo char1/>`: a mention without words. */
  readonly alone: boolean;
  readonly unusual: Unusual | null;
}

const TAG = /^<(\/?)(gd[ioalf])(?:\s([^<>]*))?>$/i;
const LOOSE = /^<\s{0,2}(\/?)\s{0,2}(gd[ioalf])\s*(?:[\s=:/]([^<>]*))?>$/i;
const THINK = /^<\s{0,2}(\/?)\s{0,2}(think)\s*>$/i;
const ID_TAG = /^<\s{0,2}(\/?)\s{0,2}((?:char|obj|lm|bg)[ _-]?\d{1,6})\s*(\/?)\s*>$/i;

/** Reads `<gdo char1 char4>` and `</gdo>`: for them, the many other spellings need no test. Null for any other. */
function readUsual(source: string): Tag | null {
  const closing = source.length === 6 && source.charCodeAt(1) === SLASH;
  if (readUsualBeginning(closing ? source.slice(0, 5) : source) !== !closing) return null;
  const name = (closing ? source.slice(2, 5) : source.slice(1, 4)) as Tag['name'];
  const attributes = closing ? '' : source.slice(5, -1);
  if (attributes.includes('=') || attributes.endsWith('/')) return null;
  return { name, closing, attributes, misspelt: false, alone: false, unusual: null };
}

const LESS_THAN = 60;
const SPACE = 32;
const SLASH = 47;
const G = 103;
const D = 100;

/** Reads one whole tag, from `<` to `>` or from `[` to `]`. Null if it is not a tag of the format. */
export function readTag(source: string): Tag | null {
  return readUsual(source) ?? readOther(source);
}

function readOther(source: string): Tag | null {
  const strict = TAG.exec(source);
  const match = strict ?? THINK.exec(source) ?? LOOSE.exec(source);
  if (!match) return readIdTag(source) ?? readWrapper(source);
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
    unusual:
      written.includes('=') || source[4] === '=' || alone
        ? 'attributes'
        : strict !== null || /^<\/?think>$/i.test(source)
          ? null
          : 'spaced-tags',
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
const NAMED_TAG = /^<\s{0,2}\/?\s{0,2}gd[ioalf][\s=]/i;

const NAME_BEGINNING =
  /^(?:t(?:h(?:i(?:n(?:k\s*)?)?)?)?|g(?:d(?:[ioalf](?:\s*[\s=:/][^]*)?)?)?|(?:c(?:h(?:ar?)?)?|o(?:bj?)?|lm?|bg?)|(?:char|obj|lm|bg)[ _-]?\d{0,6}\s*\/?\s*|[|｜]\/?[a-z_▁]{0,24}[|｜]?)?$/i;
/** Whether a tag that has begun has the name of a mention or a frame, with at least a space after it. */
export function isNamed(beginning: string): boolean {
  return readUsualBeginning(beginning) ?? NAMED_TAG.test(beginning);
}

/**
 * `isNamed` for what nearly all tags begin with, and null for every other text. A text that comes by character
 * asks at each one, so it compares characters: patterns and look-ups take four times as long.
 */
export function readUsualBeginning(beginning: string): boolean | null {
  const { length } = beginning;
  const name = beginning.charCodeAt(1) === SLASH ? 2 : 1;
  if (beginning.charCodeAt(0) !== LESS_THAN) return null;
  if (length > name && beginning.charCodeAt(name) !== G) return null;
  if (length > name + 1 && beginning.charCodeAt(name + 1) !== D) return null;
  if (length > name + 2 && !isTagLetter(beginning.charCodeAt(name + 2))) return null;
  if (length <= name + 3) return false;
  return name === 1 && beginning.charCodeAt(4) === SPACE ? true : null;
}

/** The last letter of `gdi`, `gdo`, `gda` and `gdl`. */
function isTagLetter(code: number): boolean {
  return code === 111 || code === 97 || code === 108 || code === 105;
}

/** Whether `<gd`, `</thi`, `<gdo char1 ch` or `[SE` could still become a tag of the format. */
export function mayBecomeTag(beginning: string): boolean {
  if (readUsualBeginning(beginning) !== null) return true;
  if (beginning.startsWith('[')) return beginsBracket(beginning);
  const [head] = /^<\s{0,2}\/?\s{0,2}/.exec(beginning) ?? [''];
  if (head === '') return false;
  const name = beginning.slice(head.length).toLowerCase();
  if (NAME_BEGINNING.test(name)) return true;
  return WRAPPER_NAMES.some((known) => known.startsWith(name) || known === name.trimEnd());
}
