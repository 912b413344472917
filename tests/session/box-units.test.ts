import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAll, placeBox } from '../../src/grounding/index.ts';
import type { FrameAnalysis, FrameNo, Size } from '../../src/grounding/index.ts';
import {
  boxesOf,
  dialectsIn,
  measuredIn,
  measuredSize,
  unitsFor,
  unitsOf,
  withUnits,
} from '../../src/session/box-units.ts';
import type { Measure } from '../../src/session/box-units.ts';
import { suspectUnits } from '../../src/session/suspicion.ts';
import type { Suspicion } from '../../src/session/suspicion.ts';
import type { BoxUnits, Frame } from '../../src/session/index.ts';
import { frameOf } from './examples.ts';

const ALL_UNITS: readonly BoxUnits[] = ['sent', 'original', 'resized', 'thousand', 'unit', 'thousand-yx'];

const by = (units: BoxUnits, change: Partial<Omit<Measure, 'units'>> = {}): Measure => ({
  units: { plain: units },
  source: 'model',
  patchSide: 28,
  serverLimit: 602_112,
  ...change,
});

type Corners = readonly [x1: number, y1: number, x2: number, y2: number];

/** The analysis of the frames: for each frame a list of boxes, with corners in shares of the measured size. */
function analysed(boxes: readonly (readonly Corners[])[], sizes: readonly Size[]): FrameAnalysis[] {
  return boxes.map((ofFrame, i) => {
    const { width, height } = sizes[i] ?? { width: 1, height: 1 };
    const rows = ofFrame.map(([x1, y1, x2, y2]) => ({
      id: null,
      cells: [],
      cellEdges: [],
      boxCell: null,
      box: { space: 'model', x1: x1 * width, y1: y1 * height, x2: x2 * width, y2: y2 * height } as const,
      at: [0, 0] as const,
    }));
    return {
      frame: (i + 1) as FrameNo,
      tables: [{ kind: 'characters', columns: [], columnEdges: [], rows }],
      notes: [],
    };
  });
}

const times = (count: number, corners: Corners): readonly Corners[] => Array.from({ length: count }, () => corners);

/** Boxes in all parts of a picture. */
const everywhere: readonly Corners[] = [0.2, 0.4, 0.6, 0.8, 1].flatMap((x) =>
  [0.2, 0.4, 0.6, 0.8, 1].map((y) => [x - 0.18, y - 0.18, x, y] as const),
);

function suspectOf(frames: readonly Frame[], meant: Measure, read: Measure): ReturnType<typeof suspectUnits> {
  const sizes = frames.map((frame) => measuredSize(frame, meant));
  return suspectUnits(
    analysed(
      frames.map(() => everywhere),
      sizes,
    ),
    frames,
    read,
  );
}

describe('the measured size of a frame', () => {
  const frame = frameOf(4000, 3000);

  test.each([
    ['sent', { width: 1148, height: 840 }],
    ['original', { width: 4000, height: 3000 }],
    ['resized', { width: 896, height: 644 }],
    ['thousand', { width: 1000, height: 1000 }],
    ['unit', { width: 1, height: 1 }],
    ['thousand-yx', { width: 1000, height: 1000, yFirst: true }],
  ] as const)('by “%s”', (units, size) => {
    expect(measuredSize(frame, by(units))).toEqual(size);
  });

  test('in `resized` units equals the sent size if the server is not known to resize pictures', () => {
    expect(measuredSize(frame, by('resized', { serverLimit: null }))).toEqual({ width: 1148, height: 840 });
  });

  test('in `resized` units is computed from the original size for an opened output', () => {
    expect(measuredSize(frame, by('resized', { source: 'imported', serverLimit: null }))).toEqual({
      width: 4004,
      height: 2996,
    });
  });
});

