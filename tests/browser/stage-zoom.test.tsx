import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { cdp, page } from 'vitest/browser';
import { pictureTone } from '../../src/theme/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { boxButton, mention, openOutput, openedDialog, painted, stage } from '../helpers/app.tsx';
import { canvasOn, expectNear, inkAt, pixelOf } from './stage-ink.ts';
import { expectCovered, partAt, percent, placeOn, tool, wheel } from './looking.ts';

const SIZES = [
  [560, 336],
  [560, 336],
  [560, 336],
] as const;

describe('the wheel', () => {
  test.each([{ ctrlKey: true }, { metaKey: true }])('with %o zooms at the pointer', async (held) => {
    await openOutput(harbour, SIZES);
    const on = await stage(1);
    const { x, y } = placeOn(on, 0.7, 0.3);
    const before = percent();
    const [px, py] = await partAt(x, y);
    expect(wheel(on, x, y, { deltaY: -100, ...held })).toBe(false);
    await waitFor(() => expect(percent()).toBeGreaterThan(before * 1.2));
    const [qx, qy] = await partAt(x, y);
    expect(qx).toBeCloseTo(px, 3);
    expect(qy).toBeCloseTo(py, 3);
    await expectCovered();
    wheel(on, x, y, { deltaY: 100, ...held });
    await waitFor(() => expect(percent()).toBe(before));
  });

  test('without a modifier scrolls the page', async () => {
    await openOutput(harbour, SIZES);
    const on = await stage(1);
    const before = percent();
    expect(wheel(on, 50, 50, { deltaY: -100 })).toBe(true);
    await painted();
    expect(percent()).toBe(before);
  });
});

describe('a pinch on the touchpad in Safari', () => {
  test('zooms by its scale at the pointer', async () => {
    await openOutput(harbour, SIZES);
    const on = await stage(1);
    const { x, y } = placeOn(on, 0.7, 0.3);
    const before = percent();
    const [px, py] = await partAt(x, y);
    const gesture = (type: string, scale: number): boolean => {
      const event = new Event(type, { bubbles: true, cancelable: true });
      return on.dispatchEvent(Object.assign(event, { scale, clientX: x, clientY: y }));
    };
    expect(gesture('gesturestart', 1)).toBe(false);
    expect(gesture('gesturechange', 1.5)).toBe(false);
    gesture('gesturechange', 2);
    gesture('gestureend', 2);
    await waitFor(() => expect(percent()).toBeCloseTo(before * 2, -1));
    const [qx, qy] = await partAt(x, y);
    expect(qx).toBeCloseTo(px, 3);
    expect(qy).toBeCloseTo(py, 3);
    await expectCovered();
  });
});

