import * as v from 'valibot';
import type { StoredRun, StoredSequence } from './stored.ts';

// Whether a value from the database has the form of a record. Nothing that has not is shown, written or deleted; the rescue
// page lists it.

const Frame = v.object({
  id: v.string(),
  name: v.string(),
  picture: v.string(),
  sent: v.string(),
  width: v.number(),
  height: v.number(),
  originalWidth: v.number(),
  originalHeight: v.number(),
});

const Request = v.object({
  baseUrl: v.string(),
  model: v.string(),
  prompt: v.string(),
  systemPrompt: v.string(),
  sampling: v.object({}),
});

const Segment = v.object({
  request: Request,
  from: v.number(),
  dropped: v.string(),
  startedAt: v.number(),
  outcome: v.nullable(v.object({ type: v.string() })),
});

const Sequence = v.object({
  id: v.string(),
  title: v.nullable(v.string()),
  createdAt: v.number(),
  updatedAt: v.number(),
  frames: v.array(Frame),
  runs: v.array(v.string()),
});

const Run = v.object({
  id: v.string(),
  sequence: v.string(),
  source: v.string(),
  createdAt: v.number(),
  completion: v.string(),
  // Units of every dialect of boxes; an earlier version had the same for all.
  units: v.union([v.string(), v.object({ plain: v.string() })]),
  frames: v.nullable(v.array(Frame)),
  sizes: v.array(v.object({ width: v.number(), height: v.number() })),
  segments: v.array(Segment),
  edits: v.array(v.object({})),
});

export const isSequence = (value: unknown): value is StoredSequence => v.is(Sequence, value);

export const isRun = (value: unknown): value is StoredRun => v.is(Run, value);
