import { waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { harbour } from '../fixtures/harbour.ts';
import { openOutput, painted, stage, boxButton } from '../helpers/app.tsx';
import { expectCovered, percent, placeOn, tool } from './looking.ts';

const SIZES = [[560, 336]] as const;

describe('dragging', () => {
  const drag = (on: Element, from: { x: number; y: number }, dx: number, init: PointerEventInit): void => {
    const at = (type: string, x: number): void => {
      on.dispatchEvent(
        new PointerEvent(type, {
          bubbles: true,
          cancelable: true,
          pointerId: 1,
          pointerType: 'mouse',
          clientX: x,
          clientY: from.y,
          ...init,
        }),
      );
    };
    at('pointerdown', from.x);
    at('pointermove', from.x + dx / 2);
    at('pointermove', from.x + dx);
    at('pointerup', from.x + dx);
  };

  test.each([
    ['the empty image', false, {}, true],
    ['a box', true, {}, false],
    ['a box, with Shift', true, { shiftKey: true }, true],
    ['a box, with the middle button', true, { button: 1 }, true],
  ] as const)('%s', async (_, onBox, init, moves) => {
    await openOutput(harbour, SIZES);
    const on = await stage(1);
    // The browser knows no such pointer.
    on.setPointerCapture = () => undefined;
    for (let i = 0; i < 3; i++) tool('Zoom in').click();
    await expectCovered();
    const box = await boxButton('char2');
    await painted();
    const before = box.getBoundingClientRect().left;
    drag(onBox ? box : on, placeOn(on, 0.5, 0.5), -40, init);
    await painted();
    expect(box.getBoundingClientRect().left).toBeCloseTo(moves ? before - 40 : before, 0);
    // Never farther than to the edge.
    drag(on, placeOn(on, 0.5, 0.5), 5000, { shiftKey: true });
    await painted();
    await expectCovered();
  });
});

describe('touch', () => {
  type Finger = readonly [x: number, y: number, on?: Element];
  const touch = (on: Element, type: string, ...fingers: readonly Finger[]): boolean => {
    const touches = fingers.map(([px, py, target = on], identifier) => {
      const { x, y } = placeOn(on, px, py);
      return new Touch({ identifier, target, clientX: x, clientY: y });
    });
    return on.dispatchEvent(new TouchEvent(type, { touches, bubbles: true, cancelable: true }));
  };

  test('by two fingers pans and zooms, by one it scrolls the page', async () => {
    await openOutput(harbour, SIZES);
    const on = await stage(1);
    const before = percent();
    expect(touch(on, 'touchstart', [0.4, 0.5])).toBe(true);
    expect(touch(on, 'touchmove', [0.6, 0.5])).toBe(true);
    expect(touch(on, 'touchstart', [0.4, 0.5], [0.6, 0.5])).toBe(false);
    expect(touch(on, 'touchmove', [0.2, 0.5], [0.8, 0.5])).toBe(false);
    await waitFor(() => expect(percent() / before).toBeCloseTo(3, 1));
    // The hand rests: what is listened to may just have begun anew.
    expect(touch(on, 'touchmove', [0.2, 0.5], [0.8, 0.5])).toBe(false);
    const box = await boxButton('char2');
    const left = box.getBoundingClientRect().left;
    touch(on, 'touchmove', [0.1, 0.5], [0.7, 0.5]);
    const by = 0.1 * on.getBoundingClientRect().width;
    await waitFor(() => expect(box.getBoundingClientRect().left).toBeCloseTo(left - by, 0));
    touch(on, 'touchend');
    await expectCovered();
  });

  test('by one finger here and one elsewhere on the page is no pinch', async () => {
    await openOutput(harbour, SIZES);
    const on = await stage(1);
    expect(touch(on, 'touchstart', [0.4, 0.5], [0.4, 2, document.body])).toBe(true);
    expect(touch(on, 'touchmove', [0.2, 0.5], [0.4, 2, document.body])).toBe(true);
  });

  test('twice in one place fits', async () => {
    await openOutput(harbour, SIZES);
    const on = await stage(1);
    const whole = percent();
    const tap = (x: number): void => {
      touch(on, 'touchstart', [x, 0.5]);
      touch(on, 'touchend');
    };
    const larger = async (): Promise<void> => {
      tool('Zoom in').click();
      await waitFor(() => expect(percent()).toBeGreaterThan(whole));
    };
    await larger();
    tap(0.3);
    tap(0.7);
    touch(on, 'touchstart', [0.7, 0.5]);
    touch(on, 'touchmove', [0.75, 0.5]);
    touch(on, 'touchend');
    await painted();
    expect(percent()).toBeGreaterThan(whole);
    tap(0.3);
    tap(0.3);
    await waitFor(() => expect(percent()).toBe(whole));
  });
});
