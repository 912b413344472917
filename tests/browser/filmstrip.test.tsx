import { fireEvent, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { FrameNo } from '../../src/grounding/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { marked, mention, openOutput, openRun, stage } from '../helpers/app.tsx';
import type { Size } from '../helpers/app.tsx';
import { watch } from '../helpers/session.ts';
import { known, litOver, mark, tile, tiles } from './strip.ts';

// The shape of a thumbnail, eight times as large.
const WIDE = [896, 504] as const;
const THREE = [WIDE, WIDE, WIDE];

async function openThree(sizes: readonly Size[] = THREE): ReturnType<typeof openOutput> {
  const app = await openOutput(harbour, sizes);
  await waitFor(() => mark(3, 'char1'));
  return app;
}

describe('a thumbnail', () => {
  /** The distances of an outline from the edges of the thumbnail, rounded to half pixels. */
  function edges(number: number, line: HTMLElement): number[] {
    const on = tile(number).getBoundingClientRect();
    const { left, top, right, bottom } = line.getBoundingClientRect();
    return [left - on.left, top - on.top, right - on.left, bottom - on.top].map((edge) => Math.round(edge * 2) / 2);
  }

  test('shows the boxes of its frame, each in the hue of its identity', async () => {
    const { session } = await openThree();
    session.view.hover(['char1'], null);
    await waitFor(() => expect(litOver(1)).toHaveLength(1));
    const [ines] = litOver(1) as [HTMLElement];
    // 40,60,180,300 divided by eight.
    expect(edges(1, ines)).toEqual([5, 7.5, 22.5, 37.5]);
    expect(ines.style.getPropertyValue('--hue')).toBe(mark(1, 'char1').style.getPropertyValue('--hue'));
  });

  test('that shows only the middle of a tall picture has the boxes at the right positions', async () => {
    const { session } = await openThree([[560, 560], WIDE, WIDE]);
    session.view.hover(['char2'], null);
    await waitFor(() => expect(litOver(1)).toHaveLength(1));
    const [tom] = litOver(1) as [HTMLElement];
    // 210,120,300,310 divided by five; 24.5 pixels of the picture are cropped at the top.
    expect(edges(1, tom)).toEqual([42, -0.5, 60, 37.5]);
  });

  test('moves the boxes when their units change', async () => {
    const { session } = await openThree();
    session.view.hover(['char1'], null);
    session.setBoxUnits('thousand');
    await waitFor(() => expect(edges(1, litOver(1)[0] as HTMLElement)).toEqual([4.5, 4, 20, 19]));
  });

  test('always has the same height', async () => {
    const { call, clock, session } = await openRun([WIDE, WIDE]);
    const heights = (): number[] =>
      [...document.querySelectorAll('[aria-label=Filmstrip], [aria-label=Filmstrip] li')].map(
        (part) => part.getBoundingClientRect().height,
      );
    await waitFor(() => expect(tiles()).toHaveLength(2));
    const before = heights();
    await call.text(harbour.slice(0, harbour.indexOf('lost sight')));
    clock.frame();
    await waitFor(() => expect(known()[0]).toMatch(/^Written/));
    expect(heights()).toEqual(before);
    session.stop();
  });
});

describe('a highlighted entity', () => {
  const faint = (number: number): string => getComputedStyle(mark(number, 'char1').parentElement as Element).opacity;

  test('is visible in every frame that has its box, and the others are faint', async () => {
    const { user } = await openThree();
    expect(litOver(1)).toEqual([]);
    expect(faint(1)).toBe('1');
    await user.click(mention('Ines'));
    await user.unhover(mention('Ines'));
    await waitFor(() => expect([1, 2, 3].map((number) => litOver(number).length)).toEqual([1, 0, 1]));
    expect(faint(1)).toBe('0.25');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(litOver(1)).toEqual([]));
    expect(faint(3)).toBe('1');
  });

  test('is the one whose mark is hovered, in that frame', async () => {
    const { user, session } = await openThree();
    await user.hover(mark(2, 'char2'));
    await waitFor(() => expect([1, 2, 3].map((number) => litOver(number).length)).toEqual([1, 1, 0]));
    await stage(2);
    await user.unhover(mark(2, 'char2'));
    expect(session.view.store.getState().selection.hovered).toBeNull();
    await stage(1);
  });

  test('is pinned by a click on a mark, stays pinned in another frame, and is unpinned where it was pinned', async () => {
    const { user, session } = await openThree();
    const pinned = (): readonly string[] => session.view.store.getState().selection.pinned?.ids ?? [];
    await user.click(mark(1, 'char1'));
    expect(pinned()).toEqual(['char1']);
    await user.click(mark(3, 'char1'));
    expect(pinned()).toEqual(['char1']);
    await stage(3);
    await user.keyboard('{Control>}');
    await user.click(mark(2, 'char2'));
    await user.keyboard('{/Control}');
    expect(pinned()).toEqual(['char1', 'char2']);
    await user.click(mark(2, 'char2'));
    expect(pinned()).toEqual([]);
  });

  test('has marks that are easy to hover, as high as the space below the thumbnail', async () => {
    await openThree();
    const { width, height } = mark(1, 'char1').getBoundingClientRect();
    expect(width).toBeGreaterThanOrEqual(16);
    expect(height).toBeGreaterThanOrEqual(20);
  });
});

