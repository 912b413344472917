import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Size, Switch } from '../grounding/base.ts';
import type { Outcome } from '../inference/index.ts';
import type { Repetition } from './repetition.ts';
import type { Score, Verdict } from './verdicts.ts';
import type { Frame, RunUnits, SentRequest, SequenceSettings } from './types.ts';

// What a library keeps. IDs are random; times are epoch milliseconds; durations are milliseconds.

/** Pictures in an order, and the runs that were requested for them. */
export interface Sequence {
  readonly id: string;
  /** Null until the sequence has a title. */
  readonly title: string | null;
  /** Whether the frames are the demo's. The user's first own frame starts another sequence. */
  readonly demo: boolean;
  /** What its next request asks. Missing in a sequence of an earlier version, which asks with the device's settings. */
  readonly request?: SequenceSettings;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly frames: readonly Frame[];
  /** The IDs of the runs, oldest first. */
  readonly runs: readonly string[];
}

/**
 * A completion: what a model wrote for a sequence, the demo, an output from a file, or an edited copy of a run. Continue
 * adds a segment; Regenerate and the first edit add another run.
 */
export interface Run {
  readonly id: string;
  /** The ID of its sequence. */
  readonly sequence: string;
  readonly source: 'model' | 'demo' | 'imported' | 'edited';
  /** The ID of the run whose thinking this run keeps, or of the run that was edited; else null. */
  readonly parent: string | null;
  readonly title: string | null;
  /** Missing if the user has not starred it. */
  readonly starred?: boolean;
  /** When the user deleted it. It is not in the list of its sequence, and undo brings it back. */
  readonly deletedAt?: number;
  readonly createdAt: number;
  /** The frames of the request: frame n is `frames[n - 1]`. Null if the run follows the frames of its sequence. */
  readonly frames: readonly Frame[] | null;
  /** The sizes of frames in pixels that an opened output names, for frames without a picture; frame n is `sizes[n - 1]`. */
  readonly sizes: readonly Size[];
  readonly units: RunUnits;
  readonly completion: string;
  /** Where the thinking ends in an opened output that keeps thinking and content apart; a request's are in its segment. */
  readonly switches?: readonly Switch[];
  /** Oldest first; empty for an imported output. */
  readonly segments: readonly Segment[];
  /** Oldest first; each is already part of the completion. */
  readonly edits: readonly Edit[];
  /** Missing before the first verdict, and so are the scores. */
  readonly verdicts?: readonly Verdict[];
  readonly scores?: readonly Score[];
}

/** One request of a run, and the part of the completion that it added. */
export interface Segment {
  readonly request: SentRequest;
  /** The offset in the completion at which the text of this segment begins. */
  readonly from: number;
  /** Text that Continue removed at `from`, because it was not a complete line or sentence. */
  readonly dropped: string;
  readonly startedAt: number;
  /** How long after the start the server accepted the request; null if it has not. */
  readonly openedAfter: number | null;
  /** How long after the start the first text arrived; null if none has. */
  readonly firstTextAfter: number | null;
  /** How long the request took; null while it runs. */
  readonly took: number | null;
  /** How long the model thought before the story began; null until it begins. */
  readonly thoughtFor: number | null;
  /** The tokens of the answer: the server's count, or the number of deltas if the server sends no count. */
  readonly tokens: number;
  /**
   * The prompt tokens that the server reported; null before the report. In a continuation still the number of the first
   * request.
   */
  readonly promptTokens: number | null;
  /** Null while it runs. */
  readonly outcome: Outcome | null;
  /** The text that the model is repeating without end; null if it is not repeating. */
  readonly repetition: Repetition | null;
  /** Where the server went from thinking to content or back, if it separates them; offsets in the completion. */
  readonly switches?: readonly Switch[];
  /** The fields that the server does not know and that were left out of the request; missing if there are none. */
  readonly omitted?: readonly string[];
}

/** A replacement in the completion. Exchanging `removed` and `inserted` undoes it. */
export interface Edit {
  /** The offset in the completion. */
  readonly at: number;
  readonly removed: string;
  readonly inserted: string;
  /** What the user did, in words. */
  readonly label: string;
}

export interface Records {
  readonly sequences: Readonly<Record<string, Sequence>>;
  readonly runs: Readonly<Record<string, Run>>;
}

/** Records to add or replace, by ID; null deletes a record. */
export interface Change {
  readonly sequences?: Readonly<Record<string, Sequence | null>>;
  readonly runs?: Readonly<Record<string, Run | null>>;
}

/**
 * Applies a change to the records. It is the only way to change them. The user undoes changes of one group in one step.
 */
export type Commit = (change: Change, origin?: Origin, group?: string) => void;

/**
 * Where a change comes from. A change by StoryLens itself is saved, but does not make the sequence newer and is not undone.
 * A change that comes from the library is not saved again.
 */
export type Origin = 'user' | 'storylens' | 'library';

/** A store that can only be read. */
export type ReadableStore<T> = Pick<StoreApi<T>, 'getState' | 'getInitialState' | 'subscribe'>;

export interface RecordStore {
  readonly store: ReadableStore<Records>;
  readonly commit: Commit;
  /** Calls back after each change that must be saved. Returns a function that ends this. */
  readonly watch: (listener: Watcher) => () => void;
  /** Ignores the changes for which a function returns true from now on. */
  readonly refuse: (refuses: (change: Change, origin: Origin) => boolean) => void;
}

type Watcher = (change: Change, committed: Committed) => void;

/** How a change was committed, and the records before it. */
export interface Committed {
  readonly before: Records;
  readonly origin: Origin;
  readonly group: string | undefined;
}

/** The part of a change that deletes records. @param ids the IDs of sequences or of runs */
export function deletionOf(ids: readonly string[]): Record<string, null> {
  return Object.fromEntries(ids.map((id) => [id, null]));
}

/** The records of the session. `now` returns epoch milliseconds. */
export function createRecords(now: () => number): RecordStore {
  const store = createStore<Records>(() => ({ sequences: {}, runs: {} }));
  const listeners = new Set<Watcher>();
  let refuses: ((change: Change, origin: Origin) => boolean) | null = null;
  return {
    store,
    refuse(by) {
      refuses = by;
    },
    commit(change, origin = 'user', group) {
      if (refuses?.(change, origin)) return;
      const before = store.getState();
      const { sequences, runs } = change;
      store.setState((state) => ({
        ...(sequences && {
          sequences: applied(state.sequences, origin === 'user' ? touched(sequences, now()) : sequences),
        }),
        ...(runs && { runs: applied(state.runs, runs) }),
      }));
      if (origin !== 'library') for (const listener of listeners) listener(change, { before, origin, group });
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function touched(sequences: NonNullable<Change['sequences']>, now: number): NonNullable<Change['sequences']> {
  return Object.fromEntries(
    Object.entries(sequences).map(([id, sequence]) => [id, sequence && { ...sequence, updatedAt: now }]),
  );
}

function applied<T>(
  before: Readonly<Record<string, T>>,
  change: Readonly<Record<string, T | null>>,
): Record<string, T> {
  const now: Record<string, T> = { ...before };
  for (const [id, record] of Object.entries(change)) {
    if (record === null) delete now[id];
    else now[id] = record;
  }
  return now;
}