describe('boxes read in other units than the model meant', () => {
  const large = frameOf(4000, 3000);
  const tall = frameOf(1080, 1920);

  const cases: [Frame, BoxUnits, BoxUnits, BoxUnits | null][] = [
    [large, 'original', 'sent', 'original'],
    [large, 'original', 'resized', 'original'],
    [large, 'original', 'thousand', 'original'],
    [large, 'original', 'unit', 'original'],
    [large, 'sent', 'resized', 'sent'],
    [large, 'sent', 'unit', 'sent'],
    [large, 'thousand', 'resized', 'thousand'],
    [large, 'unit', 'sent', 'unit'],
    [large, 'unit', 'original', 'unit'],
    [large, 'unit', 'resized', 'unit'],
    [large, 'unit', 'thousand', 'unit'],
    [tall, 'original', 'sent', 'original'],
    [tall, 'original', 'thousand', 'original'],
    [tall, 'sent', 'thousand', 'sent'],
    [tall, 'thousand', 'sent', 'thousand'],
    // The boxes fit, so no suggestion is possible.
    [large, 'sent', 'original', null],
    [large, 'resized', 'sent', null],
    // The boxes fit, but end at 1000 of 4000 pixels on both sides.
    [large, 'thousand', 'original', 'thousand'],
    [large, 'sent', 'sent', null],
  ];
  const named = cases.map(([frame, meant, read, expected]) => [frame.name, meant, read, expected, frame] as const);
  test.each(named)('in %s: meant as “%s”, read as “%s”, suggested: “%s”', (_, meant, read, expected, frame) => {
    expect(suspectOf([frame], by(meant), by(read))?.units ?? null).toBe(expected);
  });

  test('are counted', () => {
    expect(suspectOf([large], by('unit'), by('sent'))).toEqual({
      dialect: 'plain',
      units: 'unit',
      outside: 25,
      boxes: 25,
    });
    // The boxes beyond 896 or 644 pixels do not fit: the last of five columns, and the last two rows of the others.
    expect(suspectOf([large], by('thousand'), by('resized'))).toMatchObject({ outside: 13, boxes: 25 });
  });

  test('are detected on frames of different sizes', () => {
    const frames = [frameOf(640, 360), large, frameOf(300, 300), tall];
    expect(suspectOf(frames, by('original'), by('sent'))).toMatchObject({ units: 'original', boxes: 100 });
    expect(suspectOf(frames, by('sent'), by('resized'))).toMatchObject({ units: 'sent' });
    expect(suspectOf(frames, by('sent'), by('sent'))).toBeNull();
  });

  test('are not suggested as `sent` if nothing was sent', () => {
    const opened = { source: 'imported' } as const;
    expect(suspectOf([large], by('sent'), by('unit'))).toMatchObject({ units: 'sent' });
    expect(suspectOf([large], by('sent'), by('unit', opened))).toMatchObject({ units: 'original' });
    expect(new Set(unitsFor('plain', 'imported'))).toEqual(new Set(ALL_UNITS.slice(1)));
    expect(new Set(unitsFor('plain', 'model'))).toEqual(new Set(ALL_UNITS));
  });

  test('are detected although some boxes consist of one point', () => {
    const nowhere: readonly Corners[] = times(6, [0, 0, 0, 0]);
    const analyses = analysed([[...everywhere, ...nowhere]], [measuredSize(tall, by('original'))]);
    expect(suspectUnits(analyses, [tall], by('sent'))).toMatchObject({ units: 'original' });
  });
});

describe('thousandths on large pictures, where nothing is outside', () => {
  const photo = frameOf(3000, 2000);
  const boxes: readonly Corners[] = [
    [186, 168, 404, 861],
    [559, 252, 730, 903],
    [62, 693, 311, 966],
    [807, 84, 932, 630],
    [466, 189, 668, 882],
    [93, 630, 373, 924],
    [0, 630, 998, 998],
  ];
  const one = [{ width: 1, height: 1 }];

  test('are suspected from where the edges end', () => {
    expect(suspectUnits(analysed([boxes], one), [photo], by('original'))).toEqual({
      dialect: 'plain',
      units: 'thousand',
      outside: 7,
      boxes: 7,
      evidence: 'edges',
    });
  });

  test('are not suspected if one box ends beyond 1000, if none comes near it, or if there are few', () => {
    const found = [[...boxes, [100, 100, 1200, 700] as const], boxes.slice(0, 6), boxes.slice(4)].map((some) =>
      suspectUnits(analysed([some], one), [photo], by('original')),
    );
    expect(found).toEqual([null, null, null]);
  });
});

