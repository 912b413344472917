import type { EntityId, FrameNo, Range } from '../grounding/base.ts';
import type { Commit, ReadableStore, Records, Run } from './records.ts';

// Verdicts are part of the run: they are saved, copied, exported and deleted with it, and move with its corrections.

export const VERDICTS = ['right', 'wrong-place', 'wrong-identity', 'invented'] as const;
export type VerdictName = (typeof VERDICTS)[number];

/** What a verdict is about: a finding, a mention or a box. */
export interface Target {
  /** The kind of the finding, or `mention` or `box`. */
  readonly kind: string;
  readonly at: Range;
  readonly frame: FrameNo | null;
  readonly entities: readonly EntityId[];
}

/** A rater's verdict. A rater has at most one about a target. */
export interface Verdict {
  readonly target: Target;
  /** The rater's name; empty if the user has given none. */
  readonly rater: string;
  readonly verdict: VerdictName;
  readonly note: string;
  /** When it was given, in epoch milliseconds. */
  readonly givenAt: number;
}

/** What a rater thinks of the whole story: numbers from 1 to 5, or null without an opinion. */
export interface Score {
  readonly rater: string;
  /** How accurate the descriptions are. */
  readonly description: number | null;
  readonly creativity: number | null;
}

/** The same text for the same target. */
export function targetKey({ kind, at, frame, entities }: Target): string {
  return `${kind} ${at.join('-')} ${frame ?? ''} ${entities.join(' ')}`;
}

/** The records, and the way to change them. */
interface Judged {
  readonly records: ReadableStore<Records>;
  readonly commit: Commit;
}

/** Gives a verdict about a target of a run; null takes the rater's verdict back. */
export function judge(
  session: Judged,
  run: string,
  { target, rater }: Pick<Verdict, 'target' | 'rater'>,
  given: Pick<Verdict, 'verdict' | 'note' | 'givenAt'> | null,
): void {
  const key = targetKey(target);
  change(session, run, ({ verdicts = [] }) => {
    const others = verdicts.filter((one) => one.rater !== rater || targetKey(one.target) !== key);
    const { kind, at, frame, entities } = target;
    return {
      verdicts: given === null ? others : [...others, { target: { kind, at, frame, entities }, rater, ...given }],
    };
  });
}

/** Changes a rater's scores of a run. */
export function score(
  session: Judged,
  run: string,
  rater: string,
  scores: Partial<Pick<Score, 'description' | 'creativity'>>,
): void {
  change(session, run, ({ scores: all = [] }) => {
    const own = all.find((one) => one.rater === rater) ?? { rater, description: null, creativity: null };
    return { scores: [...all.filter((one) => one.rater !== rater), { ...own, ...scores }] };
  });
}

function change({ records, commit }: Judged, id: string, make: (run: Run) => Partial<Run>): void {
  const run = records.getState().runs[id];
  if (run !== undefined) commit({ runs: { [id]: { ...run, ...make(run) } } });
}
