import { plain } from '../plain.ts';
import { entityKind, isUsualId } from '../ids.ts';
import { mentionsIn } from '../mentions.ts';
import { cellRange } from '../table.ts';
import type { EntityId, EntityKind, FrameAnalysis, FrameNo, GroundedDocument, Mention, Row, Table } from '../types.ts';
import type { Replacement } from './splices.ts';
import { openingTag } from './tags.ts';

/** What a change of an identity does, for the preview: how many rows and mentions it changes. */
export interface IdentityChange {
  readonly replacements: readonly Replacement[];
  readonly rows: number;
  readonly mentions: number;
  /** The rows that it removes, because two entities become one in a frame. */
  readonly removed: number;
}

type Parsed = Pick<GroundedDocument, 'analyses' | 'story'>;

/** Whether a change affects a frame; null is text outside all frames. */
type InFrames = (frame: FrameNo | null) => boolean;

const everywhere: InFrames = () => true;

/**
 * Renames an identity: in its name cells, and in the mentions of it alone whose words equal an old name. Other words for
 * it, such as “the captain” or “she”, stay.
 */
export function rename(doc: Parsed, id: EntityId, name: string): IdentityChange {
  const newName = name.replaceAll(/\s+/g, ' ').trim();
  const cells = new Map<number, Replacement>();
  const names = new Set<string>();
  for (const { table, row } of rowsOf(doc)) {
    const column = table.columns.findIndex((heading) => /^name$/i.test(plain(heading)));
    const range = row.id === id && column >= 0 ? cellRange(row, column) : null;
    if (range === null) continue;
    const oldName = row.cells[column] ?? '';
    names.add(key(oldName));
    if (oldName !== newName) cells.set(range[0], { at: range, text: newName.replaceAll('|', String.raw`\|`) });
  }
  names.delete('');
  const mentions: Replacement[] = [];
  for (const part of doc.story) {
    for (const { mention, text, at } of part.spans) {
      if (mention === null || mention.tag !== 'gdo' || mention.ids.length !== 1 || mention.ids[0] !== id) continue;
      const words = text.trim();
      if (!names.has(key(words)) || words === newName || mentionsIn(part).get(mention) !== text) continue;
      const from = at[0] + text.indexOf(words);
      mentions.push({ at: [from, from + words.length], text: newName });
    }
  }
  return { replacements: [...cells.values(), ...mentions], rows: cells.size, mentions: mentions.length, removed: 0 };
}

function key(name: string): string {
  return plain(name).trim().toLowerCase();
}

/** Gives an identity another ID, everywhere or in some frames. If the ID is in use, the two become one: see `merge`. */
export function changeId(text: string, doc: Parsed, from: EntityId, to: EntityId, frames = everywhere): IdentityChange {
  return mapIds(text, doc, new Map([[from, to]]), frames);
}

/** Makes one identity of two: `id` becomes `into`. Where both have a row in a frame, the row of `into` stays. */
export function merge(text: string, doc: Parsed, id: EntityId, into: EntityId): IdentityChange {
  return mapIds(text, doc, new Map([[id, into]]), everywhere);
}

/** Makes two identities of one: from frame n on it has the new ID. */
export function split(text: string, doc: Parsed, id: EntityId, from: FrameNo, newId: EntityId): IdentityChange {
  return mapIds(text, doc, new Map([[id, newId]]), (frame) => frame !== null && frame >= from);
}

/** Swaps two identities in the frames `first` to `last`, both included. */
export function swap(
  text: string,
  doc: Parsed,
  [a, b]: readonly [EntityId, EntityId],
  [first, last]: readonly [FrameNo, FrameNo],
): IdentityChange {
  const ids = new Map([
    [a, b],
    [b, a],
  ]);
  return mapIds(text, doc, ids, (frame) => frame !== null && frame >= first && frame <= last);
}

/** Replaces IDs in tables and tags. Tables that several images share change for all of them. */
function mapIds(text: string, doc: Parsed, ids: ReadonlyMap<EntityId, EntityId>, inFrames: InFrames): IdentityChange {
  const rows = new Map<number, Replacement>();
  let removed = 0;
  for (const { analysis, row } of rowsOf(doc)) {
    const id = row.id === null ? undefined : ids.get(row.id);
    if (id === undefined || !inFrames(analysis.frame) || rows.has(row.at[0])) continue;
    // The frame has a row with this ID that keeps it.
    if (!ids.has(id) && analysis.tables.some((table) => table.rows.some((other) => other.id === id))) {
      rows.set(row.at[0], { at: row.at, text: '' });
      removed++;
      continue;
    }
    const range = idCell(text, row);
    if (range !== null) rows.set(row.at[0], { at: range, text: id });
  }
  const tags: Replacement[] = [];
  for (const part of doc.story) {
    if (!inFrames(part.frame)) continue;
    for (const mention of mentionsIn(part).keys()) {
      if (mention.ids.some((id) => ids.has(id))) tags.push(renamedTag(mention, ids));
    }
  }
  return { replacements: [...rows.values(), ...tags], rows: rows.size - removed, mentions: tags.length, removed };
}

/** The next free ID of a kind: char3 after char1 and char2. */
export function freeId({ entities }: Pick<GroundedDocument, 'entities'>, kind: EntityKind): EntityId {
  const numbers = entities.flatMap((id) =>
    isUsualId(id) && entityKind(id) === kind ? [Number(id.slice(kind.length))] : [],
  );
  return `${kind}${Math.max(0, ...numbers) + 1}`;
}

function renamedTag({ tag, ids: before, unknown, at }: Mention, ids: ReadonlyMap<EntityId, EntityId>): Replacement {
  const now = new Set(before.map((id) => ids.get(id) ?? id));
  return { at, text: openingTag(tag, [...now, ...unknown]) };
}

/** The cell that the row's ID is written in. */
function idCell(text: string, row: Row): readonly [number, number] | null {
  for (let n = 0; ; n++) {
    const range = cellRange(row, n);
    if (range === null) return null;
    if (key(text.slice(...range)).replaceAll(/[\s_-]/g, '') === key(row.id ?? '').replaceAll(/[\s_-]/g, ''))
      return range;
  }
}

function* rowsOf({ analyses }: Parsed): Generator<{ analysis: FrameAnalysis; table: Table; row: Row }> {
  for (const analysis of analyses) {
    for (const table of analysis.tables) for (const row of table.rows) yield { analysis, table, row };
  }
}