describe('in a zoomed picture', () => {
  test('every box button is over its box, and its outline is as thick as before', async () => {
    await openOutput(harbour, SIZES);
    const on = await stage(1);
    const { x, y } = placeOn(on, 0.08, 0.2);
    for (let i = 0; i < 4; i++) wheel(on, x, y, { deltaY: -100, ctrlKey: true });
    await waitFor(() => expect(percent()).toBeGreaterThan(200));
    const box = (await boxButton('char1')).getBoundingClientRect();
    // The model wrote the box 40,60 to 180,300 in a picture of 560 × 336.
    const [left, top] = await partAt(box.left, box.top);
    const [right, bottom] = await partAt(box.right, box.bottom);
    expect([left * 560, top * 336, right * 560, bottom * 336].map(Math.round)).toEqual([40, 60, 180, 300]);
    const canvas = await waitFor(() => canvasOn(on));
    await painted();
    const seen = on.getBoundingClientRect();
    const ratio = canvas.width / seen.width;
    const row = canvas
      .getContext('2d')
      ?.getImageData((box.left - seen.left - 5) * ratio, (box.top - seen.top + 60) * ratio, 14 * ratio, 1).data;
    const strong = [...(row ?? [])].filter((value, i) => i % 4 === 3 && value > 150);
    expect(strong.length / ratio).toBe(2);
  });

  test('a box that gets the focus is panned into view', async () => {
    const { user } = await openOutput(harbour, SIZES);
    const on = await stage(1);
    const { x, y } = placeOn(on, 0, 1);
    for (let i = 0; i < 6; i++) wheel(on, x, y, { deltaY: -100, ctrlKey: true });
    const seen = on.getBoundingClientRect();
    const tower = await boxButton('lm1');
    await waitFor(() => expect(tower.getBoundingClientRect().left).toBeGreaterThan(seen.right));
    (await boxButton('char1')).focus();
    await user.tab();
    expect(document.activeElement).toBe(tower);
    await waitFor(() => expect(tower.getBoundingClientRect().left).toBeLessThan(seen.right - 10));
    expect(on.scrollLeft + on.scrollTop).toBe(0);
    await expectCovered();
  });

  test('another frame starts unzoomed, and so does this one when it is shown again', async () => {
    const { session } = await openOutput(harbour, SIZES);
    await stage(1);
    const whole = percent();
    tool('Zoom in').click();
    await waitFor(() => expect(percent()).toBeGreaterThan(whole));
    session.view.show(2 as never);
    await stage(2);
    expect(percent()).toBe(whole);
    session.view.show(1 as never);
    await stage(1);
    expect(percent()).toBe(whole);
  });
});

describe('the keys', () => {
  test('zoom, fit and pan only while the stage has the pointer or the focus', async () => {
    const { user } = await openOutput(harbour, SIZES);
    await stage(1);
    const whole = percent();
    await user.keyboard('+');
    await painted();
    expect(percent()).toBe(whole);
    (await boxButton('char2')).focus();
    await user.keyboard('++');
    await waitFor(() => expect(percent() / whole).toBeCloseTo(1.5625, 1));
    const left = (await boxButton('char1')).getBoundingClientRect().left;
    await user.keyboard('{Shift>}{ArrowRight}{/Shift}');
    await waitFor(async () => expect((await boxButton('char1')).getBoundingClientRect().left).toBeLessThan(left - 20));
    await user.keyboard('-');
    await waitFor(() => expect(percent() / whole).toBeCloseTo(1.25, 1));
    await user.keyboard('1');
    await waitFor(() => expect(percent()).toBe(100));
    await user.keyboard('0');
    await waitFor(() => expect(percent()).toBe(whole));
    (await boxButton('char2')).blur();
    await user.hover(await stage(1));
    await user.keyboard('+');
    await waitFor(() => expect(percent()).toBeGreaterThan(whole));
    await user.keyboard('{Control>}0{/Control}');
    await painted();
    expect(percent()).toBeGreaterThan(whole);
  });

  test('z zooms to the highlighted boxes, wherever the focus is', async () => {
    const { session, user } = await openOutput(harbour, SIZES);
    const on = await stage(1);
    const whole = percent();
    await user.keyboard('z');
    await painted();
    expect(percent()).toBe(whole);
    session.view.pin(['obj1'], 1 as never, false);
    await user.keyboard('z');
    await waitFor(() => expect(percent()).toBeGreaterThan(2 * whole));
    const box = (await boxButton('obj1')).getBoundingClientRect();
    const seen = on.getBoundingClientRect();
    expect(box.top).toBeGreaterThanOrEqual(seen.top - 1);
    expect(box.bottom).toBeLessThanOrEqual(seen.bottom);
    expect(Math.max(box.width / seen.width, box.height / seen.height)).toBeGreaterThan(0.5);
  });

  test('z has a button, which says why it is disabled', async () => {
    const { session, user } = await openOutput(harbour, SIZES);
    await stage(1);
    const whole = percent();
    const button = tool('Zoom to highlighted');
    const { left } = button.getBoundingClientRect();
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(button.getAttribute('aria-description')).toBe('nothing with a box in this image is pinned');
    await user.click(button);
    await painted();
    expect(percent()).toBe(whole);
    // An entity without a box in this frame.
    session.view.pin(['bg1'], 1 as never, false);
    await painted();
    expect(button.getAttribute('aria-disabled')).toBe('true');
    session.view.pin(['obj1'], 1 as never, false);
    await waitFor(() => expect(button.getAttribute('aria-disabled')).toBe('false'));
    expect(button.getBoundingClientRect().left).toBe(left);
    await user.click(button);
    await waitFor(() => expect(percent()).toBeGreaterThan(2 * whole));
  });

  test('type letters in a text field', async () => {
    const { session, user } = await openOutput(harbour, SIZES);
    await stage(1);
    await user.click(screen.getByRole('button', { name: 'Open an output' }));
    const [field] = await within(await openedDialog('Open an output')).findAllByRole('textbox');
    await user.type(field ?? document.body, 'hl');
    expect((field as HTMLTextAreaElement).value).toBe('hl');
    expect(session.view.store.getState().stage).toMatchObject({ hidden: false, labels: false });
  });
});

