import { createStore } from 'zustand/vanilla';
import type { Change, Committed, ReadableStore } from '../records.ts';
import type { Stores } from '../stores.ts';
import { changedSettings, labelOf } from './labels.ts';
import { changeTo, isOwnChange, joinParts, partsOf } from './parts.ts';
import type { Part, Side } from './parts.ts';

/** A change of the user that can be undone. */
export interface Step {
  /** What it does, as a verb phrase. */
  readonly label: string;
  readonly parts: readonly Part[];
  /** Epoch milliseconds. */
  readonly at: number;
  /** Changes of one group are one step. */
  readonly group: string | undefined;
}

/** The steps of one place, newest last. */
export interface Stack {
  readonly past: readonly Step[];
  /** The steps that were undone; the next one to redo is the last. */
  readonly future: readonly Step[];
}

/** Where steps were made: the ID of a sequence, or the library. Steps of different places are independent. */
export type Scope = string;

export const LIBRARY: Scope = 'library';

/** How long a step can be undone. Until then, nothing that it needs is deleted from the storage. */
export const UNDO_MS = 24 * 3_600_000;

export interface History {
  readonly store: ReadableStore<HistoryState>;
  /** The place on the page. */
  readonly scope: () => Scope;
  /** The steps that can be undone and redone there now. */
  readonly stackOf: (scope: Scope) => Stack;
  /** Undoes the last steps, the newest first. Resolves to the labels of those undone, also if one of them fails. */
  readonly undo: (scope: Scope, count?: number) => Promise<readonly string[]>;
  readonly redo: (scope: Scope, count?: number) => Promise<readonly string[]>;
  /** Adds a step that is no change of records in memory. */
  readonly add: (scope: Scope, label: string, parts: readonly Part[]) => void;
  readonly replace: (stacks: Stacks) => void;
}

export type Stacks = Readonly<Record<Scope, Stack>>;

export interface HistoryState {
  readonly stacks: Stacks;
  /** The last undo or redo; null before the first. */
  readonly last: Travel | null;
}

/** What an undo or redo did. */
interface Travel {
  readonly how: 'undo' | 'redo';
  readonly labels: readonly string[];
  /** Whether a step could not be undone or redone. It still can be tried again. */
  readonly failed: boolean;
}

interface Parts {
  readonly stores: Stores;
  readonly isLibraryShown: () => boolean;
  /** Epoch milliseconds. */
  readonly epoch: () => number;
  /** Loads a sequence into memory. */
  readonly load: (sequence: string) => Promise<unknown>;
  /** Deletes sequences, or brings them back. */
  readonly setDeleted: (ids: readonly string[], isDeleted: boolean) => Promise<void>;
  /** Saves what has changed, so that the list of the library shows it. */
  readonly flush: () => Promise<void>;
  /** Called before the change that leads to a side of a step; the returned function is called after it. */
  readonly follow: (change: Change) => () => void;
}

/** Changes of the same setting or title are one step, as long as no pause is longer than this. */
const PAUSE_MS = 1000;
const MOST_STEPS = 200;
const EMPTY: Stack = { past: [], future: [] };

