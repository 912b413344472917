import type { Range, Switch } from '../grounding/base.ts';
import type { Replacement } from '../grounding/editing.ts';
import type { Run } from './records.ts';
import { addRun, newRun } from './sequences.ts';
import type { Origins } from './sequences.ts';
import type { Stores } from './stores.ts';
import type { Verdict } from './verdicts.ts';

/** A correction of the run on the page. */
export interface Correction {
  /** The completion that the replacements were made for. */
  readonly completion: string;
  readonly replacements: readonly Replacement[];
  /** What the user did, in words: “Rename char1 to Marta”. */
  readonly label: string;
}

/** Corrects the run on the page. False if its text has changed since, it is still being written, or nothing changes. */
export type Correct = (correction: Correction) => Promise<boolean>;

/**
 * Corrections are splices of the completion, so tables, boxes and story cannot disagree. The first correction of a run
 * makes an edited copy of it, whose parent it is; further ones add to that copy. The original stays.
 */
export function createCorrect(stores: Stores, origins: Origins): Correct {
  const { records, view, activity, batch } = stores;

  return async ({ completion, replacements, label }) => {
    const { applySplices, mapOffset, mapRange, splicesOf } = await import('../grounding/editing.ts');
    const { run: id } = view.store.getState().place;
    const run = id === null ? undefined : records.store.getState().runs[id];
    if (run === undefined || run.completion !== completion || activity.getState().live?.run === run.id) return false;
    const splices = splicesOf(completion, replacements);
    if (splices.length === 0) return false;
    const edited: Run = {
      ...movedMarks(run, (offset) => mapOffset(offset, splices, 'before')),
      ...(run.verdicts && { verdicts: run.verdicts.map((one) => movedVerdict(one, (at) => mapRange(at, splices))) }),
      completion: applySplices(completion, splices),
      edits: [...run.edits, ...splices.map((splice) => ({ ...splice, label }))],
    };
    const before = view.store.getState();
    batch(() => {
      if (run.source === 'edited') records.commit({ runs: { [run.id]: edited } });
      else {
        const { id: _, createdAt: __, ...content } = edited;
        addRun(stores, newRun(origins, { ...content, source: 'edited', parent: run.id }), before.cursor.frame);
      }
      view.restore(before, (offset) => mapOffset(offset, splices, 'after'));
    });
    return true;
  };
}

/** A verdict at its place after a correction. If its text was removed, its place is empty: its target is gone. */
function movedVerdict(verdict: Verdict, place: (at: Range) => Range | null): Verdict {
  const { target } = verdict;
  return { ...verdict, target: { ...target, at: place(target.at) ?? [target.at[0], target.at[0]] } };
}

/** The run with its segments and switches where they are after a correction. */
function movedMarks(run: Run, moved: (offset: number) => number): Run {
  const at = (switches: readonly Switch[]): Switch[] => switches.map((each) => ({ ...each, at: moved(each.at) }));
  const segments = run.segments.map((segment) => ({
    ...segment,
    from: moved(segment.from),
    ...(segment.switches && { switches: at(segment.switches) }),
  }));
  return { ...run, segments, ...(run.switches && { switches: at(run.switches) }) };
}
