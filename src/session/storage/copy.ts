import type { Change, Run, Sequence } from '../records.ts';
import type { Origins } from '../sequences.ts';
import type { Stores } from '../stores.ts';

/** A copy of a sequence with its runs, which shares their pictures. */
export function copyOf(sequence: Sequence, runs: readonly Run[], { randomId, epoch }: Origins): Change {
  const ids = new Map(runs.map(({ id }) => [id, randomId()]));
  const id = randomId();
  const copies = runs.map((run) => ({
    ...run,
    id: ids.get(run.id) ?? randomId(),
    sequence: id,
    parent: run.parent === null ? null : (ids.get(run.parent) ?? null),
  }));
  const title = sequence.title === null ? null : `${sequence.title} (copy)`;
  const copy = { ...sequence, id, title, createdAt: epoch(), demo: false, runs: copies.map((run) => run.id) };
  return { sequences: { [id]: copy }, runs: Object.fromEntries(copies.map((run) => [run.id, run])) };
}

/**
 * A sequence with these runs: those that it lists and, if a crash kept the list from being written, the others that are not
 * deleted.
 */
export function withRuns(
  sequence: Sequence,
  runs: readonly Run[],
): { readonly sequence: Sequence; readonly listed: readonly Run[] } {
  const kept = runs.filter(({ deletedAt }) => deletedAt === undefined);
  const listed = sequence.runs.filter((id) => kept.some((run) => run.id === id));
  const others = kept.filter(({ id }) => !listed.includes(id)).toSorted((a, b) => a.createdAt - b.createdAt);
  const ids = [...listed, ...others.map(({ id }) => id)];
  return { sequence: { ...sequence, runs: ids }, listed: ids.flatMap((id) => kept.find((run) => run.id === id) ?? []) };
}

/** Keeps the demo on the page like a sequence of the user. */
export function keepDemo({ records, view }: Pick<Stores, 'records' | 'view'>): void {
  const sequence = records.store.getState().sequences[view.store.getState().place.sequence];
  if (sequence !== undefined) records.commit({ sequences: { [sequence.id]: { ...sequence, demo: false } } });
}
