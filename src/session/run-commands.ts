import type { Places } from './places.ts';
import { curlOf, requestTextOf } from './provenance.ts';
import type { Run } from './records.ts';
import type { Stores } from './stores.ts';

/** What a user can do with the runs of a sequence. Each can be undone. */
export interface RunCommands {
  /** Stars a run, or removes its star. */
  readonly star: (id: string) => void;
  /** An empty name removes the name. */
  readonly name: (id: string, name: string) => void;
  readonly remove: (id: string) => void;
  /** Shows the next (1) or the previous (-1) run of the sequence on the page. Returns its number; null at the end. */
  readonly step: (by: 1 | -1) => number | null;
  /** Fixes the frames of an opened output: later changes of the sequence's frames do not change them. */
  readonly fixFrames: (id: string) => void;
  /** Lets an opened output follow the frames of its sequence again. */
  readonly followFrames: (id: string) => void;
  /** The body of a request of a run, byte for byte; `index` is the number of its segment. Null if it cannot be read. */
  readonly requestText: (id: string, index: number) => Promise<string | null>;
  /** The command that sends that request from a file. */
  readonly curl: (id: string, index: number, file: string) => string;
  /** Gives the sequence the frames of a run. */
  readonly takeFrames: (id: string) => void;
}

interface Sources {
  /** Epoch milliseconds. */
  readonly epoch: () => number;
  readonly dataUrl: (blob: Blob) => Promise<string>;
}

export function createRunCommands(
  { records: { store, commit }, view, batch }: Stores,
  { showRun, leaveRuns }: Pick<Places, 'showRun' | 'leaveRuns'>,
  { epoch, dataUrl }: Sources,
): RunCommands {
  function change(id: string, to: (run: Run) => Run): void {
    const run = store.getState().runs[id];
    if (run !== undefined) commit({ runs: { [id]: to(run) } });
  }

  return {
    star(id) {
      change(id, ({ starred, ...run }) => (starred ? run : { ...run, starred: true }));
    },
    name(id, name) {
      change(id, (run) => ({ ...run, title: name.trim() || null }));
    },
    remove(id) {
      batch(() => {
        leaveRuns([id]);
        const { runs, sequences } = store.getState();
        const run = runs[id];
        const sequence = sequences[run?.sequence ?? ''];
        // A run without text is already deleted when it is left.
        if (run === undefined || sequence === undefined) return;
        commit({
          runs: { [id]: { ...run, deletedAt: epoch() } },
          sequences: { [sequence.id]: { ...sequence, runs: sequence.runs.filter((other) => other !== id) } },
        });
      });
    },
    step(by) {
      const { sequence, run } = view.store.getState().place;
      const runs = store.getState().sequences[sequence]?.runs ?? [];
      const at = run === null ? -1 : runs.indexOf(run);
      const next = at < 0 ? undefined : runs[at + by];
      if (next === undefined) return null;
      showRun(next);
      return at + by + 1;
    },
    fixFrames(id) {
      change(id, (run) => ({ ...run, frames: store.getState().sequences[run.sequence]?.frames ?? [] }));
    },
    followFrames(id) {
      change(id, (run) => ({ ...run, frames: null }));
    },
    async requestText(id, index) {
      const run = store.getState().runs[id];
      return run === undefined ? null : requestTextOf(run, index, dataUrl).catch(() => null);
    },
    curl(id, index, file) {
      const run = store.getState().runs[id];
      return run === undefined ? '' : curlOf(run, index, file);
    },
    takeFrames(id) {
      const { runs, sequences } = store.getState();
      const { sequence = '', frames = null } = runs[id] ?? {};
      const owner = sequences[sequence];
      if (owner !== undefined && frames !== null) commit({ sequences: { [sequence]: { ...owner, frames } } });
    },
  };
}
