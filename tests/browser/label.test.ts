import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { labelOf, placeLabels, placeHighlightedLabels } from '../../src/features/stage/label.ts';
import type { Label, Spot } from '../../src/features/stage/label.ts';
import type { VisibleBox } from '../../src/features/stage/visibleBoxes.ts';
import type { FrameNo } from '../../src/grounding/index.ts';

const STAGE = { width: 600, height: 340 };

function box(x1: number, y1: number, x2: number, y2: number, name = 'Ines'): VisibleBox {
  return {
    key: 'char1-0',
    id: 'char1',
    frame: 1 as FrameNo,
    name,
    hue: 28,
    written: '',
    inFrame: { space: 'frame', x1, y1, x2, y2 },
    at: { space: 'stage', x1, y1, x2, y2 },
    clamped: false,
    empty: false,
  };
}

test('a label is above the top left corner of its box', () => {
  const label = labelOf(box(100, 80, 200, 300), STAGE);
  expect(label).toMatchObject({ x: 100, name: 'Ines' });
  expect(label.y + label.height).toBe(80);
});

test('a label is inside the box if there is no space above', () => {
  expect(labelOf(box(100, 10, 200, 300), STAGE).y).toBe(10);
});

test.each([
  ['the right', box(580, 100, 600, 200)],
  ['the bottom', box(100, 339, 200, 340)],
  ['the top', box(0, 0, 20, 20)],
  ['the top, where it is flat', box(0, 330, 20, 331)],
])('a label at %s stays within the stage', (_, of) => {
  const { x, y, width, height } = labelOf(of, STAGE);
  expect(x).toBeGreaterThanOrEqual(0);
  expect(y).toBeGreaterThanOrEqual(0);
  expect(x + width).toBeLessThanOrEqual(STAGE.width);
  expect(y + height).toBeLessThanOrEqual(STAGE.height);
});

test('a label shows the name and then the ID, or only the ID if there is no name', () => {
  const named = labelOf(box(100, 80, 200, 300), STAGE);
  const bare = labelOf(box(100, 80, 200, 300, 'char1'), STAGE);
  expect(bare).toMatchObject({ name: '', idAt: 9 });
  expect(named.idAt).toBeGreaterThan(bare.idAt);
  expect(named.width - named.idAt).toBeCloseTo(bare.width - bare.idAt);
});

test('a long name is shortened', () => {
  const { name, width } = labelOf(box(0, 80, 20, 300, 'A very old woman in a yellow coat with a hood'), STAGE);
  expect(name).toBe('A very old woman in a yellow co…');
  expect(width).toBeLessThan(STAGE.width);
});

test('a name is shortened further on a stage that is narrower than the name', () => {
  const narrow = { width: 120, height: 300 };
  const { x, name, width } = labelOf(box(80, 80, 110, 300, 'A very old woman in a yellow coat'), narrow);
  expect(name).toMatch(/^A very.*…$/);
  expect(x + width).toBeLessThanOrEqual(narrow.width);
  expect(labelOf(box(0, 80, 20, 300), { width: 50, height: 300 }).name).toBe('');
});

