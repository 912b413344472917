import { judge, targetKey } from '../../session/index.ts';
import type { PageState, Session, Verdict, VerdictName, View } from '../../session/index.ts';
import { entriesOf } from './entries.ts';
import type { Entry } from './entries.ts';
import { auditOf, currentEntry, step } from './walk.ts';

const NONE: readonly Verdict[] = [];

/** The verdicts of a rater about a run. */
export function verdictsBy(all: readonly Verdict[] | undefined, rater: string): readonly Verdict[] {
  return all?.filter((one) => one.rater === rater) ?? NONE;
}

/** Verdicts by the key of their target. */
export function byTarget(verdicts: readonly Verdict[]): ReadonlyMap<string, Verdict> {
  return new Map(verdicts.map((one) => [targetKey(one.target), one]));
}

/** The verdicts about these entries. */
export function verdictsAbout(entries: readonly Entry[], verdicts: readonly Verdict[]): readonly Verdict[] {
  const known = byTarget(verdicts);
  return entries.flatMap((entry) => known.get(targetKey(entry)) ?? []);
}

/** The verdicts whose target is gone: after a correction, or because a newer version of the audit finds other things. */
export function withoutTarget(state: Pick<PageState, 'run'>, verdicts: readonly Verdict[]): readonly Verdict[] {
  if (verdicts.length === 0) return NONE;
  const lists = (['findings', 'mentions', 'boxes'] as const).flatMap((list) => entriesOf(state, list));
  const there = new Set(lists.map(targetKey));
  return verdicts.filter(({ target }) => !there.has(targetKey(target)));
}

interface Judging {
  readonly session: Session;
  readonly view: View;
  readonly state: PageState;
}

function verdictNow({ session, state }: Judging, entry: Entry): Verdict | undefined {
  const all = session.records.getState().runs[state.run?.id ?? '']?.verdicts;
  return byTarget(verdictsBy(all, state.preferences.rater)).get(targetKey(entry));
}

/**
 * Gives a verdict about the entry of the walk, and moves on to the next entry; null takes the verdict back, and stays.
 * Returns null if the walk is at no entry, or the sequence is open in another tab.
 */
export function judgeCurrent(judging: Judging, verdict: VerdictName | null): { readonly next: Entry | null } | null {
  const { session, view, state } = judging;
  const shown = view.store.getState();
  const entry = currentEntry(state, shown);
  if (entry === null || state.run === null || state.readOnly !== null) return null;
  const note = auditOf(shown).note ?? verdictNow(judging, entry)?.note ?? '';
  const { rater } = state.preferences;
  const given = verdict === null ? null : { verdict, note: note.trim(), givenAt: session.epoch() };
  judge(session, state.run.id, { target: entry, rater }, given);
  return { next: verdict === null ? entry : step(state, view, 1) };
}

/** Changes the note of the verdict about the entry of the walk, if it has one. Else the note waits for the verdict. */
export function noteCurrent(judging: Judging): void {
  const { session, view, state } = judging;
  const shown = view.store.getState();
  const entry = currentEntry(state, shown);
  const { note } = auditOf(shown);
  const before = entry === null ? undefined : verdictNow(judging, entry);
  if (state.run === null || state.readOnly !== null || before === undefined || note === null) return;
  judge(session, state.run.id, before, { ...before, note: note.trim() });
}
