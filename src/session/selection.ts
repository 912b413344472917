import type { EntityId, FrameNo } from '../grounding/base.ts';

/** Entities that are highlighted, and the frame of the mention, box or row that the user pointed at. */
export interface Pointed {
  readonly ids: readonly EntityId[];
  readonly frame: FrameNo | null;
  /** The offset of the mention in the completion, or `stage` for a box in the picture, which belongs to no sentence. */
  readonly at?: MentionPlace;
}

export type MentionPlace = number | 'stage' | undefined;

/** What is highlighted in a run: what the pointer or the focus is on, and what the user has pinned. */
export interface Selection {
  readonly hovered: Pointed | null;
  readonly pinned: Pointed | null;
}

export const NOTHING: Selection = { hovered: null, pinned: null };

/** The pins after more were pinned. Without `add` they replace the others. Their order is that of pinning. */
export function withPins(pinned: Pointed | null, more: Pointed, add: boolean): Pointed | null {
  const others = add ? (pinned?.ids.filter((id) => !more.ids.includes(id)) ?? []) : [];
  const ids = [...others, ...more.ids];
  return ids.length === 0 ? null : { ...more, ids };
}

/** The pins without these entities. `at` is the place that the remaining pins get; without it they keep theirs. */
export function withoutPins(
  pinned: Pointed | null,
  ids: readonly EntityId[],
  at: Pointed | null = pinned,
): Pointed | null {
  const left = pinned?.ids.filter((id) => !ids.includes(id)) ?? [];
  return left.length === 0 || at === null ? null : { ...at, ids: left };
}

/** The same where the offsets in the text have moved. */
export function movedPoint(pointed: Pointed, moved: (offset: number) => number): Pointed {
  return typeof pointed.at === 'number' ? { ...pointed, at: moved(pointed.at) } : pointed;
}

/** Whether something in another frame is pointed at. */
export function isElsewhere(pointed: Pointed | null, frame: FrameNo): boolean {
  return pointed !== null && pointed.frame !== null && pointed.frame !== frame;
}
