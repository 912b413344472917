import { screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { page, userEvent as pointer } from 'vitest/browser';
import { harbour } from '../fixtures/harbour.ts';
import { announced, openApp, openOutput, painted, pictures, stage } from '../helpers/app.tsx';
import type { TestApp } from '../helpers/app.tsx';
import type { FrameNo } from '../../src/grounding/index.ts';
import { tile, tiles } from './strip.ts';

const SMALL = [56, 56] as const;
const focused = (): string => document.activeElement?.ariaLabel ?? 'nothing';
const stops = (): number[] => tiles().flatMap(({ tabIndex }, i) => (tabIndex === 0 ? [i + 1] : []));

async function withFrames(count: number): Promise<TestApp> {
  const app = openApp();
  await app.session.frames.add(await pictures(Array.from({ length: count }, () => SMALL)));
  await waitFor(() => expect(tiles()).toHaveLength(count));
  return app;
}

describe('by keyboard', () => {
  test('the strip is one tab stop, at the shown frame', async () => {
    const { user, session } = await withFrames(3);
    expect(stops()).toEqual([1]);
    session.view.show(2 as FrameNo);
    await waitFor(() => expect(stops()).toEqual([2]));
    tile(2).focus();
    await user.tab();
    expect(focused()).toBe('Add frames');
    await user.tab({ shift: true });
    expect(focused()).toBe('Frame 2: frame-2.png');
  });

  test('arrow keys, Home and End move between tiles and show each frame', async () => {
    const { user } = await withFrames(4);
    tile(1).focus();
    const way: [key: string, frame: number][] = [
      ['{ArrowRight}', 2],
      ['{End}', 4],
      ['{ArrowRight}', 4],
      ['{ArrowLeft}', 3],
      ['{Home}', 1],
      ['{ArrowLeft}', 1],
    ];
    for (const [key, frame] of way) {
      await user.keyboard(key);
      expect(focused()).toBe(`Frame ${frame}: frame-${frame}.png`);
      await stage(frame);
      await waitFor(() => expect(stops()).toEqual([frame]));
    }
  });

  test('the new frame is shown although the pointer rests on another', async () => {
    const { user } = await withFrames(3);
    await user.hover(tile(3));
    await stage(3);
    tile(1).focus();
    await user.keyboard('{ArrowRight}');
    await stage(2);
  });

  test('arrow keys only move the tile while it is lifted', async () => {
    const { user, session } = await withFrames(3);
    tile(1).focus();
    await user.keyboard(' ');
    await announced('frame-1.png is over position 1 of 3.');
    // The library’s own region would be a second one.
    expect(document.querySelectorAll('[role=status]')).toHaveLength(1);
    await user.keyboard('{ArrowRight}');
    await announced('frame-1.png is over position 2 of 3.');
    expect(focused()).toBe('Frame 1: frame-1.png');
    await user.keyboard('{Delete}');
    expect(tiles()).toHaveLength(3);
    await user.keyboard(' ');
    await waitFor(() => expect(session.page.getState().frames[1]?.name).toBe('frame-1.png'));
    await waitFor(() => expect(focused()).toBe('Frame 2: frame-1.png'));
    // After the drop they move between tiles again.
    await user.keyboard('{ArrowRight}');
    await waitFor(() => expect(focused()).toBe('Frame 3: frame-3.png'));
  });

  test('the remove button is no tab stop, and each tile describes the Delete key', async () => {
    await withFrames(2);
    for (const remove of screen.getAllByRole('button', { name: /^Remove / })) expect(remove.tabIndex).toBe(-1);
    expect(tile(1).getAttribute('aria-description')).toMatch(/Press Delete to remove it\.$/);
    // aria-describedby would override aria-description.
    expect(tile(1).getAttribute('aria-describedby')).toBeNull();
  });

  test('frames without a picture work in the same way', async () => {
    const { user } = await openOutput(harbour);
    expect(stops()).toEqual([1]);
    tile(1).focus();
    await user.keyboard('{End}');
    expect(focused()).toBe('Frame 3, without a picture');
    await stage(3);
  });
});

describe('in a long strip', () => {
  const strip = (): HTMLElement => tile(1).closest('[data-scrolls]') as HTMLElement;
  /** Whether a tile is completely in view. */
  function seen(number: number): boolean {
    const room = strip().getBoundingClientRect();
    const { left, right } = tile(number).getBoundingClientRect();
    return left >= room.left && right <= room.right;
  }

  test('the shown frame and the focused tile scroll into view', async () => {
    const { session, user } = await withFrames(24);
    expect(seen(20)).toBe(false);
    session.view.show(20 as FrameNo);
    await waitFor(() => expect(seen(20)).toBe(true));
    tile(20).focus();
    await user.keyboard('{Home}');
    expect(seen(1)).toBe(true);
    expect(window.scrollY).toBe(0);
  });

  test('only tiles in view have boxes and marks, and others get them when they scroll into view', async () => {
    const many = Array.from({ length: 40 }, (_, i) =>
      harbour
        .slice(0, harbour.indexOf('### Objects'))
        .replace('## Image 1', `## Image ${i + 1}`)
        .replace('<think>', ''),
    ).join('');
    await openOutput(`<think>${many}</think><gdi image1>One.</gdi>`);
    await waitFor(() => expect(tiles()).toHaveLength(40));
    const marks = (number: number): number => tile(number).closest('li')?.querySelectorAll('[data-mark]').length ?? 0;
    expect([marks(1), marks(40)]).toEqual([2, 0]);
    strip().scrollLeft = strip().scrollWidth;
    await waitFor(() => expect([marks(1), marks(40)]).toEqual([0, 2]));
  });

  test('nothing moves while the user scrolls the strip', async () => {
    const { session } = await withFrames(24);
    strip().scrollLeft = 700;
    await painted();
    // One of many scroll events from a finger or wheel.
    strip().dispatchEvent(new Event('scroll'));
    session.view.show(20 as FrameNo);
    await waitFor(() => expect(tile(20).ariaCurrent).toBe('true'));
    expect(strip().scrollLeft).toBe(700);
  });

  test('the focused tile stays in view as the strip gets narrower', async () => {
    const { user } = await withFrames(24);
    tile(1).focus();
    for (let i = 1; i < 8; i++) await user.keyboard('{ArrowRight}');
    expect(focused()).toBe('Frame 8: frame-8.png');
    await page.viewport(500, 800);
    await waitFor(() => expect(strip().clientWidth).toBeLessThan(500));
    await waitFor(() => expect(seen(8)).toBe(true));
    await page.viewport(1280, 800);
  });

  test('the focused tile stays in view although another frame is shown', async () => {
    const { user, session } = await withFrames(24);
    tile(1).focus();
    await user.keyboard('{ArrowRight}');
    session.view.show(24 as FrameNo);
    await waitFor(() => expect(tile(24).ariaCurrent).toBe('true'));
    expect(seen(2)).toBe(true);
    await user.keyboard('{Delete}');
    await waitFor(() => expect(focused()).toBe('Frame 2: frame-3.png'));
    expect(seen(2)).toBe(true);
  });

  test('nothing moves under the pointer', async () => {
    const { session } = await withFrames(24);
    session.view.hold(1 as FrameNo);
    await pointer.hover(tile(2));
    expect(strip().matches(':hover')).toBe(true);
    session.view.hold(20 as FrameNo);
    await waitFor(() => expect(tile(20).ariaCurrent).toBe('true'));
    expect(strip().scrollLeft).toBe(0);
    await pointer.hover(screen.getByRole('banner'));
    session.view.hold(19 as FrameNo);
    await waitFor(() => expect(strip().scrollLeft).toBeGreaterThan(0));
  });
});
