import { docOf } from './docs.ts';
import { firstFrame } from './selectors.ts';
import { addSequence, newSequence, show } from './sequences.ts';
import type { Origins } from './sequences.ts';
import type { Stores } from './stores.ts';

/** The commands that show another run or sequence. A run in progress is stopped and keeps its text. */
export interface Places {
  readonly showRun: (id: string) => void;
  /** Shows a sequence and its last run. */
  readonly showSequence: (id: string) => void;
  /** Shows a new sequence. */
  readonly startSequence: () => void;
  /**
   * If one of these runs is on the page, shows another run of its sequence: the run that it was made from, else the next
   * one, else the one before; or none.
   */
  readonly leaveRuns: (ids: readonly string[]) => void;
}

export function createPlaces(stores: Stores, origins: Origins, endCurrentJob: () => void): Places {
  const { records, view, activity, batch } = stores;

  function showRun(id: string): void {
    const run = records.store.getState().runs[id];
    if (run === undefined || run.id === view.store.getState().place.run) return;
    endCurrentJob();
    batch(() => {
      activity.setState({ startFailure: null });
      show(stores, run.sequence, run.id, firstFrame(docOf(run)));
    });
  }

  return {
    showRun,
    leaveRuns(ids) {
      const { sequence, run } = view.store.getState().place;
      if (run === null || !ids.includes(run)) return;
      const runs = records.store.getState().sequences[sequence]?.runs ?? [];
      const at = runs.indexOf(run);
      const parent = runs.filter((id) => id === records.store.getState().runs[run]?.parent);
      const near = [...parent, ...runs.slice(at), ...runs.slice(0, at).toReversed()];
      const next = near.find((id) => !ids.includes(id));
      if (next !== undefined) showRun(next);
      else {
        endCurrentJob();
        show(stores, sequence, null, null);
      }
    },
    showSequence(id) {
      const sequence = records.store.getState().sequences[id];
      if (sequence === undefined || id === view.store.getState().place.sequence) return;
      const last = sequence.runs.at(-1);
      if (last !== undefined) showRun(last);
      else {
        endCurrentJob();
        show(stores, id, null, null);
      }
    },
    startSequence() {
      endCurrentJob();
      batch(() => {
        activity.setState({ startFailure: null, fileFailures: [] });
        addSequence(stores, newSequence(origins));
      });
    },
  };
}
