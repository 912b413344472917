import { waitFor } from '@testing-library/react';
import { memo, Profiler } from 'react';
import type { ComponentProps } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';
import type * as Original from '../../src/features/frames/FrameTile.tsx';
import { mention, openOutput, openRun, painted, story } from '../helpers/app.tsx';
import { cut } from '../helpers/feed.ts';
import { longStory, tellFrame, thinkOf } from '../helpers/long-story.ts';
import { known, litOver, mark } from './strip.ts';

/** The positions of the tiles that React has rendered. */
const tiles = vi.hoisted<Set<number>>(() => new Set());
vi.mock('../../src/features/frames/FrameTile.tsx', async (importOriginal) => {
  const { FrameTile } = await importOriginal<typeof Original>();
  return {
    FrameTile: memo((props: ComponentProps<typeof FrameTile>) => (
      <Profiler id={String(props.index)} onRender={() => tiles.add(props.index + 1)}>
        <FrameTile {...props} />
      </Profiler>
    )),
  };
});

const FRAMES = 5;
const sizes = Array.from({ length: FRAMES }, () => [56, 56] as const);

/** The tiles that were rendered since the last call. */
function rendered(): number[] {
  const all = [...tiles].toSorted((a, b) => a - b);
  tiles.clear();
  return all;
}

beforeEach(() => {
  tiles.clear();
});

test('a tile renders only when its own frame changes', async () => {
  const { session, clock, call } = await openRun(sizes);
  const thinking = thinkOf(FRAMES);
  const second = thinking.indexOf('## Image 2');
  const third = thinking.indexOf('## Image 3');
  await call.text(thinking.slice(0, second));
  clock.frame();
  await waitFor(() => expect(known()[0]).toMatch(/^Analysing, 4 boxes/));
  await painted();
  rendered();
  await call.text(thinking.slice(second, thinking.indexOf('| char1', second)));
  clock.frame();
  await waitFor(() => expect(known()[1]).toBe('Analysing'));
  expect(rendered()).toEqual([1, 2]);
  // One row after the other.
  for (const piece of cut(thinking.slice(thinking.indexOf('| char1', second), third), [40])) {
    await call.text(piece);
    clock.frame();
  }
  await waitFor(() => expect(known()[1]).toMatch(/^Analysing, 4 boxes/));
  expect(rendered()).toEqual([2]);
  session.stop();
});

test('while the story of a frame is written, its tile renders only for a new finding', async () => {
  const { session, clock, call } = await openRun(sizes);
  await call.text(thinkOf(FRAMES) + tellFrame(1));
  clock.frame();
  const [beginning = '', ...rest] = cut(tellFrame(2), [25]);
  await call.text(beginning);
  clock.frame();
  await waitFor(() => expect(known()[1]).toMatch(/^Writing, 4 boxes/));
  await painted();
  rendered();
  const end = rest.pop();
  for (const piece of rest) {
    await call.text(piece);
    clock.frame();
  }
  await waitFor(() => expect(story().textContent).toContain('It was number 2'));
  // The pronoun “her” is in no tag.
  expect(rendered()).toEqual([2]);
  await call.text(end ?? '');
  clock.frame();
  await waitFor(() => expect(known()[1]).toMatch(/^Written, 4 boxes/));
  expect(rendered()).toEqual([2]);
  session.stop();
});

test('a highlight renders no tile', async () => {
  const { user } = await openOutput(longStory(FRAMES), sizes);
  await waitFor(() => mark(FRAMES, 'char1'));
  await painted();
  rendered();
  await user.hover(mention('Ines'));
  await waitFor(() => expect(litOver(FRAMES)).toHaveLength(1));
  await user.hover(mention('They'));
  await waitFor(() => expect(litOver(FRAMES)).toHaveLength(2));
  expect(rendered()).toEqual([]);
});
