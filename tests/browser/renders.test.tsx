import { waitFor } from '@testing-library/react';
import { memo, Profiler } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';
import { describeMention } from '../../src/features/story/describe.ts';
import type * as Original from '../../src/features/story/FrameSection.tsx';
import type { FrameNo } from '../../src/grounding/index.ts';
import { mention, marked, openOutput, openRun, painted, stage, story } from '../helpers/app.tsx';
import { watch } from '../helpers/session.ts';
import { cut } from '../helpers/feed.ts';
import { longStory, tellFrame, thinkOf } from '../helpers/long-story.ts';

// Each render of a mention calls `describeMention` once (twice in React's strict mode).
vi.mock('../../src/features/story/describe.ts', { spy: true });

/** The indexes of the sections that React has rendered, completely or partly. */
const sections = vi.hoisted<number[]>(() => []);
vi.mock('../../src/features/story/FrameSection.tsx', async (importOriginal) => {
  const { FrameSection } = await importOriginal<typeof Original>();
  return {
    FrameSection: memo(({ index }: { readonly index: number }) => (
      <Profiler id={String(index)} onRender={() => sections.push(index)}>
        <FrameSection index={index} />
      </Profiler>
    )),
  };
});

const FRAMES = 17;
const sizes = Array.from({ length: FRAMES }, () => [56, 56] as const);
const section = (frame: number): HTMLElement | undefined =>
  marked('section', story()).find(({ dataset }) => dataset['section'] === String(frame));

/** The frames whose mentions or sections were rendered since the last call. */
function rendered(): { readonly mentions: readonly (FrameNo | null)[]; readonly sections: readonly number[] } {
  const mentions = vi.mocked(describeMention).mock.calls.map(([, frame]) => frame);
  vi.mocked(describeMention).mockClear();
  return {
    mentions: [...new Set(mentions)],
    sections: [...new Set(sections.splice(0).map((index) => index + 1))],
  };
}

beforeEach(() => {
  rendered();
});

test('a growing section neither renders nor changes the earlier ones', async () => {
  const { session, clock, call } = await openRun(sizes);
  await call.text(thinkOf(FRAMES));
  clock.frame();
  const touched: number[] = [];
  const nodes: (HTMLElement | undefined)[] = [];
  for (let frame = 1; frame <= FRAMES; frame++) {
    const written = tellFrame(frame);
    const [beginning = '', ...rest] = cut(written, [90]);
    // oxlint-disable no-await-in-loop -- a stream
    await call.text(beginning);
    clock.frame();
    await waitFor(() => expect(section(frame)).toBeDefined());
    // When a section begins, the previous one loses the caret. It never changes after that.
    rendered();
    const observer = new MutationObserver((records) => touched.push(...records.map(() => frame)));
    for (const earlier of marked('section', story()).slice(0, -1))
      observer.observe(earlier, { subtree: true, childList: true, characterData: true, attributes: true });
    for (const piece of rest) {
      await call.text(piece);
      clock.frame();
    }
    await waitFor(() => expect(section(frame)?.textContent).toContain(`It was number ${frame}.`));
    expect(rendered()).toEqual({ mentions: [frame], sections: [frame] });
    await painted();
    // oxlint-enable no-await-in-loop
    observer.disconnect();
    nodes.push(section(frame));
  }
  expect(touched).toEqual([]);
  expect(nodes).toHaveLength(FRAMES);
  for (const [i, node] of nodes.entries()) expect(section(i + 1)).toBe(node);
  session.stop();
});

test('a complete mention in a growing section does not render again', async () => {
  const { session, clock, call } = await openRun();
  await call.text('<gdi image1>Here <gdo char1>Ines</gdo> and');
  clock.frame();
  await waitFor(() => mention('Ines'));
  vi.mocked(describeMention).mockClear();
  const ines = mention('Ines');
  for (const piece of cut(' then, after a good while, <gdo char2>Tom</gdo> went', [5])) {
    // oxlint-disable-next-line no-await-in-loop -- a stream
    await call.text(piece);
    clock.frame();
  }
  await waitFor(() => expect(story().textContent).toContain('Tom went'));
  const described = vi.mocked(describeMention).mock.calls.flatMap(([{ ids }]) => ids);
  expect(new Set(described)).toEqual(new Set(['char2']));
  expect(mention('Ines')).toBe(ines);
  session.stop();
});

test('text from many deltas is one growing text node', async () => {
  const { session, clock, call } = await openRun();
  await call.text('<gdi image1>It');
  clock.frame();
  await waitFor(() => expect(section(1)?.textContent).toContain('It'));
  const [node] = section(1)?.querySelector('p')?.childNodes ?? [];
  for (const piece of cut(' was a long way to the harbour.', [3])) {
    // oxlint-disable-next-line no-await-in-loop -- a stream
    await call.text(piece);
    clock.frame();
  }
  await waitFor(() => expect(section(1)?.textContent).toContain('It was a long way to the harbour.'));
  expect(section(1)?.querySelector('p')?.firstChild).toBe(node);
  expect(node?.textContent).toBe('It was a long way to the harbour.');
  session.stop();
});

test('a hover renders no mention, changes one attribute, and does not notify the session store', async () => {
  const { session, user } = await openOutput(longStory(FRAMES), sizes);
  expect(marked('tag')).toHaveLength(FRAMES * 6);
  await stage(1);
  vi.mocked(describeMention).mockClear();
  const states = watch(session.page);
  const touched: (string | null)[] = [];
  const observer = new MutationObserver((records) => touched.push(...records.map((record) => record.attributeName)));
  observer.observe(story(), { subtree: true, childList: true, characterData: true, attributes: true });
  await user.hover(mention('Ines'));
  await waitFor(() => expect(marked('lit').filter(({ dataset }) => dataset['lit'] === 'true')).toHaveLength(1));
  await user.hover(mention('They'));
  await waitFor(() => expect(marked('lit').filter(({ dataset }) => dataset['lit'] === 'true')).toHaveLength(2));
  await painted();
  observer.disconnect();
  expect(describeMention).not.toHaveBeenCalled();
  expect(new Set(touched)).toEqual(new Set(['data-highlighted']));
  expect(states).toEqual([]);
});

test('story text changes neither the view store nor the canvas', async () => {
  const { session, clock, call } = await openRun(sizes);
  session.view.show(1 as FrameNo);
  await call.text(thinkOf(FRAMES));
  clock.frame();
  const on = await stage(1);
  await waitFor(() => expect(on.querySelector('canvas')).not.toBeNull());
  const [opening = '', ...pieces] = cut(tellFrame(2), [25]);
  await call.text(opening);
  clock.frame();
  await waitFor(() => expect(section(2)).toBeDefined());
  await painted();
  const views = watch(session.view.store);
  const cleared = vi.spyOn(CanvasRenderingContext2D.prototype, 'clearRect');
  const touched = vi.fn();
  const observer = new MutationObserver(touched);
  observer.observe(on, { subtree: true, childList: true, attributes: true });
  for (const piece of pieces) {
    // oxlint-disable no-await-in-loop -- a stream
    await call.text(piece);
    clock.frame();
    await painted();
    // oxlint-enable no-await-in-loop
  }
  await waitFor(() => expect(story().textContent).toContain('It was number 2.'));
  observer.disconnect();
  expect(cleared).not.toHaveBeenCalled();
  expect(touched).not.toHaveBeenCalled();
  expect(views).toEqual([]);
  cleared.mockRestore();
  session.stop();
});