describe('thousandths with y first', () => {
  const text = (boxes: readonly string[]): FrameAnalysis[] => [
    ...parseAll(
      `## Image 1\n| Character ID | Bounding Box |\n|---|---|\n${boxes.map((box, i) => `| char${i + 1} | ${box} |\n`).join('')}`,
    ).analyses,
  ];
  const lying = ['100,200,800,300', '50,400,900,520', '200,600,950,700', '100,800,990,900'];
  const standing = ['200,100,300,800', '400,50,520,900', '600,200,700,950', '800,100,900,990'];
  const frame = frameOf(1000, 900);

  test('are suspected where they alone let the characters stand', () => {
    const suspicion = { dialect: 'plain', units: 'thousand-yx', outside: 4, boxes: 4, evidence: 'shape' };
    expect(suspectUnits(text(lying), [frame], by('thousand'))).toEqual(suspicion);
    expect(suspectUnits(text(standing), [frame], by('thousand-yx'))).toEqual({ ...suspicion, units: 'thousand' });
    expect(suspectUnits(text(lying), [frameOf(640, 480)], by('sent'))?.units).toBe('thousand-yx');
  });

  test('are not suspected otherwise', () => {
    expect(suspectUnits(text(standing), [frame], by('thousand'))).toBeNull();
    expect(suspectUnits(text([...lying.slice(0, 2), ...standing.slice(0, 2)]), [frame], by('thousand'))).toBeNull();
    expect(suspectUnits(text(lying.slice(0, 3)), [frame], by('thousand'))).toBeNull();
  });
});

describe('each dialect has units of its own', () => {
  const rowsOf = (...boxes: readonly string[]): string => boxes.map((box, i) => `| obj${i + 1} | ${box} |\n`).join('');
  const text = (...boxes: readonly string[]): readonly FrameAnalysis[] =>
    parseAll(`## Image 1\n| Object ID | Bounding Box |\n|---|---|\n${rowsOf(...boxes)}`).analyses;
  const frame = frameOf(640, 480);
  const inLoc = (box: string): string => box.replaceAll(/(\d+),?/g, '<loc_$1>');
  const pixels = ['10,20,300,400', '0,0,630,470', '320,100,600,300'];
  const thousandths = ['10,20,990,998', '500,500,998,900', '700,0,950,700'];

  test('and is suspected alone', () => {
    const both = text(...pixels, ...thousandths.map(inLoc));
    expect(dialectsIn(both)).toEqual(['plain', 'loc_']);
    expect(suspectUnits(both, [frame], by('original'))).toBeNull();
    expect(suspectUnits(both, [frame], by('original'), 'loc_')).toBeNull();
    const other = text(...thousandths, ...pixels.map((box) => `<|det|>[[${box}]]<|/det|>`));
    expect(suspectUnits(other, [frame], by('original'))).toMatchObject({ units: 'thousand', outside: 3, boxes: 3 });
    expect(suspectUnits(other, [frame], by('original'), 'det')).toBeNull();
  });

  test('and can be suspected to have others than it brings', () => {
    const large = text(
      ...['100,200,1800,1400', '0,0,1900,1000', '1200,900,1700,1300'].map((box) => `<box>[[${box}]]</box>`),
    );
    const suspicion = { dialect: 'box', units: 'original', outside: 3, boxes: 3 };
    expect(suspectUnits(large, [frameOf(1960, 1470)], by('original'), 'box')).toEqual(suspicion);
    expect(suspectUnits(large, [frameOf(1960, 1470)], by('original'))).toBeNull();
  });

  test('which it brings, unless the run has others', () => {
    const units = { plain: 'original', loc_: 'thousand' } as const;
    const all = ['plain', 'bbox_2d', 'loc_', 'det', 'box', 'box_2d'] as const;
    expect(all.map((dialect) => unitsOf(units, dialect))).toEqual([
      'original',
      'original',
      'thousand',
      'own',
      'thousand',
      'thousand-yx',
    ]);
    expect(measuredSize(frame, { ...by('original'), units }, 'det')).toEqual({ width: 999, height: 999 });
    expect(measuredSize(frame, { ...by('original'), units }, 'loc_')).toEqual({ width: 1000, height: 1000 });
  });

  test('which a change for another dialect does not change', () => {
    const changed = withUnits({ plain: 'sent' }, 'plain', 'thousand');
    expect(changed.plain).toBe('thousand');
    expect(unitsOf(changed, 'bbox_2d')).toBe('sent');
    expect(withUnits(changed, 'det', 'original')).toEqual({ ...changed, det: 'original' });
    expect(unitsFor('det', 'model')).toContain('own');
    expect(unitsFor('box', 'model')).not.toContain('own');
  });

  test('in which its boxes are placed', () => {
    const [analysis] = text(
      ...pixels.slice(0, 1),
      '<loc_0><loc_0><loc_320><loc_240>',
      '<|det|>[[0,0,999,999]]<|/det|>',
    );
    const measured = measuredIn({ plain: 'original', loc_: 'original' }, () => ({ width: 640, height: 480 }));
    const corners = boxesOf(analysis!).map((box) => placeBox(box, measured, { width: 64, height: 48 }).box);
    expect(corners).toMatchObject([
      { x1: 1, y1: 2, x2: 30, y2: 40 },
      { x1: 0, y1: 0, x2: 32, y2: 24 },
      { x1: 0, y1: 0, x2: 64, y2: 48 },
    ]);
  });
});

