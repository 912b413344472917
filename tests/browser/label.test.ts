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
    at: { space: 'stage', x1, y1, x2, y2 },
    clamped: false,
    empty: false,
  };
}

test('a chip stands on the top left corner of its box', () => {
  const chip = labelOf(box(100, 80, 200, 300), STAGE);
  expect(chip).toMatchObject({ x: 100, name: 'Ines' });
  expect(chip.y + chip.height).toBe(80);
});

test('and within the box where there is no room above', () => {
  expect(labelOf(box(100, 10, 200, 300), STAGE).y).toBe(10);
});

test.each([
  ['the right', box(580, 100, 600, 200)],
  ['the bottom', box(100, 339, 200, 340)],
  ['the top', box(0, 0, 20, 20)],
  ['the top, where it is flat', box(0, 330, 20, 331)],
])('it never leaves the stage at %s', (_, of) => {
  const { x, y, width, height } = labelOf(of, STAGE);
  expect(x).toBeGreaterThanOrEqual(0);
  expect(y).toBeGreaterThanOrEqual(0);
  expect(x + width).toBeLessThanOrEqual(STAGE.width);
  expect(y + height).toBeLessThanOrEqual(STAGE.height);
});

test('its ID stands behind the name, and alone where there is none', () => {
  const named = labelOf(box(100, 80, 200, 300), STAGE);
  const bare = labelOf(box(100, 80, 200, 300, 'char1'), STAGE);
  expect(bare).toMatchObject({ name: '', idAt: 9 });
  expect(named.idAt).toBeGreaterThan(bare.idAt);
  expect(named.width - named.idAt).toBeCloseTo(bare.width - bare.idAt);
});

test('a long name is cut', () => {
  const { name, width } = labelOf(box(0, 80, 20, 300, 'A very old woman in a yellow coat with a hood'), STAGE);
  expect(name).toBe('A very old woman in a yellow co…');
  expect(width).toBeLessThan(STAGE.width);
});

test('a name is cut further on a stage that is narrower than it', () => {
  const narrow = { width: 120, height: 300 };
  const { x, name, width } = labelOf(box(80, 80, 110, 300, 'A very old woman in a yellow coat'), narrow);
  expect(name).toMatch(/^A very.*…$/);
  expect(x + width).toBeLessThanOrEqual(narrow.width);
  expect(labelOf(box(0, 80, 20, 300), { width: 50, height: 300 }).name).toBe('');
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

  test('stay inside of the stage, and do not cover each other', () => {
    fc.assert(fc.property(boxes, (all) => expectTidy([...placeLabels(all, STAGE).values()])));
  });

  test('do not move when somebody is lit, whose own are there in any case', () => {
    fc.assert(
      fc.property(boxes, fc.subarray([...Array(24).keys()]), fc.boolean(), (all, some, labels) => {
        const chips = labels ? placeLabels(all, STAGE) : new Map<string, Label>();
        const { lit, covered } = placeHighlightedLabels(litOf(all, some), STAGE, chips);
        for (const [key, chip] of lit) expect(chips.get(key) ?? chip).toEqual(chip);
        const others = [...chips].filter(([key]) => !lit.has(key) && !covered.has(key)).map(([, chip]) => chip);
        expectTidy([...lit.values(), ...others]);
        for (const key of covered)
          expect([...lit.values()].every((chip) => areApart(chip, chips.get(key) ?? chip))).toBe(false);
      }),
    );
  });

  test('stand where they belong as long as nothing is in their way', () => {
    fc.assert(
      fc.property(boxes, (all) => {
        for (const each of all) {
          const [chip] = placeLabels([each], STAGE).values();
          if (chip) expect(chip).toEqual(labelOf(each, STAGE));
        }
      }),
    );
  });

  test('are all there where there is room for all', () => {
    const stacked = Array.from({ length: 8 }, (_, i) => ({ ...box(200, 150, 300, 250), key: `k${i}` }));
    expect(placeHighlightedLabels(stacked, STAGE, new Map()).lit.size).toBe(8);
    // Unlit ones do not go so far from their box that nobody knows whose they are.
    const low = { width: 600, height: 40 };
    const beside = Array.from({ length: 8 }, (_, i) => ({ ...box(200, 10, 300, 40), key: `k${i}` }));
    expect(placeLabels(beside, low).size).toBeLessThan(8);
    expect(placeLabels(beside, low).size).toBeGreaterThan(0);
  });

  test('that are lit take the place of others where there is no other', () => {
    const narrow = { width: 90, height: 24 };
    const [own, other] = [
      { ...box(0, 5, 80, 24), key: 'own' },
      { ...box(0, 8, 70, 24), key: 'other', id: 'char2' as const },
    ];
    const chips = placeLabels([own, other], narrow);
    expect([...chips.keys()]).toEqual(['other']);
    const { lit, covered } = placeHighlightedLabels([own], narrow, chips);
    expect([...lit.keys()]).toEqual(['own']);
    expect([...covered]).toEqual(['other']);
  });

  test('are those of the boxes that are seen, the smallest first', () => {
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

describe('the chip of somebody who is lit out of sight', () => {
  const towardsOf = (...at: [number, number, number, number]): number | null | undefined =>
    placeHighlightedLabels([box(...at)], STAGE, new Map()).lit.get('char1-0')?.towards;
  const degrees = (...at: [number, number, number, number]): number =>
    Math.round(((towardsOf(...at) ?? Number.NaN) * 180) / Math.PI);

  test('stands at the edge that is nearest to the box, and points there', () => {
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

  test('is an ordinary one as soon as something of the box is seen', () => {
    expect(towardsOf(590, 150, 1000, 190)).toBeNull();
    expect(towardsOf(0, 150, 1, 190)).toBeNull();
    expect(towardsOf(599, 150, 1000, 190)).not.toBeNull();
  });
});

test('what is the matter with a box is said beside its ID', () => {
  const whole = box(100, 80, 200, 300);
  expect(labelOf(whole, STAGE).says).toBe('char1');
  expect(labelOf({ ...whole, clamped: true }, STAGE).says).toBe('char1 · partly outside');
  expect(labelOf({ ...whole, clamped: true, empty: true }, STAGE).says).toBe('char1 · no area');
  expect(labelOf({ ...whole, clamped: true }, STAGE).width).toBeGreaterThan(labelOf(whole, STAGE).width);
});
