import type { StoreApi } from 'zustand/vanilla';
import { isSettingElement } from '../grounding/base.ts';
import type { EntityId, FrameNo } from '../grounding/base.ts';
import type { Pointed, Selection } from './selection.ts';
import type { ViewState } from './view.ts';

/** Something that can be highlighted. */
export type HighlightKey = string;

/** An entity. An identity is the same in every frame; an element of the setting belongs to one frame. */
export function entityKey(id: EntityId, frame: FrameNo | null): HighlightKey {
  return isSettingElement(id) ? cellKey(id, frame) : id;
}

/** An entity in one frame: highlighted only if the user points at it there or, while pointing at nothing, pinned it there. */
export function cellKey(id: EntityId, frame: FrameNo | null): HighlightKey {
  return `${id} ${frame ?? ''}`;
}

/** Highlighted while anything is. */
export const ANYTHING: HighlightKey = '*';

/** The attribute that a highlighted element has. The style sheet of each feature says how it looks. */
const ATTRIBUTE = 'data-highlighted';

export interface Highlighter {
  /** Marks the element while one of these keys is highlighted. Returns a function that stops this. */
  readonly add: (element: Element, keys: readonly HighlightKey[]) => () => void;
}

/**
 * Highlights elements of story, tables, matrix, filmstrip and cards: an index from keys to elements, and one attribute
 * that changes when the selection does. No component renders, and only the elements of two selections are styled again.
 */
export function createHighlighter(view: Pick<StoreApi<ViewState>, 'getState' | 'subscribe'>): Highlighter {
  const elements = new Map<HighlightKey, Set<Element>>();
  const keysOf = new WeakMap<Element, readonly HighlightKey[]>();
  let highlighted = keysIn(view.getState().selection);

  function update(element: Element): void {
    element.toggleAttribute(ATTRIBUTE, keysOf.get(element)?.some((key) => highlighted.has(key)) ?? false);
  }
  view.subscribe(({ selection }, before) => {
    if (selection === before.selection) return;
    const old = highlighted;
    highlighted = keysIn(selection);
    for (const key of new Set([...old, ...highlighted])) {
      if (old.has(key) !== highlighted.has(key)) for (const element of elements.get(key) ?? []) update(element);
    }
  });

  return {
    add(element, keys) {
      for (const key of keys) {
        const known = elements.get(key);
        if (known === undefined) elements.set(key, new Set([element]));
        else known.add(element);
      }
      keysOf.set(element, keys);
      update(element);
      return () => {
        for (const key of keys) {
          const known = elements.get(key);
          known?.delete(element);
          if (known?.size === 0) elements.delete(key);
        }
      };
    },
  };
}

function keysIn({ hovered, pinned }: Selection): ReadonlySet<HighlightKey> {
  const keys = new Set<HighlightKey>();
  const add = ({ ids, frame }: Pointed): void => ids.forEach((id) => keys.add(entityKey(id, frame)));
  if (pinned !== null) add(pinned);
  if (hovered !== null) add(hovered);
  const target = hovered ?? pinned;
  for (const id of target?.ids ?? []) keys.add(cellKey(id, target?.frame ?? null));
  if (keys.size > 0) keys.add(ANYTHING);
  return keys;
}