/** Records the user's changes of sequences and runs, and undoes and redoes them. */
export function createHistory({ stores, isLibraryShown, epoch, load, setDeleted, flush, follow }: Parts): History {
  const { records } = stores;
  const store = createStore<HistoryState>(() => ({ stacks: {}, last: null }));
  let queue: Promise<unknown> = Promise.resolve();

  const isFresh = ({ at }: Step): boolean => at > epoch() - UNDO_MS;

  function stackOf(scope: Scope): Stack {
    const { past, future } = store.getState().stacks[scope] ?? EMPTY;
    return past.every(isFresh) && future.every(isFresh)
      ? { past, future }
      : { past: past.slice(past.findLastIndex((step) => !isFresh(step)) + 1), future: future.filter(isFresh) };
  }

  function setStack(scope: Scope, stack: Stack): void {
    store.setState(({ stacks }) => ({ stacks: { ...stacks, [scope]: stack } }));
  }

  function push(scope: Scope, step: Step): void {
    const { past } = stackOf(scope);
    const last = past.at(-1);
    if (last === undefined || !isContinued(last, step)) {
      setStack(scope, { past: [...past.slice(1 - MOST_STEPS), step], future: [] });
      return;
    }
    const parts = joinParts(last.parts, step.parts);
    const joined = { ...step, parts, label: labelOf(parts) };
    setStack(scope, { past: [...past.slice(0, -1), ...(parts.length === 0 ? [] : [joined])], future: [] });
    // All is as before the step, so the sequence is not newer than then.
    if (parts.length === 0)
      records.commit(
        changeTo(
          'before',
          last.parts.filter((part) => !isOwnChange(part)),
          records.store.getState(),
          epoch(),
        ),
        'storylens',
      );
  }

  function note(change: Change, { before, origin, group }: Committed): void {
    if (origin !== 'user') return;
    const parts = partsOf(change, before, records.store.getState());
    const own = parts.find(isOwnChange);
    if (own === undefined || own.record === 'library') return;
    const scope = own.record === 'runs' ? records.store.getState().runs[own.id]?.sequence : own.id;
    if (scope !== undefined) push(scope, { label: labelOf(parts), parts, at: epoch(), group });
  }
  records.watch(note);

  async function lead(side: Side, { parts }: Step): Promise<void> {
    for (const part of parts) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other: they change the same records
      if (part.record === 'library') await setDeleted(part.ids, side === 'before' ? !part.deleted : part.deleted);
      // oxlint-disable-next-line no-await-in-loop -- as above
      else if (part.record === 'sequences' && !records.store.getState().sequences[part.id]) await load(part.id);
    }
    const change = changeTo(side, parts, records.store.getState(), epoch());
    stores.batch(() => {
      const end = follow(change);
      records.commit(changeTo(side, parts, records.store.getState(), epoch()), 'storylens');
      end();
    });
  }

  async function travel(scope: Scope, side: Side, count: number, labels: string[]): Promise<void> {
    for (let i = 0; i < count; i++) {
      const { past, future } = stackOf(scope);
      const step = (side === 'before' ? past : future).at(-1);
      if (step === undefined) break;
      // oxlint-disable-next-line no-await-in-loop -- one step after the other
      await lead(side, step);
      const now = stackOf(scope);
      setStack(
        scope,
        side === 'before'
          ? { past: now.past.filter((other) => other !== step), future: [...now.future, step] }
          : { past: [...now.past, step], future: now.future.filter((other) => other !== step) },
      );
      labels.push(step.label);
    }
    if (scope === LIBRARY) await flush();
  }

  async function next(scope: Scope, how: Travel['how'], count: number): Promise<readonly string[]> {
    const labels: string[] = [];
    // Another tab changes this sequence.
    if (scope !== LIBRARY && stores.activity.getState().readOnly !== null) {
      store.setState({ last: { how, labels, failed: true } });
      return labels;
    }
    const travelled = queue.then(async () => travel(scope, how === 'undo' ? 'before' : 'after', count, labels));
    queue = travelled.catch(() => null);
    const failed = await travelled.then(
      () => false,
      () => true,
    );
    store.setState({ last: { how, labels, failed } });
    return labels;
  }

  return {
    store,
    stackOf,
    scope: () => (isLibraryShown() ? LIBRARY : stores.view.store.getState().place.sequence),
    undo: async (scope, count = 1) => next(scope, 'undo', count),
    redo: async (scope, count = 1) => next(scope, 'redo', count),
    add: (scope, label, parts) => push(scope, { label, parts, at: epoch(), group: undefined }),
    replace: (stacks) => store.setState({ stacks }),
  };
}

/** Whether a step goes on with the one before: in the same group, or in the same setting or title without a pause. */
function isContinued(last: Step, { parts, at, group }: Step): boolean {
  if (group !== undefined || last.group !== undefined) return group === last.group;
  return at - last.at < PAUSE_MS && typed(last.parts) !== null && typed(last.parts) === typed(parts);
}

/** The field that a step changes, if it is one that a user types; else null. */
function typed(parts: readonly Part[]): string | null {
  const [part, second] = parts.filter(isOwnChange);
  if (part === undefined || second !== undefined || !('field' in part)) return null;
  if (part.field === 'title') return `${part.id} title`;
  if (part.field !== 'request') return null;
  const changed = changedSettings(part.before as never, part.after as never);
  return changed.length === 1 ? `${part.id} ${changed.join()}` : null;
}
