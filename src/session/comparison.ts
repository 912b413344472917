import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { FrameNo } from '../grounding/base.ts';
import type { Comparand } from './reference.ts';

/** A box of a comparison as the picture shows it. Its sides are shares of the picture. */
export interface DrawnComparison {
  readonly fate: 'matched' | 'missed' | 'invented';
  readonly frame: FrameNo;
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** What a run is compared with, and the boxes that the picture shows of that. */
export interface Comparison {
  readonly reference: Comparand | null;
  /** The ID of the run whose boxes they are. */
  readonly run: string | null;
  /** Empty while the comparison is not on the page. */
  readonly boxes: readonly DrawnComparison[];
}

const stores = new WeakMap<object, StoreApi<Comparison>>();

/** The comparison of a session. It is apart from the session, because only a page with a comparison loads it. */
export function comparisonOf(session: object): StoreApi<Comparison> {
  let store = stores.get(session);
  if (store === undefined) {
    store = createStore<Comparison>(() => ({ reference: null, run: null, boxes: [] }));
    stores.set(session, store);
  }
  return store;
}
