import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { harbour } from '../fixtures/harbour.ts';
import { mention, openRun, painted, stage, boxButton } from '../helpers/app.tsx';
import { findings, prefer, steadyPage } from './announced.ts';
import { tool } from './looking.ts';
import { expectDrawn, labelOf, lineOf, openHarbour, strengthAt } from './stage-ink.ts';

const SIZES = [
  [560, 336],
  [560, 336],
  [560, 336],
] as const;

steadyPage();

async function choose(name: string): Promise<void> {
  tool('Boxes').click();
  (await screen.findByRole('radio', { name })).click();
}

describe('the boxes that are drawn', () => {
  test('are all, at first', async () => {
    await openHarbour();
    await expectDrawn('char1', 'char2', 'lm1', 'obj1');
  });

  test('are those that are lit, and the others can still be pointed at', async () => {
    const { user } = await openHarbour();
    await choose('Lit only');
    await expectDrawn();
    await user.hover(mention('Tom'));
    await expectDrawn('char2');
    await user.hover(await boxButton('lm1'));
    await expectDrawn('lm1');
  });

  test('are those whom the sentence names that is pointed at, else those the frame names', async () => {
    const { desk } = await openHarbour();
    await choose('This sentence’s');
    await expectDrawn('char1', 'char2', 'lm1', 'obj1');
    desk.view.hover(['char1', 'char2'], 1 as never, harbour.indexOf('<gdo char1 char2>'));
    await expectDrawn('char1', 'char2');
    // What is pointed at on the picture is in no sentence.
    desk.view.hover(['char2'], 1 as never, 'stage');
    await expectDrawn('char1', 'char2', 'lm1', 'obj1');
    desk.view.pin(['char1', 'char2'], 1 as never, false, harbour.indexOf('<gdo char1 char2>'));
    await expectDrawn('char1', 'char2');
    desk.view.leave();
    await expectDrawn('char1', 'char2');
  });

  test('while a frame is told, are those that it has named so far, and the canvas waits for somebody new', async () => {
    const { desk, clock, call } = await openRun(SIZES);
    desk.view.arrange({ boxes: 'sentence' });
    const begun = harbour.indexOf(' <gda char1>watched');
    await call.text(harbour.slice(0, begun));
    clock.frame();
    await stage(1);
    await expectDrawn('char1');
    await painted();
    const cleared = vi.spyOn(CanvasRenderingContext2D.prototype, 'clearRect');
    await call.text(' <gda char1>watched</gda> and waited');
    clock.frame();
    await painted();
    expect(cleared).not.toHaveBeenCalled();
    cleared.mockRestore();
    await call.text(' with <gdo char2>Tom</gdo>');
    clock.frame();
    await expectDrawn('char1', 'char2');
    desk.stop();
  });
});

describe('hidden', () => {
  test('by a press of h until the next one, and for as long as it is held', async () => {
    const { user } = await openHarbour();
    await user.keyboard('h');
    await expectDrawn();
    expect(tool('Hide the boxes').getAttribute('aria-pressed')).toBe('true');
    await user.keyboard('H');
    await expectDrawn('char1', 'char2', 'lm1', 'obj1');
    const now = vi.spyOn(performance, 'now').mockReturnValue(1000);
    await user.keyboard('{h>}');
    await expectDrawn();
    now.mockReturnValue(3000);
    await user.keyboard('{/h}');
    now.mockRestore();
    await expectDrawn('char1', 'char2', 'lm1', 'obj1');
  });

  test('by its button, from a pointer and from the keyboard', async () => {
    const { desk, user } = await openHarbour();
    const hidden = (): boolean => desk.view.store.getState().stage.hidden;
    const button = tool('Hide the boxes');
    // The browser knows no such pointer.
    button.setPointerCapture = () => undefined;
    await user.click(button);
    expect(hidden()).toBe(true);
    button.focus();
    fireEvent.click(button, { detail: 0 });
    expect(hidden()).toBe(false);
    const now = vi.spyOn(performance, 'now').mockReturnValue(1000);
    fireEvent.pointerDown(button, { button: 0 });
    expect(hidden()).toBe(true);
    now.mockReturnValue(3000);
    fireEvent.pointerUp(button);
    fireEvent.click(button, { detail: 1 });
    now.mockRestore();
    expect(hidden()).toBe(false);
  });

  test('no box is met by the pointer', async () => {
    const { desk } = await openHarbour();
    const box = await boxButton('char2');
    expect(getComputedStyle(box).pointerEvents).toBe('auto');
    desk.view.arrange({ hidden: true });
    await waitFor(() => expect(getComputedStyle(box).pointerEvents).toBe('none'));
  });
});

test('their fill follows the slider, their line stays', async () => {
  const { user } = await openHarbour();
  const inside = async (): Promise<number> => {
    const { left, top, width, height } = (await boxButton('lm1')).getBoundingClientRect();
    return strengthAt(await stage(1), left + width / 2, top + height / 2);
  };
  await waitFor(async () => expect(await inside()).toBeCloseTo(0.06, 1));
  await user.click(tool('Boxes'));
  fireEvent.change(screen.getByRole('slider', { name: /^Opacity/ }), { target: { value: '60' } });
  await waitFor(async () => expect(await inside()).toBeCloseTo(0.6, 1));
  expect(await lineOf('lm1')).toBeGreaterThan(0.7);
  fireEvent.change(screen.getByRole('slider', { name: /^Opacity/ }), { target: { value: '0' } });
  await waitFor(async () => expect(await inside()).toBe(0));
  expect(await lineOf('lm1')).toBeGreaterThan(0.7);
});

test('l labels every box, and no more', async () => {
  const { desk, user } = await openHarbour();
  expect(await labelOf('char1')).toBe(0);
  await user.keyboard('l');
  await waitFor(async () => expect(await labelOf('char1')).toBeGreaterThan(0.7));
  expect(desk.view.store.getState().stage.labels).toBe(true);
  await user.keyboard('L');
  await waitFor(async () => expect(await labelOf('char1')).toBe(0));
});

describe('the choices', () => {
  test('are closed by Escape, which lets go of nobody, and by leaving them', async () => {
    const { desk, user } = await openHarbour();
    desk.view.pin(['char1'], 1 as never, false);
    await user.click(tool('Boxes'));
    await user.click(screen.getByRole('radio', { name: 'All' }));
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('radio', { name: 'All' })).toBeNull();
    expect(document.activeElement).toBe(tool('Boxes'));
    expect(desk.view.store.getState().pinned?.ids).toEqual(['char1']);
    await user.keyboard('{Enter}');
    expect(screen.getByRole('radio', { name: 'All' })).toBeDefined();
    (await boxButton('char1')).focus();
    await waitFor(() => expect(screen.queryByRole('radio', { name: 'All' })).toBeNull());
  });

  describe.each(['light', 'dark'] as const)('in %s', (scheme) => {
    beforeEach(async () => prefer(scheme));
    afterEach(async () => page.viewport(1280, 800));

    test.each([1280, 390])('are found by axe to be well at %i pixels', async (width) => {
      await page.viewport(width, 844);
      await openHarbour();
      tool('Boxes').click();
      await screen.findByRole('radio', { name: 'All' });
      expect(await findings()).toEqual([]);
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
    });
  });
});
