import { expect, test } from 'vitest';
import type { Run, Sequence } from '../../src/session/index.ts';
import { contentOf, detailOf, titleOf } from '../../src/features/runs/entries.ts';
import { sessionWithRun } from '../helpers/session.ts';

const made = await sessionWithRun('First.', { type: 'stopped' });
const { sequences, runs } = made.session.records.getState();
const sequence = Object.values(sequences)[0] as Sequence;
const run = Object.values(runs)[0] as Run;

function withOutcome(outcome: Run['segments'][number]['outcome']): Run {
  return { ...run, segments: run.segments.map((segment) => ({ ...segment, outcome })) };
}

const detail = (one: Run): string => detailOf({ [one.id]: one }, [one.id], one.id);

test('a run is described by its end, its model and its seed', () => {
  expect(detail(run)).toBe('Stopped, QwenStoryteller, seed 7');
  expect(detail(withOutcome(null))).toBe('In progress, QwenStoryteller, seed 7');
  expect(detail(withOutcome({ type: 'length' }))).toBe('Cut off, QwenStoryteller, seed 7');
});

test('an opened output is described by its file, or as text', () => {
  const opened = { ...run, source: 'imported', segments: [] } as const;
  expect(detail({ ...opened, title: 'a.txt' })).toBe('a.txt');
  expect(detail({ ...opened, title: null })).toBe('Opened from text');
});

test('a sequence has its own title, that of its last run with a title, or that of its first frame', () => {
  const named = { ...runs, [run.id]: { ...run, title: 'a.txt' } };
  expect(titleOf({ ...sequence, title: 'Mine' }, named)).toBe('Mine');
  expect(titleOf(sequence, named)).toBe('a.txt');
  expect(titleOf(sequence, runs)).toBe('1.png');
  expect(titleOf({ ...sequence, frames: [] }, runs)).toBe('Untitled');
});

test('the content of a sequence is counted', () => {
  expect(contentOf(sequence)).toBe('1 frame, 1 run');
  expect(contentOf({ ...sequence, frames: [], runs: ['a', 'b'] })).toBe('0 frames, 2 runs');
});
