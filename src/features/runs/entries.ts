import { sayCount } from '../../grounding/base.ts';
import type { Run, Sequence } from '../../session/index.ts';

/** The name of a sequence: its title, else the title of its last run with a title, else the name of its first frame. */
export function titleOf({ title, frames, runs: ids }: Sequence, runs: Readonly<Record<string, Run>>): string {
  const named = ids.map((id) => runs[id]?.title ?? null).findLast((name) => name !== null);
  return title ?? named ?? frames[0]?.name ?? 'Untitled';
}

/** How many frames and runs a sequence has. */
export function contentOf({ frames, runs }: Sequence): string {
  return `${sayCount(frames.length, 'frame')}, ${sayCount(runs.length, 'run')}`;
}

/** What distinguishes a run from the others of its sequence, in a few words. */
export function detailOf({ source, title, segments, edits }: Run): string {
  if (source === 'edited') return `Corrected: ${edits.at(-1)?.label ?? title ?? ''}`;
  const last = segments.at(-1);
  if (source === 'demo') return 'The demo';
  if (last === undefined) return title ?? 'Opened from text';
  const model = last.request.model.split('/').at(-1) || 'the server’s model';
  return `${endOf(last.outcome)}, ${model}, seed ${last.request.sampling.seed}`;
}

function endOf(outcome: Run['segments'][number]['outcome']): string {
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
