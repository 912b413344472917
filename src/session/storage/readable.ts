import type { StoredRun, StoredSequence } from './stored.ts';

// Whether a value from the database has the form of a record. Nothing that has not is shown, written or deleted; the rescue
// page lists it.

type Shape = Readonly<Record<string, (value: unknown) => boolean>>;

const text = (value: unknown): boolean => typeof value === 'string';
const number = (value: unknown): boolean => typeof value === 'number';
const orNull = (check: (value: unknown) => boolean) => (value: unknown) => value === null || check(value);
const listOf = (check: (value: unknown) => boolean) => (value: unknown) => Array.isArray(value) && value.every(check);
const has = (shape: Shape) => (value: unknown) => {
  if (typeof value !== 'object' || value === null) return false;
  const record = value as Readonly<Record<string, unknown>>;
  return Object.entries(shape).every(([name, check]) => check(record[name]));
};

const frame = has({
  id: text,
  name: text,
  picture: text,
  sent: text,
  width: number,
  height: number,
  originalWidth: number,
  originalHeight: number,
});

const request = has({ baseUrl: text, model: text, prompt: text, systemPrompt: text, sampling: has({}) });

const segment = has({ request, from: number, dropped: text, startedAt: number, outcome: orNull(has({ type: text })) });

const sequence = has({
  id: text,
  title: orNull(text),
  createdAt: number,
  updatedAt: number,
  frames: listOf(frame),
  runs: listOf(text),
});

const run = has({
  id: text,
  sequence: text,
  source: text,
  createdAt: number,
  completion: text,
  // Units of every dialect of boxes; an earlier version had the same for all.
  units: (value) => text(value) || has({ plain: text })(value),
  frames: orNull(listOf(frame)),
  sizes: listOf(has({ width: number, height: number })),
  segments: listOf(segment),
  edits: listOf(has({})),
});

export const isSequence = (value: unknown): value is StoredSequence => sequence(value);

export const isRun = (value: unknown): value is StoredRun => run(value);
