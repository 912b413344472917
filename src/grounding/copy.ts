import type { EntityId, GroundedDocument, GroundingEvent } from './types.ts';

// The copies that each step of the fold makes. A copy shares everything that does not change.

export type EventOf<T extends GroundingEvent['type']> = Extract<GroundingEvent, { type: T }>;

/** The lists made since the caller last saw a document: only the fold has them, so they may grow in place. */
export type Fresh = Set<readonly unknown[]> | null;

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * A copy that the caller may change before anybody else sees it. All documents are made here, so that V8 gives them one
 * hidden class: with `{ ...document }` they had several, and a text event took half as long again.
 */
export function copyOf(doc: GroundedDocument): Mutable<GroundedDocument> {
  return {
    phase: doc.phase,
    thinkTags: doc.thinkTags,
    analyses: doc.analyses,
    narrative: doc.narrative,
    notes: doc.notes,
    story: doc.story,
    faults: doc.faults,
    draft: doc.draft,
    entities: doc.entities,
  };
}

/** Adds those IDs to the entities that are not among them yet. */
export function meet(entities: readonly EntityId[], ids: readonly EntityId[], fresh: Fresh): readonly EntityId[] {
  let met = entities;
  for (const id of ids) if (!met.includes(id)) met = append(met, id, fresh);
  return met;
}

/** The last item; undefined if there is none. Reads at index -1 make V8 slow at that place for good. */
export function lastOf<T>(list: readonly T[]): T | undefined {
  return list.length === 0 ? undefined : list[list.length - 1];
}

export function append<T>(list: readonly T[], item: T, fresh: Fresh): readonly T[] {
  const own = writable(list, fresh);
  own.push(item);
  return own;
}

export function replaceLast<T>(list: readonly T[], item: T, fresh: Fresh): readonly T[] {
  const own = writable(list, fresh);
  own[own.length - 1] = item;
  return own;
}

/** A list that the caller may change: the same one if only the fold has it, else a copy. */
export function writable<T>(list: readonly T[], fresh: Fresh): T[] {
  if (fresh === null) return list.slice();
  if (fresh.has(list)) return list as T[];
  const copy = list.slice();
  fresh.add(copy);
  return copy;
}
