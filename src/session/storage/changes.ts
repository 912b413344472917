import type { Change, Committed, Run, Sequence } from '../records.ts';
import type { Frame } from '../types.ts';
import type { Stores } from '../stores.ts';
import type { Place } from '../view.ts';
import { deleted, isKept, listedOf, stepOf } from './listed.ts';
import type { Listed } from './listed.ts';
import type { PictureWriter } from './picture-writer.ts';
import type { Batch } from './storage.ts';
import { storeRun } from './stored.ts';
import type { StoredRun } from './stored.ts';

/** What has changed since the last write. */
export interface Changes {
  /** Notes a change. Returns whether it must be saved at once. */
  readonly note: (change: Change, committed: Pick<Committed, 'before'>) => boolean;
  readonly any: () => boolean;
  /** What has to be written now. Afterwards nothing has changed. `undo` makes all of it changed again. */
  readonly take: () => { readonly batch: Batch; readonly undo: () => void };
  /** Notes everything that is in memory and not stored. */
  readonly noteNew: () => void;
  /**
   * Notes the sequences whose pictures were not all stored at the last write. Returns whether all pictures of one of them
   * are stored now.
   */
  readonly noteIncomplete: () => boolean;
  /** Says that these records are stored as they are. */
  readonly isStored: (listed: Listed, runs: readonly StoredRun[]) => void;
  /** Says that nothing is stored any more, so that everything in memory has changed. */
  readonly startOver: () => void;
}

export function createChanges(
  { records, view }: Pick<Stores, 'records' | 'view'>,
  pictures: Pick<PictureWriter, 'add' | 'isSettled'>,
  epoch: () => number,
): Changes {
  const sequences = new Set<string>();
  const runs = new Set<string>();
  /** The runs that the user has deleted. A run that is only not in memory any more stays stored. */
  const deletedRuns = new Set<string>();
  /** The sequences as they were written or read last. */
  const known = new Map<string, Listed>();
  /** The state of each run that is stored, to see which changes must be saved at once. */
  const steps = new Map<string, string>();
  /** The sequences with frames whose pictures are not stored yet. */
  const incomplete = new Set<string>();
  /** The frames that were removed since the last write. Undo needs their pictures. */
  const gone = new Set<Frame>();
  let placeStored: Place | null = null;

  function keptSequence(id: string): Sequence | null {
    const all = records.store.getState();
    const sequence = all.sequences[id];
    return sequence !== undefined && isKept(sequence, all) ? sequence : null;
  }

  function runsOf({ runs: ids }: Sequence): readonly Run[] {
    const { runs: all } = records.store.getState();
    return ids.flatMap((id) => all[id] ?? []);
  }

  /** The place on the page, if its sequence is kept and the place is not stored. */
  function newPlace(): Place | null {
    const { place } = view.store.getState();
    return place === placeStored || keptSequence(place.sequence) === null ? null : place;
  }

  function noteAll(): void {
    const all = records.store.getState();
    for (const id of Object.keys(all.sequences)) sequences.add(id);
    for (const id of Object.keys(all.runs)) runs.add(id);
    placeStored = null;
  }

  /** The sequences that have changed, and the runs of those that are written for the first time. */
  function takeSequences(): {
    readonly listed: readonly (Listed & { text?: string })[];
    readonly first: readonly Run[];
  } {
    const first: Run[] = [];
    const listed: (Listed & { text?: string })[] = [];
    for (const id of sequences) {
      const sequence = keptSequence(id);
      const before = known.get(id);
      if (sequence !== null) {
        const own = runsOf(sequence);
        pictures.add(sequence, own);
        if (sequence.frames.every(pictures.isSettled)) incomplete.delete(id);
        else incomplete.add(id);
        const now = listedOf(sequence, own, pictures.isSettled);
        // A sequence without pictures is nothing that the user could find again. It follows with its first picture.
        if (before === undefined && now.sequence.frames.length + own.length === 0) continue;
        if (before === undefined) first.push(...own);
        known.set(id, now);
        listed.push(now);
      } else if (before !== undefined) {
        known.delete(id);
        listed.push(deleted(before, epoch()));
      }
    }
    return { listed, first };
  }

  return {
    note(change, { before }) {
      let urgent = false;
      for (const [id, sequence] of Object.entries(change.sequences ?? {})) {
        sequences.add(id);
        const old = before.sequences[id];
        if (sequence !== null && old !== undefined && !old.demo)
          for (const frame of goneFrom(old.frames, sequence.frames)) gone.add(frame);
        if (sequence === null || !known.has(id)) urgent = true;
      }
      for (const [id, run] of Object.entries(change.runs ?? {})) {
        runs.add(id);
        if (run === null) deletedRuns.add(id);
        else deletedRuns.delete(id);
        if (run !== null && steps.get(id) === stepOf(run)) continue;
        urgent = true;
        if (run !== null) sequences.add(run.sequence);
      }
      return urgent;
    },
    any: () => sequences.size + runs.size > 0 || newPlace() !== null,
    take() {
      const before = new Map(known);
      const place = newPlace();
      const { listed, first } = takeSequences();
      pictures.add({ frames: [...gone] }, []);
      gone.clear();
      const written = new Map(first.map((run) => [run.id, run]));
      const removed: string[] = [];
      for (const id of runs) {
        const run = records.store.getState().runs[id];
        if (run === undefined) removed.push(...(deletedRuns.delete(id) ? [id] : []));
        else if (keptSequence(run.sequence) !== null) written.set(id, run);
      }
      for (const run of written.values()) steps.set(run.id, stepOf(run));
      if (place !== null) placeStored = place;
      const ids = listed.map(({ sequence }) => sequence.id);
      sequences.clear();
      runs.clear();
      // A run is deleted with its sequence, and comes back with it, so it stays stored as long as that.
      const withOwner = new Set(listed.flatMap(({ sequence }) => (sequence.deletedAt === null ? [] : sequence.runs)));
      const batch: Batch = {
        sequences: listed.map(({ sequence }) => sequence),
        entries: listed.map(({ entry }) => entry),
        texts: new Map(listed.flatMap(({ entry, text }) => (text === undefined ? [] : [[entry.id, text]]))),
        runs: [...written.values()].map((run) => storeRun(run, epoch())),
        removed: removed.filter((id) => !withOwner.has(id)),
        place: place && { sequence: place.sequence, run: place.run },
      };
      return {
        batch,
        undo() {
          known.clear();
          for (const [id, one] of before) known.set(id, one);
          noteAll();
          for (const id of ids) sequences.add(id);
          for (const id of removed) {
            runs.add(id);
            deletedRuns.add(id);
          }
        },
      };
    },
    noteNew() {
      for (const id of Object.keys(records.store.getState().sequences)) if (!known.has(id)) sequences.add(id);
    },
    noteIncomplete() {
      for (const id of incomplete) sequences.add(id);
      return [...incomplete].some((id) => keptSequence(id)?.frames.every(pictures.isSettled));
    },
    isStored(listed, stored) {
      known.set(listed.sequence.id, listed);
      for (const run of stored) steps.set(run.id, stepOf(run));
    },
    startOver() {
      known.clear();
      steps.clear();
      noteAll();
    },
  };
}

/** The frames that are not there any more, or have another picture. */
function goneFrom(before: readonly Frame[], now: readonly Frame[]): readonly Frame[] {
  return before.filter((frame) => !now.some(({ id, picture }) => id === frame.id && picture === frame.picture));
}
