import type { FrameNo } from '../grounding/base.ts';
import { deletionOf } from './records.ts';
import type { Origin, Records, RecordStore, Run, Sequence } from './records.ts';
import type { Stores } from './stores.ts';
import { sequenceSettingsOf } from './recipes.ts';
import type { Frame, RunUnits } from './types.ts';

/** Where IDs and epoch times come from. */
export interface Origins {
  readonly randomId: () => string;
  /** Epoch milliseconds. */
  readonly epoch: () => number;
}

/** A new sequence without runs. */
export function newSequence({ randomId, epoch }: Origins, content: Partial<Sequence> = {}): Sequence {
  const at = epoch();
  const none = { title: null, demo: false, frames: [], runs: [] };
  return { id: randomId(), createdAt: at, updatedAt: at, ...none, ...content };
}

/** A new run without text and without requests. */
export function newRun(
  { randomId, epoch }: Origins,
  content: Pick<Run, 'sequence' | 'source' | 'frames'> & { readonly units: RunUnits } & Partial<Run>,
): Run {
  const none = { parent: null, title: null, sizes: [], completion: '', segments: [], edits: [] };
  return { id: randomId(), createdAt: epoch(), ...none, ...content };
}

/**
 * Shows a run of a sequence, or the sequence alone (null). The run that was on the page becomes the previous one. If it has
 * no text it is deleted, and so is a sequence that has nothing in it.
 */
export function show(
  { records, view, batch }: Stores,
  sequence: string,
  run: string | null,
  frame: FrameNo | null,
): void {
  const { place } = view.store.getState();
  const before = place.run === null ? undefined : records.store.getState().runs[place.run];
  const isEmpty = before?.completion === '' && before.id !== run;
  const left = before === undefined || isEmpty ? place.previous : before.id;
  batch(() => {
    view.open({ sequence, run, previous: left === run ? null : left }, frame);
    if (isEmpty) removeRun(records, before);
    const old = records.store.getState().sequences[place.sequence];
    if (old !== undefined && old.id !== sequence && old.frames.length + old.runs.length === 0) {
      records.commit({ sequences: { [old.id]: null } });
    }
  });
}

function removeRun({ store, commit }: RecordStore, { id, sequence }: Run): void {
  const owner = store.getState().sequences[sequence];
  const runs = owner?.runs.filter((other) => other !== id) ?? [];
  commit({ runs: { [id]: null }, ...(owner && { sequences: { [sequence]: { ...owner, runs } } }) });
}

/** Adds a sequence and shows it, without a run. It starts with the settings of the device. */
export function addSequence(stores: Stores, content: Sequence): void {
  const sequence = { ...content, request: sequenceSettingsOf(stores.settings.getState().settings) };
  stores.batch(() => {
    stores.records.commit({ sequences: { [sequence.id]: sequence } });
    show(stores, sequence.id, null, null);
  });
}

/** Deletes each other sequence in which only the demo was played: it can be played again at any time. */
export function removeOtherDemos({ store, commit }: RecordStore, kept: string): void {
  const { sequences, runs } = store.getState();
  for (const sequence of Object.values(sequences)) {
    if (sequence.id === kept || !isOnlyDemo(sequence, runs)) continue;
    commit({ sequences: { [sequence.id]: null }, runs: deletionOf(sequence.runs) });
  }
}

/** Whether nothing but the demo was played in a sequence. */
export function isOnlyDemo({ demo, runs: own }: Sequence, runs: Records['runs']): boolean {
  return demo && own.every((run) => runs[run]?.source === 'demo');
}

/** Adds a run to its sequence and shows it, at a frame or following the model (null). */
export function addRun(stores: Stores, run: Run, frame: FrameNo | null): void {
  const { records, batch } = stores;
  const sequence = records.store.getState().sequences[run.sequence];
  if (sequence === undefined) return;
  batch(() => {
    const runs = [...sequence.runs, run.id];
    records.commit({ runs: { [run.id]: run }, sequences: { [sequence.id]: { ...sequence, runs } } });
    show(stores, run.sequence, run.id, frame);
  });
}

/** Changes the frames of a sequence. */
export function changeFrames(
  { records: { store, commit } }: Pick<Stores, 'records'>,
  id: string,
  change: (frames: readonly Frame[]) => readonly Frame[],
  origin: Origin = 'user',
  group?: string,
): void {
  const sequence = store.getState().sequences[id];
  if (sequence === undefined) return;
  const frames = change(sequence.frames);
  if (frames !== sequence.frames) commit({ sequences: { [id]: { ...sequence, frames } } }, origin, group);
}
