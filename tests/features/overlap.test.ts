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
    inFrame: { space: 'frame', x1, y1, x2, y2 },
    at: { space: 'stage', x1, y1, x2, y2 },
    clamped: false,
    empty: x1 === x2 || y1 === y2,
  };
}

/** Sorted by size, the largest first, in the order in which they are drawn. */
const boxes = [
  box('sea', 0, 0, 400, 300),
  box('boat', 50, 50, 250, 200),
  box('Ines', 100, 60, 160, 180),
  box('gull', 300, 20, 340, 40),
  box('spot', 120, 100, 120, 130),
];
const keys = (overlap: readonly VisibleBox[]): string[] => overlap.map(({ key }) => key);

describe('the boxes under a point', () => {
  test('are all that contain it, the smallest first', () => {
    expect(keys(overlapAt(boxes, { x: 120, y: 100 }))).toEqual(['spot', 'Ines', 'boat', 'sea']);
    expect(keys(overlapAt(boxes, { x: 320, y: 30 }))).toEqual(['gull', 'sea']);
    expect(keys(overlapAt(boxes, { x: 500, y: 30 }))).toEqual([]);
  });

  test('include a box without area at a small distance', () => {
    const spot = boxes[4] ?? box('', 0, 0, 0, 0);
    const { x1, x2, y1, y2 } = hitArea(spot);
    expect([x2 - x1, y2 - y1]).toEqual([MIN_HIT_SIDE, MIN_HIT_SIDE]);
    expect(keys(overlapAt([spot], { x: 120 + MIN_HIT_SIDE / 2, y: 100 }))).toEqual(['spot']);
    expect(keys(overlapAt([spot], { x: 120 + MIN_HIT_SIDE, y: 100 }))).toEqual([]);
  });
});

test('the boxes that overlap a box include the box itself', () => {
  const overlap = (key: string): string[] =>
    keys(overlapOf(boxes, boxes.find((one) => one.key === key) ?? box('', 0, 0, 0, 0)));
  expect(overlap('gull')).toEqual(['gull', 'sea']);
  expect(overlap('Ines')).toEqual(['spot', 'Ines', 'boat', 'sea']);
  expect(overlap('sea')).toEqual(['spot', 'gull', 'Ines', 'boat', 'sea']);
});

describe('a step through overlapping boxes', () => {
  test('goes to the box below or above, and wraps at the end', () => {
    const overlap = overlapAt(boxes, { x: 110, y: 70 });
    expect(keys(overlap)).toEqual(['Ines', 'boat', 'sea']);
    expect(stepIn(overlap, 'Ines', 1)?.key).toBe('boat');
    expect(stepIn(overlap, 'sea', 1)?.key).toBe('Ines');
    expect(stepIn(overlap, 'Ines', -1)?.key).toBe('sea');
    // Without a raised box, the step begins at the top box.
    expect(stepIn(overlap, null, 1)?.key).toBe('boat');
    expect(stepIn(overlap, 'gull', 1)?.key).toBe('boat');
  });

  test('does nothing if there is no other box', () => {
    expect(stepIn(boxes.slice(0, 1), 'sea', 1)).toBeNull();
    expect(stepIn([], null, 1)).toBeNull();
  });

  test('reaches every overlapping box', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 12 }), fc.constantFrom(1 as const, -1 as const), (count, by) => {
        const overlap = Array.from({ length: count }, (_, i) => box(`b${i}`, 0, 0, i + 1, i + 1));
        const met = new Set<string>();
        let key: string | null = null;
        for (let i = 0; i < count; i++) {
          key = stepIn(overlap, key, by)?.key ?? null;
          if (key !== null) met.add(key);
        }
        expect(met.size).toBe(count);
      }),
    );
  });
});
