import type { EntityId, FrameAnalysis, FrameNo } from '../types.ts';

const cache = new WeakMap<readonly FrameAnalysis[], ReadonlyMap<EntityId, ReadonlySet<FrameNo>>>();

/** The frames whose tables have a row of an entity, with or without a box. Computed once for each list of analyses. */
export function rowFrames(analyses: readonly FrameAnalysis[]): ReadonlyMap<EntityId, ReadonlySet<FrameNo>> {
  const known = cache.get(analyses);
  if (known) return known;
  const made = new Map<EntityId, Set<FrameNo>>();
  for (const { frame, tables } of analyses) {
    for (const { rows } of tables) {
      for (const { id } of rows) {
        if (id === null) continue;
        const frames = made.get(id) ?? new Set();
        made.set(id, frames.add(frame));
      }
    }
  }
  cache.set(analyses, made);
  return made;
}
