import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MIN_HIT_SIDE, overlapAt, overlapOf, hitArea, stepIn } from '../../src/features/stage/overlap.ts';
import type { VisibleBox } from '../../src/features/stage/visibleBoxes.ts';
import type { FrameNo } from '../../src/grounding/index.ts';

function box(key: string, x1: number, y1: number, x2: number, y2: number): VisibleBox {
  return {
    key,
    id: 'obj1',
    frame: 1 as FrameNo,
    name: key,
    hue: 0,
    written: '',
    at: { space: 'stage', x1, y1, x2, y2 },
    clamped: false,
    empty: x1 === x2 || y1 === y2,
  };
}

/** The largest first, as they are laid. */
const boxes = [
  box('sea', 0, 0, 400, 300),
  box('boat', 50, 50, 250, 200),
  box('Ines', 100, 60, 160, 180),
  box('gull', 300, 20, 340, 40),
  box('spot', 120, 100, 120, 130),
];
const keys = (pile: readonly VisibleBox[]): string[] => pile.map(({ key }) => key);

describe('the pile under a point', () => {
  test('is all that can be pointed at there, the smallest first', () => {
    expect(keys(overlapAt(boxes, { x: 120, y: 100 }))).toEqual(['spot', 'Ines', 'boat', 'sea']);
    expect(keys(overlapAt(boxes, { x: 320, y: 30 }))).toEqual(['gull', 'sea']);
    expect(keys(overlapAt(boxes, { x: 500, y: 30 }))).toEqual([]);
  });

  test('reaches a little around what has no area', () => {
    const spot = boxes[4] ?? box('', 0, 0, 0, 0);
    const { x1, x2, y1, y2 } = hitArea(spot);
    expect([x2 - x1, y2 - y1]).toEqual([MIN_HIT_SIDE, MIN_HIT_SIDE]);
    expect(keys(overlapAt([spot], { x: 120 + MIN_HIT_SIDE / 2, y: 100 }))).toEqual(['spot']);
    expect(keys(overlapAt([spot], { x: 120 + MIN_HIT_SIDE, y: 100 }))).toEqual([]);
  });
});

test('the pile of a box is itself and all that overlap it', () => {
  const pile = (key: string): string[] =>
    keys(overlapOf(boxes, boxes.find((one) => one.key === key) ?? box('', 0, 0, 0, 0)));
  expect(pile('gull')).toEqual(['gull', 'sea']);
  expect(pile('Ines')).toEqual(['spot', 'Ines', 'boat', 'sea']);
  expect(pile('sea')).toEqual(['spot', 'gull', 'Ines', 'boat', 'sea']);
});

describe('a step', () => {
  test('goes to the one below or above, and round at the end', () => {
    const pile = overlapAt(boxes, { x: 110, y: 70 });
    expect(keys(pile)).toEqual(['Ines', 'boat', 'sea']);
    expect(stepIn(pile, 'Ines', 1)?.key).toBe('boat');
    expect(stepIn(pile, 'sea', 1)?.key).toBe('Ines');
    expect(stepIn(pile, 'Ines', -1)?.key).toBe('sea');
    // Nobody was brought up yet: the one on top is where it begins.
    expect(stepIn(pile, null, 1)?.key).toBe('boat');
    expect(stepIn(pile, 'gull', 1)?.key).toBe('boat');
  });

  test('goes nowhere where there is no other', () => {
    expect(stepIn(boxes.slice(0, 1), 'sea', 1)).toBeNull();
    expect(stepIn([], null, 1)).toBeNull();
  });

  test('reaches every box of a pile', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 12 }), fc.constantFrom(1 as const, -1 as const), (count, by) => {
        const pile = Array.from({ length: count }, (_, i) => box(`b${i}`, 0, 0, i + 1, i + 1));
        const met = new Set<string>();
        let key: string | null = null;
        for (let i = 0; i < count; i++) {
          key = stepIn(pile, key, by)?.key ?? null;
          if (key !== null) met.add(key);
        }
        expect(met.size).toBe(count);
      }),
    );
  });
});
