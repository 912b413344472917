import type { Records, Run, Sequence } from '../records.ts';
import { isOnlyDemo } from '../sequences.ts';
import type { Frame } from '../types.ts';
import { entryOf } from './entries.ts';
import type { Entry } from './entries.ts';
import { storeSequence } from './stored.ts';
import type { StoredRun, StoredSequence } from './stored.ts';

/** A stored sequence and its entry in the list. */
export interface Listed {
  readonly sequence: StoredSequence;
  readonly entry: Entry;
}

/** Whether a sequence is worth keeping: it has something in it, and not only the demo, which can be played at any time. */
export function isKept(sequence: Sequence, { runs }: Records): boolean {
  return !isOnlyDemo(sequence, runs) && sequence.frames.length + sequence.runs.length > 0;
}

/** What is stored of a sequence, and the text in which the search looks. */
export function listedOf(
  sequence: Sequence,
  runs: readonly Run[],
  isStored: (frame: Frame) => boolean,
): Listed & { readonly text: string } {
  const { entry, text } = entryOf(sequence, runs);
  return { sequence: storeSequence(sequence, isStored), entry, text };
}

/** A sequence that was deleted at a time, in epoch milliseconds. */
export function deleted({ sequence, entry }: Listed, deletedAt: number): Listed {
  return { sequence: { ...sequence, deletedAt }, entry: { ...entry, deletedAt } };
}

type StepFields = Omit<StoredRun, 'frames' | 'savedAt'>;

/** What of a run is saved at once when it changes: all but its text. */
export function stepOf(run: StepFields): string {
  const { title, starred, deletedAt, units, segments, edits, verdicts = [], scores = [] } = run;
  const judged = [verdicts.length, verdicts.at(-1)?.givenAt, JSON.stringify(scores)];
  const asked = [segments.length, segments.at(-1)?.outcome?.type];
  return [title, starred, deletedAt, JSON.stringify(units), asked, edits.length, judged].join();
}
