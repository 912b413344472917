import { waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { harbour } from '../fixtures/harbour.ts';
import { openOutput, painted, stage, twin } from '../helpers/app.tsx';
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
    const box = await twin('char2');
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

test('two fingers pan and zoom, one scrolls the page', async () => {
  await openOutput(harbour, SIZES);
  const on = await stage(1);
  const before = percent();
  const touch = (type: string, ...points: readonly (readonly [number, number])[]): boolean => {
    const touches = points.map(
      ([px, py], identifier) =>
        new Touch({ identifier, target: on, clientX: placeOn(on, px, py).x, clientY: placeOn(on, px, py).y }),
    );
    return on.dispatchEvent(new TouchEvent(type, { touches, bubbles: true, cancelable: true }));
  };
  expect(touch('touchstart', [0.4, 0.5])).toBe(true);
  expect(touch('touchmove', [0.6, 0.5])).toBe(true);
  expect(touch('touchstart', [0.4, 0.5], [0.6, 0.5])).toBe(false);
  expect(touch('touchmove', [0.2, 0.5], [0.8, 0.5])).toBe(false);
  await waitFor(() => expect(percent() / before).toBeCloseTo(3, 1));
  const left = (await twin('char2')).getBoundingClientRect().left;
  touch('touchmove', [0.1, 0.5], [0.7, 0.5]);
  await painted();
  const by = 0.1 * on.getBoundingClientRect().width;
  expect((await twin('char2')).getBoundingClientRect().left).toBeCloseTo(left - by, 0);
  touch('touchend');
  await expectCovered();
});