describe('no units are suggested', () => {
  // Random boxes may end near 1000 by chance, which is evidence for thousandths.
  const withoutEdges = (found: Suspicion | null): Suspicion | null => (found?.evidence === 'edges' ? null : found);
  const sizes = fc.record({ width: fc.integer({ min: 60, max: 5000 }), height: fc.integer({ min: 60, max: 5000 }) });
  const part = fc.double({ min: 0, max: 1, noNaN: true });
  // At least one corner is outside the fiftieth of the picture that counts as a speck.
  const corners = fc.tuple(part, part, fc.double({ min: 0.03, max: 1, noNaN: true }), part);
  const pictures = fc.array(fc.tuple(sizes, fc.array(corners, { maxLength: 12 })), { minLength: 1, maxLength: 8 });

  test('for boxes that fit, for all frames and units', () => {
    fc.assert(
      fc.property(
        pictures,
        fc.constantFrom(...ALL_UNITS),
        fc.option(fc.constant(200_704)),
        (given, units, serverLimit) => {
          const frames = given.map(([{ width, height }]) => frameOf(width, height));
          const measure = by(units, { serverLimit });
          const measured = frames.map((frame) => measuredSize(frame, measure));
          const analyses = analysed(
            given.map(([, boxes]) => boxes),
            measured,
          );
          expect(withoutEdges(suspectUnits(analyses, frames, measure))).toBeNull();
        },
      ),
      { numRuns: 300 },
    );
  });

  // In thousandths the ten small boxes would be specks, so the one box that ends at 1000 must not suggest thousandths.
  const SPECKS: [Size, Corners[]][] = [
    [{ width: 938, height: 967 }, [[0, 0.97, 0.998, 0]]],
    [{ width: 60, height: 1162 }, Array.from({ length: 10 }, (): Corners => [0, 0, 0.03, 0])],
  ];

  test('unless the boxes fit in them', () => {
    fc.assert(
      fc.property(pictures, fc.constantFrom(...ALL_UNITS), fc.constantFrom(...ALL_UNITS), (given, meant, read) => {
        const frames = given.map(([{ width, height }]) => frameOf(width, height));
        const measured = frames.map((frame) => measuredSize(frame, by(meant)));
        const analyses = analysed(
          given.map(([, boxes]) => boxes),
          measured,
        );
        const found = suspectUnits(analyses, frames, by(read));
        if (found === null) return;
        expect(found.units).not.toBe(read);
        if (found.units === 'own') throw new Error('plain numbers have no units of their own');
        expect(found.outside).toBeGreaterThan(0);
        expect(withoutEdges(suspectUnits(analyses, frames, by(found.units)))).toBeNull();
      }),
      { numRuns: 300, examples: [[SPECKS, 'sent', 'resized']] },
    );
  });

  const frame = frameOf(960, 540);
  // The box ends at 988 by 556 pixels in a picture of 960 by 540. In thousandths it would fit.
  const outside: Corners = [0.1, 0.1, 1.03, 1.03];
  const inside: Corners = [0.1, 0.1, 0.9, 0.9];
  const few: [string, readonly Corners[]][] = [
    ['two boxes', [outside, outside]],
    ['a mistake now and then', [outside, outside, outside, ...times(12, inside)]],
    ['boxes that fit in no units', times(9, [0.1, 0.1, 90, 90])],
    ['a last pixel that is counted as one more', times(9, [0.1, 0.1, 961 / 960, 541 / 540])],
    ['corners in the other order', times(9, [0.9, 0.9, 0.1, 0.1])],
    ['no boxes', []],
  ];
  test.each(few)('for %s', (_, boxes) => {
    const size = { width: 960, height: 540 };
    expect(suspectUnits(analysed([boxes], [size]), [frame], by('original'))).toBeNull();
  });

  test('before enough boxes do not fit', () => {
    const size = { width: 960, height: 540 };
    const read = (slips: number): unknown =>
      suspectUnits(analysed([[...times(slips, outside), ...times(12, inside)]], [size]), [frame], by('original'));
    expect(read(3)).toBeNull();
    expect(read(4)).toEqual({ dialect: 'plain', units: 'thousand', outside: 4, boxes: 16 });
  });

  test('for frames without pictures', () => {
    const analyses = analysed([everywhere, everywhere], [{ width: 3000, height: 3000 }]);
    expect(suspectUnits(analyses, [], by('thousand'))).toBeNull();
  });
});
