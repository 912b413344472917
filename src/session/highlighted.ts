import { isSettingElement } from '../grounding/base.ts';
import type { EntityId, FrameNo } from '../grounding/base.ts';
import type { Pointed, Selection } from './selection.ts';

/** Whether an entity is pinned in this frame. Null is the whole run: an entity that is pinned in any frame. */
export function isPinnedIn(pinned: Pointed | null, id: EntityId, frame: FrameNo | null): boolean {
  return pinned !== null && pinned.ids.includes(id) && (frame === null || pinned.frame === frame);
}

/**
 * Whether `pointed` highlights this ID where it occurs in a frame. An identity is the same in every frame; an element of
 * the setting belongs to one frame.
 */
export function isHighlighted(pointed: Pointed | null, id: EntityId, frame: FrameNo | null): boolean {
  if (pointed === null || !pointed.ids.includes(id)) return false;
  return !isSettingElement(id) || pointed.frame === frame;
}

/** The IDs of all highlighted entities: pinned, or under the pointer. */
export function highlightedIds({ hovered, pinned }: Selection): readonly EntityId[] {
  if (pinned === null) return hovered?.ids ?? NO_IDS;
  if (hovered === null) return pinned.ids;
  return [...new Set([...pinned.ids, ...hovered.ids])];
}

const NO_IDS: readonly EntityId[] = [];