test('a highlighted box out of view has a label at the nearest edge', async () => {
  const { session, user } = await openOutput(harbour, SIZES);
  const on = await stage(1);
  await waitFor(() => canvasOn(on));
  session.view.pin(['obj1'], 1 as never, false);
  await user.keyboard('z');
  const tower = await boxButton('lm1');
  const seen = on.getBoundingClientRect();
  await waitFor(() => expect(tower.getBoundingClientRect().left).toBeGreaterThan(seen.right));
  const box = tower.getBoundingClientRect();
  const middle = Math.min(Math.max((box.top + box.bottom) / 2, seen.top + 12), seen.bottom - 12);
  const edge = (): number[] => inkAt(on, seen.right - 3, middle);
  await painted();
  expect(edge()[3]).toBe(0);
  session.view.hover(['lm1'], 1 as never, 'stage');
  const hue = Number(getComputedStyle(mention('the clock tower')).getPropertyValue('--hue'));
  await waitFor(() => expectNear(edge(), pixelOf(pictureTone(hue))));
  session.view.leave();
  await waitFor(() => expect(edge()[3]).toBe(0));
});

test('a double click fits the picture, and so does the button', async () => {
  const { user } = await openOutput(harbour, SIZES);
  const on = await stage(1);
  const whole = percent();
  await user.click(tool('Zoom in'));
  expect(percent()).toBeGreaterThan(whole);
  await user.dblClick(on);
  expect(percent()).toBe(whole);
  await user.click(tool('1:1, actual size'));
  expect(percent()).toBe(100);
  await user.click(tool('Fit the picture'));
  expect(percent()).toBe(whole);
});

describe('the canvas has as many pixels as the screen', () => {
  afterEach(async () => {
    await cdp().send('Emulation.clearDeviceMetricsOverride');
    await page.viewport(1280, 800);
  });

  test('also after the page was zoomed or moved to another screen', async () => {
    await openOutput(harbour, SIZES);
    const on = await stage(1);
    const canvas = await waitFor(() => canvasOn(on));
    const share = (): number => canvas.width / canvas.getBoundingClientRect().width;
    for (const deviceScaleFactor of [2, 1.5]) {
      // oxlint-disable no-await-in-loop -- one screen after the other
      await cdp().send('Emulation.setDeviceMetricsOverride', { width: 0, height: 0, deviceScaleFactor, mobile: false });
      await waitFor(() => expect(devicePixelRatio).toBe(deviceScaleFactor));
      // Zooming a real page resizes it. With this emulation the iframe of the tests keeps its size.
      dispatchEvent(new Event('resize'));
      await waitFor(() => expect(share()).toBeCloseTo(deviceScaleFactor, 1));
      // oxlint-enable no-await-in-loop
    }
  });
});
