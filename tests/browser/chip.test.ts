import { expect, test } from 'vitest';
import { chipOf } from '../../src/features/stage/chip.ts';
import type { SeenBox } from '../../src/features/stage/sight.ts';
import type { FrameNo } from '../../src/grounding/index.ts';

const STAGE = { width: 600, height: 340 };

function box(x1: number, y1: number, x2: number, y2: number, name = 'Ines'): SeenBox {
  return {
    key: 'char1-0',
    id: 'char1',
    frame: 1 as FrameNo,
    name,
    hue: 28,
    written: '',
    at: { ruler: 'stage', x1, y1, x2, y2 },
    clamped: false,
    empty: false,
  };
}

test('a chip stands on the top left corner of its box', () => {
  const chip = chipOf(box(100, 80, 200, 300), STAGE);
  expect(chip).toMatchObject({ x: 100, name: 'Ines' });
  expect(chip.y + chip.height).toBe(80);
});

test('and within the box where there is no room above', () => {
  expect(chipOf(box(100, 10, 200, 300), STAGE).y).toBe(10);
});

test.each([
  ['the right', box(580, 100, 600, 200)],
  ['the bottom', box(100, 339, 200, 340)],
  ['the top', box(0, 0, 20, 20)],
  ['the top, where it is flat', box(0, 330, 20, 331)],
])('it never leaves the stage at %s', (_, of) => {
  const { x, y, width, height } = chipOf(of, STAGE);
  expect(x).toBeGreaterThanOrEqual(0);
  expect(y).toBeGreaterThanOrEqual(0);
  expect(x + width).toBeLessThanOrEqual(STAGE.width);
  expect(y + height).toBeLessThanOrEqual(STAGE.height);
});

test('its ID stands behind the name, and alone where there is none', () => {
  const named = chipOf(box(100, 80, 200, 300), STAGE);
  const bare = chipOf(box(100, 80, 200, 300, 'char1'), STAGE);
  expect(bare).toMatchObject({ name: '', idAt: 9 });
  expect(named.idAt).toBeGreaterThan(bare.idAt);
  expect(named.width - named.idAt).toBeCloseTo(bare.width - bare.idAt);
});

test('a long name is cut', () => {
  const { name, width } = chipOf(box(0, 80, 20, 300, 'A very old woman in a yellow coat with a hood'), STAGE);
  expect(name).toBe('A very old woman in a yellow co…');
  expect(width).toBeLessThan(STAGE.width);
});
