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
  test('are all boxes at first', async () => {
    await openHarbour();
    await expectDrawn('char1', 'char2', 'lm1', 'obj1');
  });

  test('are only the highlighted ones if the user chooses that, and the others can still be hovered', async () => {
    const { user } = await openHarbour();
    await choose('Highlighted only');
    await expectDrawn();
    await user.hover(mention('Tom'));
    await expectDrawn('char2');
    await user.hover(await boxButton('lm1'));
    await expectDrawn('lm1');
  });

  test('are those named in the hovered sentence, or else in the frame', async () => {
    const { session } = await openHarbour();
    await choose('This sentence');
    await expectDrawn('char1', 'char2', 'lm1', 'obj1');
    session.view.hover(['char1', 'char2'], 1 as never, harbour.indexOf('<gdo char1 char2>'));
    await expectDrawn('char1', 'char2');
    // A box on the picture belongs to no sentence.
    session.view.hover(['char2'], 1 as never, 'stage');
    await expectDrawn('char1', 'char2', 'lm1', 'obj1');
    session.view.pin(['char1', 'char2'], 1 as never, false, harbour.indexOf('<gdo char1 char2>'));
    await expectDrawn('char1', 'char2');
    session.view.leave();
    await expectDrawn('char1', 'char2');
  });

  test('are those named so far while a frame is written, and the canvas changes only for a new one', async () => {
    const { session, clock, call } = await openRun(SIZES);
    session.view.arrange({ boxes: 'sentence' });
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
    session.stop();
  });
});

describe('hiding the boxes', () => {
  test('with h lasts until the next press, or as long as h is held', async () => {
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

  test('works with its button, by pointer and keyboard', async () => {
    const { session, user } = await openHarbour();
    const hidden = (): boolean => session.view.store.getState().stage.hidden;
    const button = tool('Hide the boxes');
    // The browser does not know this pointer, so capturing it would throw.
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

  test('hides them from the pointer, too', async () => {
    const { session } = await openHarbour();
    const box = await boxButton('char2');
    expect(getComputedStyle(box).pointerEvents).toBe('auto');
    session.view.arrange({ hidden: true });
    await waitFor(() => expect(getComputedStyle(box).pointerEvents).toBe('none'));
  });
});

test('the fill of the boxes follows the slider, the outline stays', async () => {
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

test('l labels every box, and pressed again only the highlighted ones', async () => {
  const { session, user } = await openHarbour();
  expect(await labelOf('char1')).toBe(0);
  await user.keyboard('l');
  await waitFor(async () => expect(await labelOf('char1')).toBeGreaterThan(0.7));
  expect(session.view.store.getState().stage.labels).toBe(true);
  await user.keyboard('L');
  await waitFor(async () => expect(await labelOf('char1')).toBe(0));
});

describe('the Boxes panel', () => {
  test('closes with Escape, which keeps the pins, and when the focus leaves it', async () => {
    const { session, user } = await openHarbour();
    session.view.pin(['char1'], 1 as never, false);
    await user.click(tool('Boxes'));
    await user.click(screen.getByRole('radio', { name: 'All' }));
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('radio', { name: 'All' })).toBeNull();
    expect(document.activeElement).toBe(tool('Boxes'));
    expect(session.view.store.getState().selection.pinned?.ids).toEqual(['char1']);
    await user.keyboard('{Enter}');
    expect(screen.getByRole('radio', { name: 'All' })).toBeDefined();
    (await boxButton('char1')).focus();
    await waitFor(() => expect(screen.queryByRole('radio', { name: 'All' })).toBeNull());
  });

  describe.each(['light', 'dark'] as const)('in %s', (scheme) => {
    beforeEach(async () => prefer(scheme));
    afterEach(async () => page.viewport(1280, 800));

    test.each([1280, 390])('has no axe violations at %i pixels', async (width) => {
      await page.viewport(width, 844);
      await openHarbour();
      tool('Boxes').click();
      await screen.findByRole('radio', { name: 'All' });
      expect(await findings()).toEqual([]);
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
    });
  });
});
