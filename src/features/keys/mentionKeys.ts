import { emptyDocument } from '../../grounding/base.ts';
import type { EntityId, FrameNo, GroundedDocument } from '../../grounding/base.ts';
import { mentionInFrame, stepMention } from '../../session/index.ts';
import type { Session, MentionPosition } from '../../session/index.ts';

/** Moves to the next (1) or previous (-1) mention. False if there is none. */
export function moveToMention(session: Session, shown: FrameNo, by: 1 | -1): boolean {
  const doc = docOf(session);
  return goTo(session, stepMention(doc, startOffset(doc, session, shown), by));
}

/**
 * Moves to the next or previous mention of the pinned entities. Without pinned entities, the hovered ones count;
 * without either, the entities of the current mention. If nothing was pinned, pins these entities, so that every frame
 * shows where they are. False if there is no such mention.
 */
export function moveToMentionOfOne(session: Session, shown: FrameNo, by: 1 | -1): boolean {
  const doc = docOf(session);
  const { pinned, hovered } = session.view.store.getState().selection;
  const ids = pinned?.ids ?? idsOf(hovered) ?? idsOf(currentMention(doc, session, shown));
  if (ids === null) return false;
  const mention = stepMention(doc, startOffset(doc, session, shown), by, ids);
  if (mention !== null && pinned === null) session.view.pin(ids, mention.frame, false, mention.at);
  return goTo(session, mention);
}

function docOf({ page }: Session): GroundedDocument {
  return page.getState().run?.doc ?? emptyDocument;
}

function idsOf(pointed: { readonly ids: readonly EntityId[] } | null): readonly EntityId[] | null {
  return pointed === null || pointed.ids.length === 0 ? null : pointed.ids;
}

/** Highlights the mention and scrolls to it. The highlight is needed because a folded story cannot take the focus. */
function goTo({ view }: Session, mention: MentionPosition | null): boolean {
  if (mention === null) return false;
  view.hover(mention.ids, mention.frame, mention.at);
  view.seek(mention.at, mention.frame);
  return true;
}

/**
 * The offset to start from: the offset of the current mention or, without one, just before the first mention of the
 * shown frame.
 */
function startOffset(doc: GroundedDocument, session: Session, shown: FrameNo): number {
  const mention = currentMention(doc, session, shown);
  if (mention !== null) return mention.at;
  const first = mentionInFrame(doc, shown);
  return first === null ? Infinity : first.at - 0.5;
}

/** The mention at the cursor. Null if the user has moved on to another frame. */
function currentMention(doc: GroundedDocument, { view }: Session, shown: FrameNo): MentionPosition | null {
  const { at, by } = view.store.getState().cursor;
  const mention = mentionAt(doc, at);
  const isHere = by === 'held' || mention === null || mention.frame === null || mention.frame === shown;
  return isHere ? mention : null;
}

function mentionAt(doc: GroundedDocument, at: number | null): MentionPosition | null {
  const mention = at === null ? null : stepMention(doc, at - 1, 1);
  return mention?.at === at ? mention : null;
}
