import { withUnits } from './box-units.ts';
import type { Run } from './records.ts';
import type { Stores } from './stores.ts';
import type { Dialect, DialectUnits } from './types.ts';

/** What a user can do with the units of the boxes in the run on the page. None of it sends a request. */
export interface UnitsCommands {
  /** Changes the units in which the boxes of a dialect are read, by default those written as numbers alone. */
  readonly setBoxUnits: (units: DialectUnits, dialect?: Dialect) => void;
  /** Shows the boxes of a dialect in these units on trial; null ends this. The record stays the same. */
  readonly previewBoxUnits: (units: DialectUnits | null, dialect?: Dialect) => void;
}

export function unitsCommands({ records, activity, view, batch }: Stores): UnitsCommands {
  function runOnPage(): Run | undefined {
    const { run } = view.store.getState().place;
    return run === null ? undefined : records.store.getState().runs[run];
  }

  return {
    setBoxUnits(units, dialect = 'plain') {
      const run = runOnPage();
      if (run === undefined) return;
      batch(() => {
        activity.setState({ unitsPreview: null });
        records.commit({ runs: { [run.id]: { ...run, units: withUnits(run.units, dialect, units) } } });
      });
    },
    previewBoxUnits(units, dialect = 'plain') {
      const run = runOnPage();
      const preview = run && units && { run: run.id, units: withUnits(run.units, dialect, units) };
      activity.setState({ unitsPreview: preview ?? null });
    },
  };
}