describe('the labels of many boxes', () => {
  const names = ['Ines', 'The captain of the harbour', 'obj1', 'A'];
  // Boxes of a zoomed picture extend far beyond the stage.
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
  const idsOf = (some: readonly number[]): string[] => some.map((i) => `char${i}`);
  const litOf = (all: readonly VisibleBox[], some: readonly number[]): readonly VisibleBox[] =>
    all.filter(({ id }) => idsOf(some).includes(id));
  const areApart = (a: Spot, b: Spot): boolean =>
    a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;

  function expectTidy(spots: readonly Spot[]): void {
    for (const [i, { x, y, width, height }] of spots.entries()) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(STAGE.width);
      expect(y + height).toBeLessThanOrEqual(STAGE.height);
      for (const other of spots.slice(i + 1)) expect(areApart(spots[i] ?? other, other)).toBe(true);
    }
  }

  test('stay within the stage and do not overlap', () => {
    fc.assert(fc.property(boxes, (all) => expectTidy([...placeLabels(all, STAGE).values()])));
  });

  test('do not move when a box is highlighted, and the highlighted one is always shown', () => {
    fc.assert(
      fc.property(boxes, fc.subarray([...Array(24).keys()]), fc.boolean(), (all, some, labels) => {
        const placed = labels ? placeLabels(all, STAGE) : new Map<string, Label>();
        const { lit, covered } = placeHighlightedLabels(litOf(all, some), STAGE, placed);
        for (const [key, label] of lit) expect(placed.get(key) ?? label).toEqual(label);
        const others = [...placed].filter(([key]) => !lit.has(key) && !covered.has(key)).map(([, label]) => label);
        expectTidy([...lit.values(), ...others]);
        for (const key of covered)
          expect([...lit.values()].every((label) => areApart(label, placed.get(key) ?? label))).toBe(false);
      }),
    );
  });

  test('are at their preferred positions if nothing is in the way', () => {
    fc.assert(
      fc.property(boxes, (all) => {
        for (const each of all) {
          const [label] = placeLabels([each], STAGE).values();
          if (label) expect(label).toEqual(labelOf(each, STAGE));
        }
      }),
    );
  });

  test('are all shown if there is space for all', () => {
    const stacked = Array.from({ length: 8 }, (_, i) => ({ ...box(200, 150, 300, 250), key: `k${i}` }));
    expect(placeHighlightedLabels(stacked, STAGE, new Map()).lit.size).toBe(8);
    // A label that is not highlighted stays close enough to its box to be connected with it.
    const low = { width: 600, height: 40 };
    const beside = Array.from({ length: 8 }, (_, i) => ({ ...box(200, 10, 300, 40), key: `k${i}` }));
    expect(placeLabels(beside, low).size).toBeLessThan(8);
    expect(placeLabels(beside, low).size).toBeGreaterThan(0);
  });

  test('cover others if they are highlighted and there is no free position', () => {
    const narrow = { width: 90, height: 24 };
    const [own, other] = [
      { ...box(0, 5, 80, 24), key: 'own' },
      { ...box(0, 8, 70, 24), key: 'other', id: 'char2' as const },
    ];
    const placed = placeLabels([own, other], narrow);
    expect([...placed.keys()]).toEqual(['other']);
    const { lit, covered } = placeHighlightedLabels([own], narrow, placed);
    expect([...lit.keys()]).toEqual(['own']);
    expect([...covered]).toEqual(['other']);
  });

  test('are those of the visible boxes, the smallest first', () => {
    const [own, other, away] = [
      { ...box(100, 100, 200, 200), key: 'own' },
      { ...box(100, 100, 150, 150), key: 'other', id: 'char2' as const },
      { ...box(700, 100, 800, 200), key: 'away' },
    ];
    const both = placeLabels([own, other, away], STAGE);
    expect([...both.keys()].toSorted()).toEqual(['other', 'own']);
    expect(both.get('other')).toEqual(labelOf(other, STAGE));
    expect(both.get('own')).not.toEqual(labelOf(own, STAGE));
  });
});

describe('the label of a highlighted box out of view', () => {
  const towardsOf = (...at: [number, number, number, number]): number | null | undefined =>
    placeHighlightedLabels([box(...at)], STAGE, new Map()).lit.get('char1-0')?.towards;
  const degrees = (...at: [number, number, number, number]): number =>
    Math.round(((towardsOf(...at) ?? Number.NaN) * 180) / Math.PI);

  test('is at the nearest edge and points to the box', () => {
    expect(degrees(900, 150, 1000, 190)).toBe(0);
    expect(degrees(-400, 160, -300, 180)).toBe(180);
    expect(degrees(280, 700, 320, 900)).toBe(90);
    expect(degrees(280, -900, 320, -700)).toBe(-90);
    expect(degrees(900, 700, 1000, 800)).toBeGreaterThan(20);
    expect(degrees(900, 700, 1000, 800)).toBeLessThan(70);
    const right = labelOf(box(900, 150, 1000, 190), STAGE);
    expect(right.x + right.width).toBe(STAGE.width);
    expect(right.y + right.height / 2).toBe(170);
    expect(right.nameAt).toBeGreaterThan(labelOf(box(100, 100, 200, 200), STAGE).nameAt);
  });

  test('becomes an ordinary label as soon as a part of the box is visible', () => {
    expect(towardsOf(590, 150, 1000, 190)).toBeNull();
    expect(towardsOf(0, 150, 1, 190)).toBeNull();
    expect(towardsOf(599, 150, 1000, 190)).not.toBeNull();
  });
});

test('a label says next to the ID if its box has no area or is partly outside', () => {
  const whole = box(100, 80, 200, 300);
  expect(labelOf(whole, STAGE).idText).toBe('char1');
  expect(labelOf({ ...whole, clamped: true }, STAGE).idText).toBe('char1 · partly outside');
  expect(labelOf({ ...whole, clamped: true, empty: true }, STAGE).idText).toBe('char1 · no area');
  expect(labelOf({ ...whole, clamped: true }, STAGE).width).toBeGreaterThan(labelOf(whole, STAGE).width);
});
