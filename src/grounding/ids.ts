import { readSettingElement } from './setting.ts';
import type { EntityId, EntityKind, LiteralId } from './types.ts';

const ENTITY = /^(char|obj|lm|bg)[ _-]?(\d{1,6})$/i;

/** Reads `char1`, also as `Char_01` or `**char1**`; null for anything else. */
export function readEntityId(written: string): EntityId | null {
  const match = ENTITY.exec(written) ?? ENTITY.exec(written.replaceAll(/^[\s*_`"'•-]+|[\s*_`"']+$/g, ''));
  if (!match) return null;
  return `${(match[1] ?? '').toLowerCase() as EntityKind}${Number(match[2])}`;
}

const ID_WITH_NAME =
  /^[\s*_`"']*((?:char|obj|lm|bg)[ _-]?\d{1,6})[*_`"']*(?:\s*[:：,(（]|\s+[–—-]\s)|[(（[]((?:char|obj|lm|bg)[ _-]?\d{1,6})[)）\]]\s*$/i;

/** Reads an ID that has a cell for itself, or shares it with a name: `char1: Ines`, `Ines (char1)`. Null without an ID. */
export function readIdCell(written: string): EntityId | null {
  const id = readEntityId(written);
  if (id !== null) return id;
  const match = ID_WITH_NAME.exec(written);
  return match === null ? null : readEntityId(match[1] ?? match[2] ?? '');
}

/**
 * The kind of an entity: the word before its number. If an ID of another shape contains the word of a kind, that kind
 * counts, else `obj`. `Identities.kind` also uses the tables.
 */
export function entityKind(id: EntityId): EntityKind {
  const [, kind] = /^(char|obj|lm|bg)\d+$/.exec(id) ?? [];
  if (kind !== undefined) return kind as EntityKind;
  return KIND_WORDS.find(([word]) => word.test(id))?.[1] ?? 'obj';
}

/** Whether an ID has the usual shape: a kind and a number. */
export function isUsualId(id: string): boolean {
  return /^(?:char|obj|lm|bg)\d+$/.test(id);
}

const KIND_WORDS: readonly (readonly [RegExp, EntityKind])[] = [
  [/^(?:cha|person)/i, 'char'],
  [/^(?:land|lm)/i, 'lm'],
  [/^(?:back|bg)/i, 'bg'],
];

const LITERAL = /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,39}$/u;

/** Reads an ID of another shape, such as `1-boat-0` or `cha2`: one word. Null for anything else. */
export function readLiteralId(written: string): LiteralId | null {
  return LITERAL.test(written) ? (written as LiteralId) : null;
}

/** What the tag of a mention names: its IDs, each once and in their order, and the words that are no ID. */
export interface TagIds {
  readonly ids: readonly EntityId[];
  readonly unknown: readonly string[];
  /** Whether the IDs are written in another form than `char1 char4`, such as `char1="" char4=""`. */
  readonly unusual: boolean;
}

/** Which IDs the tables and the story have used so far. */
export type KnownIds = ReadonlySet<string>;

const PHRASE = /^["'\s]*([a-z]+(?:[ _-][a-z]+)?)(?:\s*[:：]\s*\S|\s*=\s*[^"'\s]|\s+[–—-]\s+\S)/i;
const UNUSUAL = /[="'’&/+|:()[\]-]|\band\b/i;

/**
 * Reads the attributes of a mention's tag: `char1 char4`, also as HTML parsers print them (`char1="" char4=""`) and as
 * people write them (`id="char1"`, `char1, char4`, `char1&char4`, `char1/char4`, `char1 and char4`, `char1's`).
 */
export function readIds(attributes: string, known: KnownIds): TagIds {
  const only = attributes.includes(' ') ? null : readEntityId(attributes);
  if (only !== null) return { ids: [only], unknown: [], unusual: false };
  const unusual = UNUSUAL.test(attributes);
  // `Location: Dark indoor space` names the element, and describes it.
  const phrase = PHRASE.exec(attributes);
  const element = phrase === null ? null : readSettingElement(phrase[1] ?? '');
  if (element !== null) return { ids: [element], unknown: [], unusual };
  const ids = new Set<EntityId>();
  const unknown: string[] = [];
  for (const word of wordsOf(attributes.replaceAll(DESCRIPTION, ' '))) {
    const found = readWord(word, known);
    if (found === null) unknown.push(word);
    else for (const id of found) ids.add(id);
  }
  return { ids: [...ids], unknown, unusual };
}

/** What a tag says besides the IDs: `name="Ines"`. */
const DESCRIPTION =
  /(?<![\w-])(?:name|text|title|role|type|kind|style|desc(?:ription)?|emotion|action|alt|lang)\s*=\s*(?:"[^"]*"|'[^']*'|“[^”]*”)/gi;

/** The name before a value, as in `entity_id="char1"`; not an ID as in `char1=""`. */
const NAME_OF_ATTRIBUTE = /(?<![\w-])(?!(?:char|obj|lm|bg)[ _-]?\d)[a-z][\w-]*\s*=(?=\s*["'“’]?[\w#@])/gi;

function wordsOf(attributes: string): string[] {
  return attributes
    .replaceAll(/&(?:amp|quot|apos|#\d+);/gi, ' ')
    .replaceAll(/['’]s(?![\p{L}\p{N}])/gu, ' ')
    .replaceAll(NAME_OF_ATTRIBUTE, ' ')
    .replaceAll(/[="'’“”`*()[\]{}]|(?<![\w-])[#@](?=\w)/g, ' ')
    .replaceAll(/\b(char|obj|lm|bg) (?=\d)/gi, '$1')
    .replaceAll(/\b(interior|time)[ -]+(?=(?:design|period)\b)/gi, '$1_')
    .replaceAll(/\bsetting[\s:_-]+(?=[a-z])/gi, ' ')
    .split(/[\s,;&/+|:，；、]+/)
    .filter((word) => word !== '' && !/^(?:and|or)$/i.test(word));
}

/** The IDs in one word; null if the word has none. A hyphen joins two IDs only if both are known: `char1-char2`. */
function readWord(word: string, known: KnownIds): readonly EntityId[] | null {
  if (known.has(word)) return [word as EntityId];
  const id = readEntityId(word) ?? readSettingElement(word) ?? readLongId(word, known);
  if (id !== null) return [id];
  const parts = word.split(/[-–—]/).map(readEntityId);
  const both = parts.filter((part) => part !== null);
  if (both.length < 2 || both.length < parts.length) return null;
  return known.size === 0 || both.every((part) => known.has(part)) ? both : null;
}

const LONG_ID = /^(char|obj|l|b)(?:acter|ect|andmark|ackground)[ _-]?(\d{1,6})$/i;

/** Reads `character1` as `char1`, if that is the ID in the tables. */
function readLongId(word: string, known: KnownIds): EntityId | null {
  const match = LONG_ID.exec(word);
  if (match === null) return null;
  const kind = match[1]?.toLowerCase() ?? '';
  const id = readEntityId(`${{ l: 'lm', b: 'bg' }[kind] ?? kind}${match[2]}`);
  return id !== null && known.has(id) ? id : null;
}

/** The known ID that differs least from a word, by at most two letters; null if there is none. */
export function nearestId(word: string, known: KnownIds): EntityId | null {
  const lower = word.toLowerCase();
  let nearest: string | null = null;
  let least = Math.min(3, Math.ceil(lower.length / 2));
  for (const id of known) {
    const distance = editDistance(lower, id.toLowerCase());
    if (distance >= least) continue;
    least = distance;
    nearest = id;
  }
  return nearest as EntityId | null;
}

/** How many letters must be added, removed, changed or swapped with their neighbour to turn one word into another. */
function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/**
 * The number in `image3`, `frame 3`, `image="3"`, `src="image3"` or `3`, which may be 0. Null if there is none, if there
 * are several, or if it is the number of an entity.
 */
export function readFrameNo(attributes: string): number | null {
  const match = /^[^\d<>]{0,30}?0*(\d{1,6})(?:\.(?:png|jpe?g|webp))?[^\p{L}\p{N}]*$/u.exec(attributes);
  return match === null || /(?:char|obj|lm|bg)[ _-]?\d/i.test(attributes) ? null : Number(match[1]);
}
