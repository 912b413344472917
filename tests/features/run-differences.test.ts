import { expect, test } from 'vitest';
import { sayDifference } from '../../src/features/runs/FramesDiffer.tsx';
import { differencesOf } from '../../src/features/runs/differences.ts';
import type { Run } from '../../src/session/index.ts';
import { fileOf, sessionWithRun } from '../helpers/session.ts';

const made = await sessionWithRun('First.', { type: 'finished' }, {}, ['1.png', '2.png']);
await made.session.frames.add([fileOf('3.png')]);
const run = Object.values(made.session.records.getState().runs)[0] as Run;
const frames = made.session.page.getState().frames;

type Request = Run['segments'][number]['request'];

function asking(change: Partial<Request>, sampling: Partial<Request['sampling']> = {}): Run {
  const segments = run.segments.map((segment) => ({
    ...segment,
    request: { ...segment.request, ...change, sampling: { ...segment.request.sampling, ...sampling } },
  }));
  return { ...run, segments };
}

test.each([
  ['its seed', asking({}, { seed: 8 }), ['seed']],
  ['a number', asking({}, { temperature: 0.2 }), ['temperature 0.7 → 0.2']],
  [
    'several numbers and the seed',
    asking({}, { topP: 1, topK: 5, seed: 9 }),
    ['top-p 0.9 → 1', 'top-k -1 → 5', 'seed'],
  ],
  ['its model', asking({ model: 'daniel3303/QwenStoryteller2' }), ['QwenStoryteller2']],
  ['its server', asking({ baseUrl: 'http://gpu:9000/v1' }), ['gpu:9000']],
  ['its prompts', asking({ prompt: 'x', systemPrompt: 'y' }), ['prompt', 'system prompt']],
  ['its stop texts', asking({}, { stop: ['END'] }), ['stop texts']],
  ['nothing', run, []],
  ['its frames', { ...run, frames }, ['frames']],
  ['the order of its frames', { ...run, frames: run.frames?.toReversed() ?? [] }, ['order of frames']],
  [
    'the size of its pictures',
    { ...run, frames: run.frames?.map((one) => ({ ...one, sent: 'x' })) ?? [] },
    ['picture size'],
  ],
  ['its kept thinking', { ...run, parent: run.id }, ['story only']],
] as const)('a run differs from another by %s', (_, other, differences) => {
  expect(differencesOf(other, run)).toEqual(differences);
});

test('frames that were added, removed or sorted since a run are counted', () => {
  const own = run.frames ?? [];
  expect(sayDifference(own, own)).toBeNull();
  expect(sayDifference(own, own.toReversed())).toBe('The order is different.');
  expect(sayDifference(own, frames)).toBe('Since the run: 1 frame added.');
  expect(sayDifference(own, [])).toBe('Since the run: 2 frames removed.');
  expect(sayDifference(own, frames.slice(1))).toBe('Since the run: 1 frame added, 1 frame removed.');
});
