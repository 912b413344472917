import type { Frames } from '../frames.ts';
import type { Places } from '../places.ts';
import type { Change } from '../records.ts';
import type { Stores } from '../stores.ts';

/**
 * Keeps the page in step with an undo or redo: a deleted run is not shown any more, a run that comes back is shown, the
 * device's settings are those of the sequence on the page, and its pictures have their size.
 */
export function createFollow(
  { records, view, settings, activity }: Stores,
  { resize }: Pick<Frames, 'resize'>,
  { showRun, leaveRuns }: Pick<Places, 'showRun' | 'leaveRuns'>,
): (change: Change) => () => void {
  return ({ sequences = {}, runs = {} }) => {
    const before = records.store.getState().runs;
    const changed = Object.values(runs).filter((run) => run !== null);
    leaveRuns(changed.filter(({ deletedAt }) => deletedAt !== undefined).map(({ id }) => id));
    return () => {
      const { sequence: shown } = view.store.getState().place;
      const back = changed.findLast(
        ({ id, deletedAt }) => deletedAt === undefined && before[id]?.deletedAt !== undefined,
      );
      if (back?.sequence === shown && activity.getState().live === null) showRun(back.id);
      const request = sequences[shown]?.request;
      if (request) settings.setState((state) => ({ settings: { ...state.settings, ...request } }));
      if (sequences[shown]) resize();
    };
  };
}
