import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chipOf, layChips } from '../../src/features/stage/chip.ts';
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

test('a name is cut further on a stage that is narrower than it', () => {
  const narrow = { width: 120, height: 300 };
  const { x, name, width } = chipOf(box(80, 80, 110, 300, 'A very old woman in a yellow coat'), narrow);
  expect(name).toMatch(/^A very.*…$/);
  expect(x + width).toBeLessThanOrEqual(narrow.width);
  expect(chipOf(box(0, 80, 20, 300), { width: 50, height: 300 }).name).toBe('');
});

describe('the chips of many boxes', () => {
  const names = ['Ines', 'The captain of the harbour', 'obj1', 'A'];
  // Magnified boxes reach far beyond the stage.
  const along = (most: number): fc.Arbitrary<number> => fc.integer({ min: -most, max: 2 * most });
  const boxes = fc
    .array(fc.tuple(along(600), along(340), along(600), along(340), fc.constantFrom(...names)), { maxLength: 24 })
    .map((all) =>
      all.map(([x1, y1, x2, y2, name], i) => ({
        ...box(Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2), name),
        key: `k${i}`,
        id: `char${i}` as const,
      })),
    );
  const tools = { x: 390, y: 6, width: 204, height: 32 };

  test('stay inside of the stage, and cover neither each other nor the tools', () => {
    fc.assert(
      fc.property(boxes, fc.subarray([...Array(24).keys()]), (all, some) => {
        const lit = some.map((i) => `char${i}`);
        const spots = [...layChips(all, lit, STAGE, [tools]).values()];
        for (const { x, y, width, height } of spots) {
          expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
          expect(x + width).toBeLessThanOrEqual(STAGE.width);
          expect(y + height).toBeLessThanOrEqual(STAGE.height);
        }
        const laid = [tools, ...spots];
        for (const [i, a] of laid.entries()) {
          for (const b of laid.slice(i + 1)) {
            const apart =
              a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
            expect(apart).toBe(true);
          }
        }
      }),
    );
  });

  test('stand where they belong as long as nothing is in their way', () => {
    fc.assert(
      fc.property(boxes, (all) => {
        for (const each of all) {
          const [chip] = layChips([each], [], STAGE).values();
          if (chip) expect(chip).toEqual(chipOf(each, STAGE));
        }
      }),
    );
  });

  test('are all there where there is room for all', () => {
    const stacked = Array.from({ length: 8 }, (_, i) => ({ ...box(200, 150, 300, 250), key: `k${i}` }));
    expect(layChips(stacked, ['char1'], STAGE).size).toBe(8);
    // Unlit ones do not go so far from their box that nobody knows whose they are.
    expect(layChips(stacked, [], { width: 600, height: 40 }).size).toBeLessThan(8);
  });

  test('are those of the boxes that are seen, the lit ones first', () => {
    const [own, other, away] = [
      { ...box(100, 100, 200, 200), key: 'own' },
      { ...box(100, 100, 150, 150), key: 'other', id: 'char2' as const },
      { ...box(700, 100, 800, 200), key: 'away' },
    ];
    const both = layChips([own, other, away], ['char1'], STAGE);
    expect([...both.keys()].toSorted()).toEqual(['other', 'own']);
    expect(both.get('own')).toEqual(chipOf(own, STAGE));
    expect(both.get('other')).not.toEqual(chipOf(other, STAGE));
    expect(layChips([own, other], [], STAGE).get('other')).toEqual(chipOf(other, STAGE));
  });
});
