import type { EntityId, FrameNo, GroundedDocument } from '../grounding/base.ts';

/** A mention in the story as a scroll target. */
export interface MentionPosition {
  /** The offset of the mention in the completion. */
  readonly at: number;
  readonly frame: FrameNo | null;
  readonly ids: readonly EntityId[];
}

/**
 * The next mention (`by` 1) or the previous one (-1) from an offset of the completion; from null, the first or the
 * last. Null at the ends of the story. With `ids`, only mentions of these entities count, and the last is followed by
 * the first.
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

/** The first mention in a frame, or in the next frame that has a mention. */
export function mentionInFrame(doc: GroundedDocument, frame: FrameNo): MentionPosition | null {
  return mentionsOf(doc).find((stop) => stop.frame !== null && stop.frame >= frame) ?? null;
}

/** The mentions in text order, each once. A mention with another one inside it is split into several spans. */
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
