import { waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { FrameNo } from '../../src/grounding/index.ts';
import { longStory, tellFrame, thinkOf } from '../helpers/long-story.ts';
import { marked, openOutput, openRun, painted, stage, story } from '../helpers/app.tsx';

const FRAMES = 12;
const no = (frame: number): FrameNo => frame as FrameNo;

const section = (frame: number): HTMLElement => {
  const found = marked('told').find(({ dataset }) => dataset['told'] === String(frame));
  if (!found) throw new Error(`Nothing is told of frame ${frame}`);
  return found;
};

/** How far below the upper edge of the story a section begins, in hundredths of the story's height. */
function heightOf(frame: number): number {
  const room = story().getBoundingClientRect();
  return (100 * (section(frame).getBoundingClientRect().top - room.top)) / room.height;
}

/** Scrolls as a wheel does under the reader's hand. */
async function wheelTo(top: number): Promise<void> {
  story().dispatchEvent(new WheelEvent('wheel', { bubbles: true, deltaY: 10 }));
  story().scrollTop = top;
  await painted();
}

/** Where the story is to be scrolled to, for this section to lie in the middle. */
function middleOf(frame: number): number {
  const element = section(frame);
  const top = element.getBoundingClientRect().top - story().getBoundingClientRect().top + story().scrollTop;
  return top + element.offsetHeight / 2 - story().clientHeight / 2;
}

/** Scrolls until this section lies in the middle: sections get their real heights, which move it, only near the sight. */
async function wheelToSection(frame: number): Promise<void> {
  do await wheelTo(middleOf(frame));
  while (Math.abs(middleOf(frame) - story().scrollTop) > 1);
}

describe('the picture follows the reader', () => {
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

  test('not when the story scrolls by itself', async () => {
    const { desk } = await openOutput(longStory(FRAMES));
    story().scrollTop = middleOf(6);
    await painted();
    expect(desk.view.store.getState().frame).toBe(1);
  });

  test('not when words are pressed, and what comes into sight then moves the story', async () => {
    const { desk, user } = await openOutput(longStory(FRAMES));
    await user.click(section(2).querySelector('[data-at]') as HTMLElement);
    await stage(2);
    story().scrollTop = middleOf(7);
    await painted();
    expect(desk.view.store.getState().frame).toBe(2);
  });

  test('not while another one is held', async () => {
    const { desk } = await openOutput(longStory(FRAMES));
    desk.view.hold(no(2));
    await stage(2);
    await wheelToSection(6);
    expect(desk.view.store.getState().frame).toBe(2);
    desk.view.release();
    await wheelToSection(7);
    await stage(7);
  });

  test('and what was pointed at is no longer lit when it has scrolled away', async () => {
    const { desk, user } = await openOutput(longStory(FRAMES));
    const first = section(1).querySelector('[data-at]') as HTMLElement;
    await user.hover(first);
    expect(desk.view.store.getState().hovered?.ids).toEqual(['char1']);
    await wheelToSection(6);
    expect(desk.view.store.getState().hovered).toBeNull();
    await stage(6);
  });

  test('to the model again, when they come back to where it writes', async () => {
    const MANY = 30;
    const { desk, call, clock } = await openRun();
    await call.text(thinkOf(MANY) + Array.from({ length: MANY }, (_, i) => tellFrame(i + 1)).join(''));
    clock.frame();
    await waitFor(() => section(MANY));
    await painted();
    await wheelToSection(20);
    expect(desk.view.store.getState().frame).toBe(20);
    await wheelTo(story().scrollHeight);
    expect(desk.view.store.getState().frame).toBeNull();
    desk.stop();
  });
});

describe('the story scrolls', () => {
  test('to a frame that is chosen elsewhere', async () => {
    const { desk } = await openOutput(longStory(FRAMES));
    desk.view.show(no(7));
    await stage(7);
    // Sections that were never in sight are as high as it was guessed: it takes some frames until all lie still.
    await waitFor(() => expect(Math.abs(heightOf(7) - 15)).toBeLessThan(15));
    // And nobody takes that for the reader's hand.
    await painted();
    expect(desk.view.store.getState().frame).toBe(7);
  });

  test('no longer than until the reader presses something: what they are at stays where it is', async () => {
    const { desk } = await openOutput(longStory(FRAMES));
    desk.view.show(no(11));
    story().scrollTop = 0;
    section(1)
      .querySelector('[data-at]')
      ?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    for (let frames = 0; frames < 6; frames++) await painted();
    expect(story().scrollTop).toBe(0);
  });

  test('not at all, where its section is in sight already', async () => {
    const { desk } = await openOutput(longStory(FRAMES));
    await wheelToSection(5);
    const before = story().scrollTop;
    expect(heightOf(5)).toBeLessThan(70);
    desk.view.show(no(5));
    await painted();
    expect(story().scrollTop).toBe(before);
  });

  test('to a mention that is walked to, which has the focus and is lit', async () => {
    const { desk } = await openOutput(longStory(FRAMES));
    const last = marked('at').at(-1);
    desk.view.seek(Number(last?.dataset['at']), no(FRAMES));
    expect(document.activeElement).toBe(last);
    expect(desk.view.store.getState()).toMatchObject({ hovered: { ids: ['obj12'], frame: FRAMES }, frame: FRAMES });
    const room = story().getBoundingClientRect();
    const at = last?.getBoundingClientRect();
    expect(at?.top).toBeGreaterThan(room.top);
    expect(at?.bottom).toBeLessThan(room.bottom);
  });
});

test('the mentions are one stop of the Tab key: the first, and then the one that had the focus last', async () => {
  const { desk } = await openOutput(longStory(3));
  const stops = (): (string | undefined)[] =>
    marked('at').flatMap((element) => (element.tabIndex === 0 ? [element.dataset['at']] : []));
  const [first, second] = marked('at');
  expect(stops()).toEqual([first?.dataset['at']]);
  second?.focus();
  expect(stops()).toEqual([second?.dataset['at']]);
  desk.open([{ name: 'other.txt', text: longStory(2) }]);
  await waitFor(() => expect(marked('told')).toHaveLength(2));
  expect(stops()).toEqual([marked('at')[0]?.dataset['at']]);
});