describe('a tile', () => {
  test('previews its frame while it is hovered', async () => {
    const { user, session } = await openThree();
    await user.hover(tile(3));
    await stage(3);
    expect(session.view.store.getState().cursor.frame).toBe(1);
    await waitFor(() => expect(tile(3).ariaCurrent).toBe('true'));
    await user.unhover(tile(3));
    await stage(1);
  });

  test('that scrolls under a resting pointer does not count as hovered', async () => {
    const { session } = await openThree();
    fireEvent.pointerOver(tile(3));
    fireEvent.pointerEnter(tile(3));
    expect(session.view.store.getState().selection.hovered).toBeNull();
    fireEvent.pointerMove(tile(3));
    expect(session.view.store.getState().selection.hovered).toEqual({ ids: [], frame: 3 });
  });

  test('shows its frame in the picture and the story after a click', async () => {
    const { user, session } = await openThree();
    const sought = watch({ subscribe: session.view.onSeek });
    await user.click(tile(2));
    expect(session.view.store.getState().cursor.frame).toBe(2);
    expect(sought).toEqual([{ frame: 2, at: null }]);
  });

  test('shows whether its picture is held', async () => {
    const { session } = await openThree();
    expect(tile(2).querySelector('[title=Held]')).toBeNull();
    session.view.hold(2 as FrameNo);
    await waitFor(() => expect(tile(2).querySelector('[title=Held]')).not.toBeNull());
    expect(known()).toEqual(['Written, 4 boxes', 'Written, 1 box, 3 findings, held', 'Written, 1 box']);
    expect(document.querySelectorAll('[title=Held]')).toHaveLength(1);
  });
});

describe('the progress of each frame', () => {
  const signs = (): (string | null)[] =>
    tiles().map((one) => one.querySelector('[title]')?.getAttribute('title') ?? null);
  const seen = (number: number): string => getComputedStyle(tile(number).querySelector('img') as Element).opacity;

  test('has an icon and a description, from the first word to the last', async () => {
    const { call, clock } = await openRun(THREE);
    await waitFor(() => expect(known()).toEqual(['Not reached yet', 'Not reached yet', 'Not reached yet']));
    expect(signs()).toEqual([null, null, null]);
    await waitFor(() => expect(seen(3)).toBe('0.4'));
    const sent = { at: 0 };
    const tellTo = async (words: string): Promise<void> => {
      const to = harbour.indexOf(words);
      await call.text(harbour.slice(sent.at, to));
      sent.at = to;
      clock.frame();
    };
    await tellTo('## Image 3');
    await waitFor(() => expect(known()).toEqual(['Analysed, 4 boxes', 'Analysing, 1 box', 'Not reached yet']));
    expect(signs()).toEqual(['Analysed', 'Analysing', null]);
    await waitFor(() => expect([seen(1), seen(3)]).toEqual(['1', '0.4']));
    await tellTo('lost sight');
    await waitFor(() => expect(known()).toEqual(['Written, 4 boxes', 'Writing, 1 box, 1 finding', 'Analysed, 1 box']));
    expect(signs()).toEqual(['Written', 'Writing', 'Analysed']);
    await call.text(harbour.slice(sent.at));
    await call.end();
    await waitFor(() => expect(known()).toEqual(['Written, 4 boxes', 'Written, 1 box, 3 findings', 'Written, 1 box']));
  });

  test('is animated only without reduced motion', async () => {
    const { call, clock, session } = await openRun([WIDE]);
    await call.text(harbour.slice(0, harbour.indexOf('Clock tower')));
    clock.frame();
    await waitFor(() => expect(signs()).toEqual(['Analysing']));
    expect(tile(1).querySelector('[title]')?.className).toMatch(/(?:^| )motion-safe:animate-/);
    session.stop();
  });

  test('is also shown for frames without a picture, with their boxes and marks', async () => {
    const { session } = await openOutput(harbour);
    await waitFor(() => mark(1, 'char1'));
    expect(known()).toEqual(['Written, 4 boxes', 'Written, 1 box, 3 findings', 'Written, 1 box']);
    expect(tiles().map((one) => marked('mark', one.closest('li') as HTMLElement).length)).toEqual([4, 1, 1]);
    session.view.hover(['char1'], null);
    await waitFor(() => expect(litOver(3)).toHaveLength(1));
  });
});
