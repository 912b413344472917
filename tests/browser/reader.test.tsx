import { waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { FrameNo } from '../../src/grounding/index.ts';
import { longStory, tellFrame, thinkOf } from '../helpers/long-story.ts';
import { marked, openOutput, openRun, painted, stage, story } from '../helpers/app.tsx';

const FRAMES = 12;
const no = (frame: number): FrameNo => frame as FrameNo;

const section = (frame: number): HTMLElement => {
  const found = marked('section').find(({ dataset }) => dataset['section'] === String(frame));
  if (!found) throw new Error(`The story has no section for frame ${frame}`);
  return found;
};

/** The distance of a section from the top of the story pane, in percent of the pane's height. */
function heightOf(frame: number): number {
  const room = story().getBoundingClientRect();
  return (100 * (section(frame).getBoundingClientRect().top - room.top)) / room.height;
}

/** Scrolls like the user's wheel. */
async function wheelTo(top: number): Promise<void> {
  story().dispatchEvent(new WheelEvent('wheel', { bubbles: true, deltaY: 10 }));
  story().scrollTop = top;
  await painted();
}

/** The scroll position at which this section is in the middle. */
function middleOf(frame: number): number {
  const element = section(frame);
  const top = element.getBoundingClientRect().top - story().getBoundingClientRect().top + story().scrollTop;
  return top + element.offsetHeight / 2 - story().clientHeight / 2;
}

/** Scrolls until this section is in the middle. It moves, because sections get their real height only near the view. */
async function wheelToSection(frame: number): Promise<void> {
  do await wheelTo(middleOf(frame));
  while (Math.abs(middleOf(frame) - story().scrollTop) > 1);
}

describe('the picture follows the user', () => {
  test('to the section in the middle, and to the first and the last at the ends', async () => {
    await openOutput(longStory(FRAMES));
    await wheelToSection(6);
    await stage(6);
    await wheelToSection(7);
    await stage(7);
    await wheelTo(story().scrollHeight);
    await stage(FRAMES);
    await wheelTo(0);
    await stage(1);
  });

  test('but not when the story scrolls by itself', async () => {
    const { session } = await openOutput(longStory(FRAMES));
    story().scrollTop = middleOf(6);
    await painted();
    expect(session.view.store.getState().cursor.frame).toBe(1);
  });

  test('but not when the user presses words and new sections move the story', async () => {
    const { session, user } = await openOutput(longStory(FRAMES));
    await user.click(section(2).querySelector('[data-at]') as HTMLElement);
    await stage(2);
    story().scrollTop = middleOf(7);
    await painted();
    expect(session.view.store.getState().cursor.frame).toBe(2);
  });

  test('but not while another picture is held', async () => {
    const { session } = await openOutput(longStory(FRAMES));
    session.view.hold(no(2));
    await stage(2);
    await wheelToSection(6);
    expect(session.view.store.getState().cursor.frame).toBe(2);
    session.view.release();
    await wheelToSection(7);
    await stage(7);
  });

  test('and words that scroll away from the pointer lose their highlight', async () => {
    const { session, user } = await openOutput(longStory(FRAMES));
    const first = section(1).querySelector('[data-at]') as HTMLElement;
    await user.hover(first);
    expect(session.view.store.getState().selection.hovered?.ids).toEqual(['char1']);
    await wheelToSection(6);
    expect(session.view.store.getState().selection.hovered).toBeNull();
    await stage(6);
  });

  test('and follows the model again when the user scrolls to the end', async () => {
    const MANY = 30;
    const { session, call, clock } = await openRun();
    await call.text(thinkOf(MANY) + Array.from({ length: MANY }, (_, i) => tellFrame(i + 1)).join(''));
    clock.frame();
    await waitFor(() => section(MANY));
    await painted();
    await wheelToSection(20);
    expect(session.view.store.getState().cursor.frame).toBe(20);
    await wheelTo(story().scrollHeight);
    expect(session.view.store.getState().cursor.frame).toBeNull();
    session.stop();
  });
});

describe('the story scrolls', () => {
  test('to a frame that the user chooses elsewhere', async () => {
    const { session } = await openOutput(longStory(FRAMES));
    session.view.show(no(7));
    await stage(7);
    // Sections that were never rendered have an estimated height, so it takes a few frames until nothing moves.
    await waitFor(() => expect(Math.abs(heightOf(7) - 15)).toBeLessThan(15));
    // The page does not take this for the user's scrolling.
    await painted();
    expect(session.view.store.getState().cursor.frame).toBe(7);
  });

  test('only until the user presses something, so that the text does not move', async () => {
    const { session } = await openOutput(longStory(FRAMES));
    session.view.show(no(11));
    story().scrollTop = 0;
    section(1)
      .querySelector('[data-at]')
      ?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    for (let frames = 0; frames < 6; frames++) await painted();
    expect(story().scrollTop).toBe(0);
  });

  test('not at all if the section is already in view', async () => {
    const { session } = await openOutput(longStory(FRAMES));
    await wheelToSection(5);
    const before = story().scrollTop;
    expect(heightOf(5)).toBeLessThan(70);
    session.view.show(no(5));
    await painted();
    expect(story().scrollTop).toBe(before);
  });

  test('to a mention that a key leads to, which is focused and highlighted', async () => {
    const { session } = await openOutput(longStory(FRAMES));
    const last = marked('at').at(-1);
    session.view.seek(Number(last?.dataset['at']), no(FRAMES));
    expect(document.activeElement).toBe(last);
    expect(session.view.store.getState()).toMatchObject({
      selection: { hovered: { ids: ['obj12'], frame: FRAMES } },
      cursor: { frame: FRAMES },
    });
    const room = story().getBoundingClientRect();
    const at = last?.getBoundingClientRect();
    expect(at?.top).toBeGreaterThan(room.top);
    expect(at?.bottom).toBeLessThan(room.bottom);
  });
});

test('the mentions have one tab stop: the first one, later the one that had the focus last', async () => {
  const { session } = await openOutput(longStory(3));
  const stops = (): (string | undefined)[] =>
    marked('at').flatMap((element) => (element.tabIndex === 0 ? [element.dataset['at']] : []));
  const [first, second] = marked('at');
  expect(stops()).toEqual([first?.dataset['at']]);
  second?.focus();
  expect(stops()).toEqual([second?.dataset['at']]);
  session.open({ name: 'other.txt', text: longStory(2) });
  await waitFor(() => expect(marked('section')).toHaveLength(2));
  expect(stops()).toEqual([marked('at')[0]?.dataset['at']]);
});
