import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import { unchecked } from './connection.ts';
import type { Clock } from './pacer.ts';
import { createRecords } from './records.ts';
import type { ReadableStore, RecordStore } from './records.ts';
import { createReader } from './page-state.ts';
import type { Parts } from './page-state.ts';
import type { Live } from './progress.ts';
import type { ActivityState, ServerState, PageState, SettingsState } from './types.ts';
import { createView } from './view.ts';
import type { Place, View } from './view.ts';

/** The stores of a session. Each has its own lifetime: only records and settings are ever saved. */
export interface Stores {
  readonly records: RecordStore;
  readonly settings: StoreApi<SettingsState>;
  readonly server: StoreApi<ServerState>;
  readonly activity: StoreApi<ActivityState>;
  readonly view: View;
  /** All of them as one state, for the run on the page. */
  readonly page: ReadableStore<PageState>;
  /** The state of the page, as if it showed another run. */
  readonly pageOf: (run: string) => ReadableStore<PageState>;
  /** The view of a run that is shown beside the one on the page: with its own cursor and selection. */
  readonly viewOf: (run: string) => View;
  /** Subscribers to the page state learn of all changes of `work` at once. */
  readonly batch: (work: () => void) => void;
}

/** `now` returns epoch milliseconds. */
export function createStores(saved: SettingsState, clock: Pick<Clock, 'afterPaint'>, now: () => number): Stores {
  const records = createRecords(now);
  const settings = createStore<SettingsState>(() => saved);
  const server = createStore<ServerState>(() => ({ relays: null, connection: unchecked }));
  const activity = createStore<ActivityState>(() => ({
    adding: null,
    fileFailures: [],
    starting: false,
    startFailure: null,
    readOnly: null,
    live: null,
    back: null,
    unitsPreview: null,
  }));
  const view = createView(() => activity.getState().live !== null, clock);
  const notifiers = new Set<() => void>();
  let batches = 0;

  function notify(): void {
    if (batches === 0) for (const each of notifiers) each();
  }
  for (const part of [records.store, settings, server, activity]) part.subscribe(notify);

  function partsAt(place: Place): Parts {
    return {
      records: records.store.getState(),
      settings: settings.getState(),
      server: server.getState(),
      activity: activity.getState(),
      place,
    };
  }

  function derive(placeNow: () => Place): ReadableStore<PageState> {
    const read = createReader();
    const getState = (): PageState => read(partsAt(placeNow()));
    const listeners = new Set<(state: PageState, before: PageState) => void>();
    let last = getState();
    const check = (): void => {
      const before = last;
      last = getState();
      if (last === before) return;
      for (const listener of listeners) listener(last, before);
    };
    return {
      getState,
      getInitialState: getState,
      subscribe(listener) {
        if (listeners.size === 0) last = getState();
        listeners.add(listener);
        notifiers.add(check);
        return () => {
          listeners.delete(listener);
          if (listeners.size === 0) notifiers.delete(check);
        };
      },
    };
  }

  const page = derive(() => view.store.getState().place);
  view.store.subscribe(({ place }, { place: before }) => {
    if (place !== before) notify();
  });

  const others = new Map<string, ReadableStore<PageState>>();
  const otherViews = new Map<string, View>();
  return {
    records,
    settings,
    server,
    activity,
    view,
    page,
    pageOf(run) {
      const known = others.get(run);
      if (known !== undefined) return known;
      const sequence = records.store.getState().runs[run]?.sequence ?? '';
      const place = { sequence, run, previous: null };
      const other = derive(() => place);
      others.set(run, other);
      return other;
    },
    viewOf(run) {
      let other = otherViews.get(run);
      // Only the run on the page can be in progress.
      if (other === undefined) otherViews.set(run, (other = createView(() => false, clock)));
      return other;
    },
    batch(work) {
      batches++;
      try {
        work();
      } finally {
        batches--;
      }
      notify();
    },
  };
}

/** Changes what is known of the request in progress, if there is one. */
export function changeLive(
  activity: Stores['activity'],
  change: Partial<Pick<Live, 'queue' | 'heldBack' | 'health'>>,
): void {
  const { live } = activity.getState();
  if (live !== null) activity.setState({ live: { ...live, ...change } });
}
