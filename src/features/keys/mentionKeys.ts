import { emptyDocument } from '../../grounding/index.ts';
import type { EntityId, FrameNo, GroundedDocument } from '../../grounding/index.ts';
import { mentionInFrame, stepMention } from '../../session/index.ts';
import type { Desk, MentionPosition } from '../../session/index.ts';

/** Goes to the next mention (`by` 1) or to the one before (-1). False where there is none. */
export function moveToMention(desk: Desk, shown: FrameNo, by: 1 | -1): boolean {
  const doc = documentOf(desk);
  return visit(desk, stepMention(doc, placeIn(doc, desk, shown), by));
}

/**
 * The same through the mentions of whoever is pinned; else of whoever is pointed at, or named where the walk is, who is
 * pinned with it, so that every frame shows where they are.
 */
export function moveToMentionOfOne(desk: Desk, shown: FrameNo, by: 1 | -1): boolean {
  const doc = documentOf(desk);
  const { pinned, hovered } = desk.view.store.getState();
  const ids = pinned?.ids ?? named(hovered) ?? named(stopOf(doc, desk, shown));
  if (ids === null) return false;
  const stop = stepMention(doc, placeIn(doc, desk, shown), by, ids);
  if (stop !== null && pinned === null) desk.view.pin(ids, stop.frame, false, stop.at);
  return visit(desk, stop);
}

function documentOf({ session }: Desk): GroundedDocument {
  return session.getState().reading?.doc ?? emptyDocument;
}

function named(pointed: { readonly ids: readonly EntityId[] } | null): readonly EntityId[] | null {
  return pointed === null || pointed.ids.length === 0 ? null : pointed.ids;
}

/** Lit as well as sought: where the story is folded away, nobody there takes the focus. */
function visit({ view }: Desk, stop: MentionPosition | null): boolean {
  if (stop === null) return false;
  view.hover(stop.ids, stop.frame, stop.at);
  view.seek(stop.at, stop.frame);
  return true;
}

/** Where a walk starts: at the mention that it is at, else just before the first one of the frame that is shown. */
function placeIn(doc: GroundedDocument, desk: Desk, shown: FrameNo): number {
  const stop = stopOf(doc, desk, shown);
  if (stop !== null) return stop.at;
  const first = mentionInFrame(doc, shown);
  return first === null ? Infinity : first.at - 0.5;
}

/** The mention with the focus, else the one that was sought last; none of another frame than the reader has come to. */
function stopOf(doc: GroundedDocument, { view }: Desk, shown: FrameNo): MentionPosition | null {
  const { sought, held } = view.store.getState();
  const stops = [focusedPlace(), sought?.at ?? null].map((at) => stopAt(doc, at));
  return stops.find((stop) => stop !== null && (held || stop.frame === null || stop.frame === shown)) ?? null;
}

function stopAt(doc: GroundedDocument, at: number | null): MentionPosition | null {
  const stop = at === null ? null : stepMention(doc, at - 1, 1);
  return stop?.at === at ? stop : null;
}

function focusedPlace(): number | null {
  const at = document.activeElement?.closest<HTMLElement>('[data-at]')?.dataset['at'];
  return at === undefined ? null : Number(at);
}
