import { sayCount } from '../../grounding/base.ts';
import type { Run, Sequence } from '../../session/index.ts';
import { differencesOf, modelOf } from './differences.ts';

/** The name of a sequence: its title, else the title of its last run with a title, else the name of its first frame. */
export function titleOf({ title, frames, runs: ids }: Sequence, runs: Readonly<Record<string, Run>>): string {
  const named = ids.map((id) => runs[id]?.title ?? null).findLast((name) => name !== null);
  return title ?? named ?? frames[0]?.name ?? 'Untitled';
}

/** How many frames and runs a sequence has. */
export function contentOf({ frames, runs }: Sequence): string {
  return `${sayCount(frames.length, 'frame')}, ${sayCount(runs.length, 'run')}`;
}

/**
 * What distinguishes a run from the one that was requested before it, in a few words; the first run of a sequence is
 * described whole. `ids` are the runs of its sequence, oldest first.
 */
export function detailOf(runs: Readonly<Record<string, Run>>, ids: readonly string[], id: string): string {
  const run = runs[id];
  if (run === undefined) return '';
  const { source, title, segments, edits } = run;
  if (source === 'edited') return `Corrected: ${edits.at(-1)?.label ?? title ?? ''}`;
  const last = segments.at(-1);
  if (source === 'demo') return 'The demo';
  if (last === undefined) return title ?? 'Opened from text';
  const earlier = ids.slice(0, Math.max(0, ids.indexOf(id))).toReversed();
  const before = earlier.map((other) => runs[other]).find((other) => other?.source === 'model');
  if (before === undefined) return `${endOf(last.outcome)}, ${modelOf(run)}, seed ${last.request.sampling.seed}`;
  return `${endOf(last.outcome)}, ${differencesOf(run, before).join(', ') || 'the same request'}`;
}

/** How a request ended. */
export function endOf(outcome: Run['segments'][number]['outcome']): string {
  switch (outcome?.type) {
    case undefined:
      return 'In progress';
    case 'finished':
      return 'Done';
    case 'stopped':
      return 'Stopped';
    case 'interrupted':
      return 'Interrupted';
    case 'length':
      return 'Cut off';
    case 'repetition':
      return 'Stopped because of repetition';
    case 'aborted':
      return 'Ended by the server';
    case 'failed':
      return 'Failed';
  }
}
