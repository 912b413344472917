import { plain } from './plain.ts';
import { entityKind, isUsualId } from './ids.ts';
import { elementOfCell, elementTitle, isSettingElement } from './setting.ts';
import type {
  Box,
  EntityId,
  EntityKind,
  FrameAnalysis,
  FrameNo,
  GroundedDocument,
  Mention,
  Row,
  SettingElement,
  Table,
} from './types.ts';

/**
 * What grounds an ID of a mention: a box in the mention's own frame, a row of that frame's Setting table, a box in
 * another frame only, or nothing.
 */
export type Grounding = 'here' | 'setting' | 'elsewhere' | 'none';

/** One bounding box of an entity in one frame, with its row. */
export interface EntityBox {
  readonly id: EntityId;
  readonly frame: FrameNo;
  readonly box: Box<'model'>;
  readonly row: Row;
}

/** A box that belongs to no entity: in a row without an ID, or in the text of an image without a table. */
export interface UnnamedBox {
  readonly box: Box<'model'>;
  /** What the row calls it; null if it has no words for it. */
  readonly label: string | null;
}

/** The boxes and names of all entities, over the whole document. */
export interface Identities {
  /** The boxes of a frame, in the order of their rows. */
  inFrame(frame: FrameNo): readonly EntityBox[];
  /** The boxes of a frame that belong to no entity. */
  unnamed(frame: FrameNo): readonly UnnamedBox[];
  /** The boxes of an entity through all frames, in the order of the analyses. */
  of(id: EntityId): readonly EntityBox[];
  /**
   * The name of an entity in this frame's tables, else its first name in any frame; null if no table names it. An element
   * of the setting is named by its row in this frame's table, else by its title.
   */
  name(id: EntityId, frame: FrameNo | null): string | null;
  /** The kind of an entity. For an ID of another shape it is the kind of its table. */
  kind(id: EntityId): EntityKind;
  /** The row of the frame's Setting table that describes this element; null if there is none. */
  setting(element: SettingElement, frame: FrameNo | null): Row | null;
}

const cache = new WeakMap<readonly FrameAnalysis[], Identities>();
const NO_BOXES: readonly EntityBox[] = [];
const NO_UNNAMED: readonly UnnamedBox[] = [];

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
  const settings = new Map<FrameNo, Map<SettingElement, SettingRow>>();
  const kinds = new Map<EntityId, EntityKind>();
  const unnamed = new Map<FrameNo, UnnamedBox[]>();
  for (const { frame, tables, unnamed: inText = [] } of analyses) {
    for (const box of inText) entry(unnamed, frame, () => []).push({ box, label: null });
    for (const table of tables) {
      for (const row of table.rows) {
        if (table.kind === 'setting') {
          const element = elementOfRow(table, row);
          const rows = entry(settings, frame, () => new Map<SettingElement, SettingRow>());
          if (element !== null && !rows.has(element)) rows.set(element, { row, name: nameIn(table, row) });
          continue;
        }
        const boxes = row.box === null ? [] : [row.box, ...(row.moreBoxes ?? [])];
        if (row.id === null) {
          for (const box of boxes) entry(unnamed, frame, () => []).push({ box, label: labelIn(table, row) });
          continue;
        }
        if (!kinds.has(row.id)) kinds.set(row.id, kindIn(table, row.id));
        const name = nameIn(table, row);
        if (name !== null) {
          const named = entry(names, row.id, () => new Map<FrameNo, string>());
          if (!named.has(frame)) named.set(frame, name);
        }
        for (const box of boxes) {
          const entityBox: EntityBox = { id: row.id, frame, box, row };
          entry(byFrame, frame, () => []).push(entityBox);
          entry(byId, row.id, () => []).push(entityBox);
        }
      }
    }
  }
  return {
    inFrame: (frame) => byFrame.get(frame) ?? NO_BOXES,
    unnamed: (frame) => unnamed.get(frame) ?? NO_UNNAMED,
    of: (id) => byId.get(id) ?? NO_BOXES,
    name(id, frame) {
      if (isSettingElement(id)) return settingOf(id, frame)?.name ?? elementTitle(id);
      const named = names.get(id);
      return (frame === null ? undefined : named?.get(frame)) ?? named?.values().next().value ?? null;
    },
    kind: (id) => kinds.get(id) ?? entityKind(id),
    setting: (element, frame) => settingOf(element, frame)?.row ?? null,
  };

  function settingOf(element: SettingElement, frame: FrameNo | null): SettingRow | undefined {
    return frame === null ? undefined : settings.get(frame)?.get(element);
  }
}

interface SettingRow {
  readonly row: Row;
  readonly name: string | null;
}

/**
 * The element that a row of a Setting table describes; null if the row describes none, or if the table is of another
 * kind.
 */
export function elementOfRow(table: Pick<Table, 'kind' | 'columns'>, row: Row): SettingElement | null {
  if (table.kind !== 'setting') return null;
  const column = table.columns.findIndex((heading) => /element/i.test(heading));
  return elementOfCell(row.cells[Math.max(column, 0)] ?? '');
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

/** The kind of an ID: its word if it has the usual shape; else the table decides whether it is a character. */
function kindIn({ kind }: Table, id: EntityId): EntityKind {
  const spelt = entityKind(id);
  if (isUsualId(id)) return spelt;
  if (kind === 'characters') return 'char';
  return spelt === 'char' ? 'obj' : spelt;
}

/** The words for a row without an ID. */
function labelIn(table: Table, row: Row): string | null {
  const column = table.columns.findIndex((heading) =>
    /^(?:label|name|object|category|class|caption|text_content)$/i.test(plain(heading)),
  );
  return nameIn(table, row) ?? (plain(row.cells[column] ?? '') || null);
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

/** What grounds one ID of a mention, seen from the mention's frame. */
export function groundingOf(identities: Identities, id: EntityId, frame: FrameNo | null): Grounding {
  if (isSettingElement(id)) return identities.setting(id, frame) === null ? 'none' : 'setting';
  const sightings = identities.of(id);
  if (sightings.length === 0) return 'none';
  return sightings.some((s) => s.frame === frame) ? 'here' : 'elsewhere';
}

const BEST: readonly Grounding[] = ['here', 'setting', 'elsewhere'];

/** The best grounding of all IDs of the mention. */
export function groundingOfMention(identities: Identities, mention: Mention, frame: FrameNo | null): Grounding {
  const all = new Set(mention.ids.map((id) => groundingOf(identities, id, frame)));
  return BEST.find((grounding) => all.has(grounding)) ?? 'none';
}
