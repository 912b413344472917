import { emptyDocument } from '../../grounding/base.ts';
import type { AuditView, PageState, View, ViewState } from '../../session/index.ts';
import { entriesOf, filtered } from './entries.ts';
import type { Entry } from './entries.ts';

/** What the audit lists before the user has chosen. */
const ALL_FINDINGS: AuditView = {
  list: 'findings',
  kind: null,
  frame: null,
  entity: null,
  walking: false,
  at: null,
  note: null,
};

export function auditOf({ audit }: Pick<ViewState, 'audit'>): AuditView {
  return audit ?? ALL_FINDINGS;
}

/** Changes the list or its filters. */
export function chooseList(view: View, change: Partial<AuditView>): void {
  view.choose({ audit: { ...auditOf(view.store.getState()), ...change } });
}

/** The entries that the walk goes through: those of the list that the filters leave. */
export function walked(state: Pick<PageState, 'run'>, view: Pick<ViewState, 'audit'>): readonly Entry[] {
  const audit = auditOf(view);
  return filtered(entriesOf(state, audit.list), audit);
}

/** The entry at which the walk is; null if it is not active. */
export function currentEntry(state: Pick<PageState, 'run'>, view: Pick<ViewState, 'audit'>): Entry | null {
  const { walking, at } = auditOf(view);
  return walking ? (walked(state, view).find(({ key }) => key === at) ?? null) : null;
}

/**
 * Moves the walk to the next (1) or previous (-1) entry, and starts it if it is not active: at the entry where it was, or
 * else at the reader's place. Null if there is no further entry.
 */
export function step(state: Pick<PageState, 'run'>, view: View, by: 1 | -1): Entry | null {
  const shown = view.store.getState();
  const { at, walking } = auditOf(shown);
  const entries = walked(state, shown);
  const index = entries.findIndex(({ key }) => key === at);
  const place = shown.cursor.at;
  const isBeyond = ({ at: [from] }: Entry): boolean => place === null || (by === 1 ? from >= place : from <= place);
  const next =
    index >= 0
      ? entries[walking ? index + by : index]
      : by === 1
        ? (entries.find(isBeyond) ?? entries[0])
        : (entries.findLast(isBeyond) ?? entries.at(-1));
  if (next === undefined) return null;
  goTo(state, view, next);
  return next;
}

/** Walks to an entry: pins its entities, shows its frame with its box, and scrolls the story to its word. */
export function goTo({ run }: Pick<PageState, 'run'>, view: View, { key, at, frame, entities }: Entry): void {
  chooseList(view, { walking: true, at: key, note: null });
  const [start = Infinity] = (run?.doc ?? emptyDocument).story.map(({ tags }) => tags.opening[0]);
  const isInStory = at[0] >= start && at[1] > at[0];
  view.leave();
  view.pin(entities, frame, false, isInStory ? at[0] : undefined);
  if (isInStory) view.seek(at[0], frame);
  else if (frame !== null) view.show(frame);
}

/** Ends the walk. The next walk begins where this one was. */
export function endWalk(view: View): void {
  chooseList(view, { walking: false });
  view.release();
}
