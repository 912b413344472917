import type { Run, Sequence } from '../records.ts';
import { readSequenceSettings } from '../saved-settings.ts';
import type { BoxUnits, Frame, RunUnits } from '../types.ts';

// The records as a library stores them: pictures are stored once, under their SHA-256, and frames refer to them.

/** A picture: a file of the user, or the scaled picture that was sent, byte for byte. */
export interface Picture {
  /** The SHA-256 of the bytes. */
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly blob: Blob;
  readonly width: number;
  readonly height: number;
  /** When it was stored. A new picture is kept, although its sequence may not be stored yet. */
  readonly addedAt: number;
}

export type StoredFrame = Omit<Frame, 'file' | 'blob' | 'lost'>;

export interface StoredSequence extends Omit<Sequence, 'frames'> {
  readonly frames: readonly StoredFrame[];
  /** When the user deleted it. It is removed for good by a later visit; until then the deletion can be undone. */
  readonly deletedAt: number | null;
}

export interface StoredRun extends Omit<Run, 'frames' | 'units'> {
  readonly frames: readonly StoredFrame[] | null;
  /** One value for all boxes in a run that an older version has saved. */
  readonly units: RunUnits | BoxUnits;
  readonly savedAt: number;
}

/** A sequence with its runs. */
export interface Stored {
  readonly sequence: StoredSequence;
  readonly runs: readonly StoredRun[];
}

export function storeFrame({ file: _file, blob: _blob, lost: _lost, ...frame }: Frame): StoredFrame {
  return frame;
}

/** `isStored` says of which frames the pictures are stored; the other frames follow with the next write. */
export function storeSequence(sequence: Sequence, isStored: (frame: Frame) => boolean): StoredSequence {
  return { ...sequence, frames: sequence.frames.filter(isStored).map(storeFrame), deletedAt: null };
}

export function storeRun(run: Run, savedAt: number): StoredRun {
  return { ...run, savedAt, frames: run.frames?.map(storeFrame) ?? null };
}

/** Pictures by their SHA-256. */
export type Blobs = ReadonlyMap<string, Blob>;

/** A frame with its pictures. If one of them is missing, the frame is marked as lost and keeps its number and its sizes. */
export function restoreFrame(frame: StoredFrame, blobs: Blobs): Frame {
  const [file, blob] = [blobs.get(frame.picture), blobs.get(frame.sent)];
  if (file !== undefined && blob !== undefined) return { ...frame, file, blob };
  return { ...frame, file: new Blob(), blob: new Blob(), lost: true };
}

export function restoreSequence({ deletedAt: _deletedAt, ...sequence }: StoredSequence, blobs: Blobs): Sequence {
  return {
    ...sequence,
    frames: sequence.frames.map((frame) => restoreFrame(frame, blobs)),
    ...(sequence.request && { request: readSequenceSettings(sequence.request) }),
  };
}

/**
 * A run as it was when the page was closed. If its last request had not ended, it is marked as interrupted. If that request
 * was a Continue that brought no text, the text that it had removed is put back, as at any other end.
 */
export function restoreRun({ savedAt, frames: stored, units: storedUnits, ...run }: StoredRun, blobs: Blobs): Run {
  const units = typeof storedUnits === 'string' ? { plain: storedUnits } : storedUnits;
  const frames = stored?.map((frame) => restoreFrame(frame, blobs)) ?? null;
  const last = run.segments.at(-1);
  if (last === undefined || last.outcome !== null) return { ...run, units, frames };
  const isEmpty = run.completion.length === last.from;
  const completion = isEmpty ? run.completion + last.dropped : run.completion;
  const segment = {
    ...last,
    outcome: { type: 'interrupted' } as const,
    took: Math.max(0, savedAt - last.startedAt),
    ...(isEmpty && { from: completion.length, dropped: '' }),
  };
  return { ...run, units, frames, completion, segments: [...run.segments.slice(0, -1), segment] };
}

/** The SHA-256 of every picture that these records need. */
export function picturesOf({ sequence, runs }: Stored): ReadonlySet<string> {
  const lists = [sequence.frames, ...runs.map(({ frames }) => frames ?? [])];
  return new Set(lists.flat().flatMap(({ picture, sent }) => [picture, sent]));
}
