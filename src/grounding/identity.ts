import { plain } from './grammar.ts';
import type { Box, EntityId, FrameAnalysis, FrameNo, GroundedDocument, Mention, Row, Table } from './types.ts';

/** Where an ID of a mention has a box: in the mention's own frame, only in another frame, or nowhere. */
export type Grounding = 'here' | 'elsewhere' | 'none';

/** One bounding box of an entity in one frame, with its row. */
export interface EntityBox {
  readonly id: EntityId;
  readonly frame: FrameNo;
  readonly box: Box<'model'>;
  readonly row: Row;
}

/** The boxes and names of all entities, over the whole document. */
export interface Identities {
  /** The boxes of a frame, in the order of their rows. */
  inFrame(frame: FrameNo): readonly EntityBox[];
  /** The boxes of an entity through all frames, in the order of the analyses. */
  of(id: EntityId): readonly EntityBox[];
  /** The name of an entity in this frame's tables, else its first name in any frame; null if no table names it. */
  name(id: EntityId, frame: FrameNo | null): string | null;
}

const cache = new WeakMap<readonly FrameAnalysis[], Identities>();
const NO_BOXES: readonly EntityBox[] = [];

/** The index of the tables. Computed once for each list of analyses: the fold keeps that list while they are unchanged. */
export function identitiesOf(doc: Pick<GroundedDocument, 'analyses'>): Identities {
  const known = cache.get(doc.analyses);
  if (known) return known;
  const made = index(doc.analyses);
  cache.set(doc.analyses, made);
  return made;
}

function index(analyses: readonly FrameAnalysis[]): Identities {
  const byFrame = new Map<FrameNo, EntityBox[]>();
  const byId = new Map<EntityId, EntityBox[]>();
  const names = new Map<EntityId, Map<FrameNo, string>>();
  for (const { frame, tables } of analyses) {
    for (const table of tables) {
      for (const row of table.rows) {
        if (row.id === null) continue;
        const name = nameIn(table, row);
        if (name !== null) {
          const named = entry(names, row.id, () => new Map<FrameNo, string>());
          if (!named.has(frame)) named.set(frame, name);
        }
        if (row.box === null) continue;
        const entityBox: EntityBox = { id: row.id, frame, box: row.box, row };
        entry(byFrame, frame, () => []).push(entityBox);
        entry(byId, row.id, () => []).push(entityBox);
      }
    }
  }
  return {
    inFrame: (frame) => byFrame.get(frame) ?? NO_BOXES,
    of: (id) => byId.get(id) ?? NO_BOXES,
    name(id, frame) {
      const named = names.get(id);
      return (frame === null ? undefined : named?.get(frame)) ?? named?.values().next().value ?? null;
    },
  };
}

/** The name in a row; in a table without names, the description up to its first comma. */
function nameIn(table: Table, row: Row): string | null {
  for (const wanted of [/^name$/i, /^description$/i]) {
    const column = table.columns.findIndex((heading) => wanted.test(plain(heading)));
    const cell = column < 0 ? undefined : row.cells[column];
    if (cell !== undefined && plain(cell) !== '') return plain(cell.split(/[,;(]/, 1)[0] ?? cell) || plain(cell);
  }
  return null;
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

/** Where one ID of a mention has a box, seen from the mention's frame. */
export function groundingOf(identities: Identities, id: EntityId, frame: FrameNo | null): Grounding {
  const sightings = identities.of(id);
  if (sightings.length === 0) return 'none';
  return sightings.some((s) => s.frame === frame) ? 'here' : 'elsewhere';
}

/** The best grounding of all IDs of the mention. */
export function groundingOfMention(identities: Identities, mention: Mention, frame: FrameNo | null): Grounding {
  let best: Grounding = 'none';
  for (const id of mention.ids) {
    const grounding = groundingOf(identities, id, frame);
    if (grounding === 'here') return 'here';
    if (grounding === 'elsewhere') best = 'elsewhere';
  }
  return best;
}
