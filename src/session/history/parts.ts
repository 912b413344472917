import type { Change, Edit, Records, Run, Sequence } from '../records.ts';
import type { Frame } from '../types.ts';

/** A part of a step: one field of one record, before and after it. An undefined value is a missing field. */
export interface FieldPart {
  readonly record: 'sequences' | 'runs';
  readonly id: string;
  readonly field: (typeof SEQUENCE_FIELDS)[number] | (typeof RUN_FIELDS)[number] | (typeof EDITED_FIELDS)[number];
  readonly before: unknown;
  readonly after: unknown;
}

/** A run left the list of its sequence, or came into it. */
interface ListPart {
  readonly record: 'list';
  /** The ID of the sequence. */
  readonly id: string;
  readonly run: string;
  /** Whether it is in the list after the step. Before it, the opposite holds. */
  readonly listed: boolean;
  /** The label of the step that brought it into the list. */
  readonly label?: string;
  /** The place of the run in the list. */
  readonly index: number;
}

/** Sequences were deleted, or came into the library. */
export interface DeletionPart {
  readonly record: 'library';
  readonly ids: readonly string[];
  /** Whether they are deleted after the step. Before it, the opposite holds. */
  readonly deleted: boolean;
}

export type Part = FieldPart | ListPart | DeletionPart;

/** The side of a step. Undo leads before it, redo after it. */
export type Side = 'before' | 'after';

// The fields that the user changes. All others follow from requests.
const SEQUENCE_FIELDS = ['title', 'frames', 'request', 'updatedAt'] as const;
const RUN_FIELDS = ['title', 'starred', 'deletedAt', 'units', 'frames', 'edits', 'verdicts', 'scores'] as const;
// The fields that follow from a correction.
const EDITED_FIELDS = ['completion', 'segments', 'switches'] as const;

/** What of a change the user can undo. */
export function partsOf(change: Change, before: Records, after: Records): readonly Part[] {
  const parts: Part[] = [];
  for (const id of Object.keys(change.sequences ?? {})) {
    const [old, now] = [before.sequences[id], after.sequences[id]];
    if (old === undefined || now === undefined) continue;
    for (const field of SEQUENCE_FIELDS)
      if (old[field] !== now[field])
        parts.push({ record: 'sequences', id, field, before: old[field], after: now[field] });
    for (const [index, run] of old.runs.entries())
      if (!now.runs.includes(run)) parts.push({ record: 'list', id, run, listed: false, index });
    for (const [index, run] of now.runs.entries()) {
      const label = old.runs.includes(run) ? null : labelOfNew(after.runs[run]);
      if (label !== null) parts.push({ record: 'list', id, run, listed: true, label, index });
    }
  }
  for (const id of Object.keys(change.runs ?? {})) {
    const [old, now] = [before.runs[id], after.runs[id]];
    if (old === undefined || now === undefined) continue;
    for (const field of old.edits === now.edits ? RUN_FIELDS : [...RUN_FIELDS, ...EDITED_FIELDS])
      if (old[field] !== now[field]) parts.push({ record: 'runs', id, field, before: old[field], after: now[field] });
  }
  return parts;
}

/** What the user did to make a run, as a verb phrase; null for a run that was requested. */
function labelOfNew(run: Run | undefined): string | null {
  if (run?.source === 'imported') return `open “${run.title ?? ''}”`;
  return run?.source === 'edited' ? labelOfEdit(run.edits.at(-1)) : null;
}

/** “Rename char1 to Marta” as a verb phrase in a sentence. */
export function labelOfEdit(edit: Edit | undefined): string {
  const label = edit?.label ?? 'Correct the text';
  return label.charAt(0).toLowerCase() + label.slice(1);
}

/** Whether a part is more than the time of the change. */
export function isOwnChange(part: Part): boolean {
  return !('field' in part && part.field === 'updatedAt');
}

/** Two steps in a row as one. A field that is as before is left out. */
export function joinParts(first: readonly Part[], second: readonly Part[]): readonly Part[] {
  const joined = new Map<string, Part>();
  for (const part of [...first, ...second]) {
    const key = JSON.stringify([part.record, 'id' in part && part.id, 'field' in part ? part.field : part]);
    const earlier = joined.get(key);
    joined.set(key, earlier && 'field' in earlier && 'field' in part ? { ...part, before: earlier.before } : part);
  }
  const parts = [...joined.values()];
  const kept = parts.filter((part) => !('field' in part && isSame(part.before, part.after)));
  return kept.some(isOwnChange) ? kept : [];
}

function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one, i) => one === b[i]);
  return a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b));
}

/** The change that leads to one side of a step. `now` is the time of a record that has changed since the step. */
export function changeTo(side: Side, parts: readonly Part[], records: Records, now: number): Change {
  const sequences: Record<string, Sequence> = {};
  const runs: Record<string, Run> = {};
  // Runs go back to their places in ascending order, so that each place is right.
  for (const part of parts) {
    if (part.record === 'library') continue;
    if (part.record === 'runs') {
      const run = runs[part.id] ?? records.runs[part.id];
      if (run !== undefined) runs[part.id] = withField(run, part.field, part[side]);
      continue;
    }
    const sequence = sequences[part.id] ?? records.sequences[part.id];
    if (sequence === undefined) continue;
    if (part.record === 'list') {
      const others = sequence.runs.filter((run) => run !== part.run);
      const run = runs[part.run] ?? records.runs[part.run];
      const isListed = run !== undefined && part.listed === (side === 'after');
      // The time of a deletion is a part of its own.
      if (run !== undefined && part.listed) runs[run.id] = withField(run, 'deletedAt', isListed ? undefined : now);
      sequences[part.id] = { ...sequence, runs: isListed ? others.toSpliced(part.index, 0, part.run) : others };
    } else if (part.field === 'updatedAt') {
      const isLatest = records.sequences[part.id]?.updatedAt === part[side === 'before' ? 'after' : 'before'];
      sequences[part.id] = withField(sequence, 'updatedAt', isLatest ? part[side] : now);
    } else {
      const value = part[side];
      const isFrames = part.field === 'frames';
      sequences[part.id] = withField(
        sequence,
        part.field,
        isFrames ? asNow(value as readonly Frame[], sequence) : value,
      );
    }
  }
  return { sequences, runs };
}

function withField<T extends object>(record: T, field: string, value: unknown): T {
  const changed = { ...record, [field]: value };
  if (value === undefined) Reflect.deleteProperty(changed, field);
  return changed;
}

/** Frames that are still there stay as they are now: their pictures may have been encoded again. */
function asNow(frames: readonly Frame[], { frames: now }: Sequence): readonly Frame[] {
  return frames.map((frame) => now.find(({ id, picture }) => id === frame.id && picture === frame.picture) ?? frame);
}
