import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fittingSize, placeBox, readBox, toStage } from '../../src/grounding/index.ts';
import type { Box } from '../../src/grounding/index.ts';

const model = (x1: number, y1: number, x2: number, y2: number): Box<'model'> => ({ space: 'model', x1, y1, x2, y2 });

test('a box maps from the picture that was sent to the picture that is shown', () => {
  const { box, clamped, empty } = placeBox(
    model(96, 54, 190, 106),
    { width: 952, height: 532 },
    { width: 1904, height: 1064 },
  );
  expect(box).toEqual({ space: 'frame', x1: 192, y1: 108, x2: 380, y2: 212 });
  expect({ clamped, empty }).toEqual({ clamped: false, empty: false });
});

test('reversed corners are put in order', () => {
  const size = { width: 100, height: 100 };
  expect(placeBox(model(90, 80, 10, 20), size, size).box).toMatchObject({ x1: 10, y1: 20, x2: 90, y2: 80 });
});

test('a box outside the frame is clamped and marked, but one pixel is allowed', () => {
  const size = { width: 575, height: 240 };
  expect(placeBox(model(0, 0, 576, 241), size, size)).toMatchObject({ clamped: false, box: { x2: 575, y2: 240 } });
  expect(placeBox(model(-30, 0, 700, 100), size, size)).toMatchObject({ clamped: true, box: { x1: 0, x2: 575 } });
  expect(placeBox(model(600, 10, 700, 100), size, size)).toMatchObject({ clamped: true, empty: true });
});

test('a placed box is within its frame for any numbers', () => {
  const number = fc.double({ min: -5000, max: 5000, noNaN: true });
  const side = fc.integer({ min: 1, max: 4000 });
  fc.assert(
    fc.property(number, number, number, number, side, side, (x1, y1, x2, y2, width, height) => {
      const { box } = placeBox(model(x1, y1, x2, y2), { width: 952, height: 532 }, { width, height });
      expect(box.x1).toBeGreaterThanOrEqual(0);
      expect(box.x1).toBeLessThanOrEqual(box.x2);
      expect(box.x2).toBeLessThanOrEqual(width);
      expect(box.y1).toBeLessThanOrEqual(box.y2);
      expect(box.y2).toBeLessThanOrEqual(height);
    }),
  );
});

test('four numbers in any brackets are a box; three or five numbers are not', () => {
  expect(readBox('<box>(1,2),(3,4)</box>')).toBeNull();
  expect(readBox('1 2 3 4')).toMatchObject({ x1: 1, y1: 2, x2: 3, y2: 4 });
  expect(readBox('1,2,3')).toBeNull();
  expect(readBox('1,2,3,4,5')).toBeNull();
});

test('the size of a missing frame is the smallest that contains every box', () => {
  expect(fittingSize([model(0, 0, 574, 239), model(10, 20, 30, 40)])).toEqual({ width: 575, height: 240 });
  expect(fittingSize([])).toEqual({ width: 960, height: 540 });
  expect(fittingSize([model(0, 0, 999, 9)])).toEqual({ width: 1000, height: 250 });
});

test('toStage scales a box evenly', () => {
  expect(toStage({ space: 'frame', x1: 10, y1: 20, x2: 30, y2: 40 }, 0.5)).toEqual({
    space: 'stage',
    x1: 5,
    y1: 10,
    x2: 15,
    y2: 20,
  });
});
