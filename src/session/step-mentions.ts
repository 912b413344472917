import type { EntityId, FrameNo, GroundedDocument } from '../grounding/index.ts';

/** A mention of the story as a place to go to. */
export interface MentionPosition {
  /** Where it begins in the completion. */
  readonly at: number;
  readonly frame: FrameNo | null;
  readonly ids: readonly EntityId[];
}

/**
 * The mention after a place of the completion (`by` 1) or before it (-1); from null, the first or the last. Of all
 * mentions it ends at the ends of the story; of those that name one of `ids` it goes round.
 */
export function stepMention(
  doc: GroundedDocument,
  from: number | null,
  by: 1 | -1,
  ids: readonly EntityId[] | null = null,
): MentionPosition | null {
  const stops = mentionsOf(doc).filter((stop) => ids === null || stop.ids.some((id) => ids.includes(id)));
  const next =
    by === 1
      ? stops.find(({ at }) => from === null || at > from)
      : stops.findLast(({ at }) => from === null || at < from);
  return next ?? (ids === null ? null : (stops.at(by === 1 ? 0 : -1) ?? null));
}

/** The first mention of a frame, or of the next one that has any. */
export function mentionInFrame(doc: GroundedDocument, frame: FrameNo): MentionPosition | null {
  return mentionsOf(doc).find((stop) => stop.frame !== null && stop.frame >= frame) ?? null;
}

/** In the order of the text. What is nested in a mention splits its words into several spans: it is one stop. */
function mentionsOf({ story }: GroundedDocument): readonly MentionPosition[] {
  const stops = new Map<number, MentionPosition>();
  for (const { frame, spans } of story) {
    for (const { mention } of spans) {
      const at = mention?.at[0];
      if (at !== undefined && !stops.has(at)) stops.set(at, { at, frame, ids: mention?.ids ?? [] });
    }
  }
  return [...stops.values()];
}
