import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fittingSize,
  identitiesOf,
  placeBox,
  readBox,
  readBoxes,
  sayFault,
  placementIn,
  toFrame,
  toStage,
} from '../../src/grounding/index.ts';
import { readBoxCell } from '../../src/grounding/read-box.ts';
import type { Box, Fault } from '../../src/grounding/index.ts';
import { boxesIn, readInAnyCut, reportsIn } from '../helpers/any-cut.ts';

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

test('a box up to a tenth outside the frame is cut off without a flag', () => {
  const size = { width: 500, height: 200 };
  expect(placeBox(model(0, 0, 549, 219), size, size)).toMatchObject({
    clamped: false,
    trimmed: true,
    box: { x2: 500 },
  });
  expect(placeBox(model(0, 0, 551, 100), size, size)).toMatchObject({ clamped: true, trimmed: false });
  expect(placeBox(model(0, 0, 501, 201), size, size)).toMatchObject({ clamped: false, trimmed: false });
});

test('a dialect brings its own units, whatever the units of the others are', () => {
  const size = { width: 500, height: 200 };
  const whole = { x1: 0, y1: 0, x2: 500, y2: 200 };
  for (const written of [
    '<loc_0><loc_0><loc_999><loc_999>',
    '<|det|>[[0,0,999,999]]<|/det|>',
    '<loc0000><loc0000><loc1024><loc1024>',
    '<|box_start|>(0,0),(1000,1000)<|box_end|>',
    '<box>[[0,0,1000,1000]]</box>',
  ])
    expect(placeBox(readBox(written) as Box<'model'>, size, size).box).toMatchObject(whole);
  const yFirst = readBox('{"box_2d": [100, 0, 200, 1000]}') as Box<'model'>;
  expect(placeBox(yFirst, size, size).box).toMatchObject({ x1: 0, y1: 20, x2: 500, y2: 40 });
  expect(placeBox(readBox('{"bbox_2d": [0,0,500,200]}') as Box<'model'>, size, size).box).toMatchObject(whole);
  const thousand = { width: 1000, height: 1000, yFirst: true };
  expect(placeBox(model(100, 0, 200, 1000), thousand, size).box).toMatchObject({ x1: 0, y1: 20, x2: 500, y2: 40 });
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

describe('a box', () => {
  test.each([
    '1,2,3,4',
    '1 2 3 4',
    '[1, 2, 3, 4]',
    '[[1,2,3,4]]',
    '[[1,2],[3,4]]',
    'top-left (1, 2), bottom-right (3, 4)',
    String.raw`\[1, 2, 3, 4\]`,
    '$[1, 2, 3, 4]$',
    '(1,2),(3,4)',
    '(1, 2) to (3, 4)',
    '(1,2)-(3,4)',
    'x1=1, y1=2, x2=3, y2=4',
    'xmin: 1, ymin: 2, xmax: 3, ymax: 4',
    'left: 1, top: 2, right: 3, bottom: 4',
    'x: 1, y: 2, width: 2, height: 2',
    '1 , 2 , 3 , 4 (approx.)',
    'approximately [1, 2, 3, 4]',
    'bbox: [1,2,3,4]',
    '[1px, 2px, 3px, 4px]',
    '１，２，３，４',
    '（1，2，3，4）',
    '<box>[[1, 2, 3, 4]]</box>',
    '<box>(1,2),(3,4)</box>',
    '<|box_start|>(1,2),(3,4)<|box_end|>',
    '<|object_ref_start|>the 2nd man<|object_ref_end|><|box_start|>(1,2),(3,4)<|box_end|>',
    '<|begin_of_box|>[[1,2,3,4]]<|end_of_box|>',
    '<|begin_of_box|>1,2,3,4<|end_of_box|>',
    '<|ref|>a man<|/ref|><|det|>[[1, 2, 3, 4]]<|/det|>',
    '<loc_1><loc_2><loc_3><loc_4>',
    '<loc0001><loc0002><loc0003><loc0004>',
    '{"bbox_2d": [1, 2, 3, 4]}',
    '{"bbox_2d": [1, 2, 3, 4], "label": "char1"}',
    '{"x1": 1, "y1": 2, "x2": 3, "y2": 4}',
    '<|loc_1|><|loc_2|><|loc_3|><|loc_4|>',
    '<bin_1><bin_2><bin_3><bin_4>',
    '<p>a man</p><box>[[1, 2, 3, 4]]</box>',
    '<bounding_box>1, 2, 3, 4</bounding_box>',
    '<quad>(1,2),(3,2),(3,4),(1,4)</quad>',
    '<|quad_start|>(1,2),(3,2),(3,4),(1,4)<|quad_end|>',
    '【1，2，3，4】',
    '[1、2、3、4]',
    '+1,+2,+3,+4',
    '1,2 - 3,4',
    'left 1, top 2, right 3, bottom 4',
  ])('%s is read', (written) => {
    expect(readBoxes(written)).toMatchObject([{ x1: 1, y1: 2, x2: 3, y2: 4 }]);
  });

  test.each([
    '1,2,3',
    '1,2,3,4,5',
    '[1,[2,3,4]]',
    '[[1,2,3],[4]]',
    '1,2,3,4,5,6,7,8',
    '1e3,NaN,Infinity,-0',
    '1,2,3,4.5.6',
    `1,2,3,4${'9'.repeat(300)}`,
    '1,2,3,99999999',
    `1,2,3,${'1'.repeat(41)}`,
    '<loc_1><loc_2><loc_3>',
    'at 10:30 with 2 of 4 men',
    '4 men, 3 boats, 2 dogs and 1 bird',
    'char1, 2, 3, 4',
    '1-2-3-4',
    '',
  ])('%s is none', (written) => {
    expect(readBoxes(written)).toEqual([]);
  });

  test.each([
    '[1,2,3,4], [5,6,7,8]',
    '[[1,2,3,4],[5,6,7,8]]',
    '1,2,3,4; 5,6,7,8',
    '1,2,3,4<br>5,6,7,8',
    '1,2,3,4 / 5,6,7,8',
    '1,2,3,4 & 5,6,7,8',
    '[1,2,3,4]、[5,6,7,8]',
    'x1=1,y1=2,x2=3,y2=4; x1=5,y1=6,x2=7,y2=8',
    '(1,2),(3,4) and (5,6),(7,8)',
    '<box>[[1,2,3,4],[5,6,7,8]]</box>',
    '<|box_start|>(1,2),(3,4)<|box_end|><|box_start|>(5,6),(7,8)<|box_end|>',
    '<loc_1><loc_2><loc_3><loc_4>boat<loc_5><loc_6><loc_7><loc_8>',
    '[{"bbox_2d": [1,2,3,4]}, {"bbox_2d": [5,6,7,8]}]',
  ])('%s is two', (written) => {
    expect(readBoxes(written)).toMatchObject([
      { x1: 1, y1: 2, x2: 3, y2: 4 },
      { x1: 5, y1: 6, x2: 7, y2: 8 },
    ]);
  });

  test.each([
    'person: [1, 2, 3, 4]',
    '[1, 2, 3, 4] (visible)',
    '[1, 2, 3, 4] conf 0.98',
    '[1, 2, 3, 4] – partly hidden',
    '[1, 2, 3, 4, "person"]',
    'xyxy: [1, 2, 3, 4]',
    'np.array([1, 2, 3, 4])',
    'tensor([1., 2., 3., 4.])',
    '```json {"bbox_2d": [1, 2, 3, 4]} ```',
    'xywh: [1, 2, 2, 2]',
  ])('%s is read among its words in the column of the boxes only', (written) => {
    expect(readBoxCell(written)).toMatchObject([{ x1: 1, y1: 2, x2: 3, y2: 4 }]);
    expect(readBoxes(written)).toEqual([]);
  });

  test.each([
    'formation [4, 4, 2]',
    '(1) [1, 2, 3, 4]',
    'cxcywh: [1, 2, 2, 2]',
    'x, y, w, h: [1,2,3]',
    'a, [1,2,3,4,5]',
  ])('%s is no box, even in their column', (written) => {
    expect(readBoxCell(written)).toEqual([]);
  });

  test('has the dialect it is written in, unless its numbers are written alone', () => {
    expect(readBox('1,2,3,4')).toEqual(model(1, 2, 3, 4));
    expect(readBox('<loc_1><loc_2><loc_3><loc_4>')?.dialect).toBe('loc_');
    expect(readBox('<|det|>[[1,2,3,4]]<|/det|>')?.dialect).toBe('det');
  });

  test('that is long takes time in proportion to its length', () => {
    expect(readBoxes('[1,'.repeat(100_000))).toEqual([]);
    expect(readBoxes('1, '.repeat(300))).toEqual([]);
  });
});

test('the pipes of a token are no borders of cells, and only a bad box is lost', () => {
  const doc = readInAnyCut(`<think>
## Image 1
| Object ID | Description | Bounding Box |
|---|---|---|
| obj1 | A skiff | <|det|>[[807, 84, 932, 630]]<|/det|> |
| obj2 | A buoy | 10,20,30,4${'9'.repeat(400)} |
| obj3 | Two oars | [1,2,3,4], [5,6,7,8] |
| obj4 | A net | [245,[234,543,542]] |
</think>
`);
  expect(boxesIn(doc)).toEqual(['image 1 obj1: 807,84,932,630', 'image 1 obj3: 1,2,3,4']);
  expect(reportsIn(doc)).toEqual(['unreadable-box', 'unreadable-box']);
  expect(
    identitiesOf(doc)
      .of('obj3')
      .map(({ box }) => box.x1),
  ).toEqual([1, 5]);
  expect(sayFault(doc.faults[0] as Fault).length).toBeLessThan(200);
});

test('the size of a missing frame is the smallest that contains every box', () => {
  expect(fittingSize([model(0, 0, 574, 239), model(10, 20, 30, 40)])).toEqual({ width: 575, height: 240 });
  expect(fittingSize([])).toEqual({ width: 960, height: 540 });
  expect(fittingSize([model(0, 0, 999, 9)])).toEqual({ width: 1000, height: 250 });
});

test('a box is converted to the stage, and back', () => {
  const box = { space: 'frame', x1: 10, y1: 20, x2: 30, y2: 40 } as const;
  const placement = { scale: 0.5, x: 100, y: -5 };
  const at = { space: 'stage', x1: 105, y1: 5, x2: 115, y2: 15 } as const;
  expect(toStage(box, placement)).toEqual(at);
  expect(toFrame(at, placement)).toEqual(box);
});

test.each([
  ['contain', { x1: 20, y1: 0, x2: 80, y2: 60 }],
  ['cover', { x1: 0, y1: -20, x2: 100, y2: 80 }],
] as const)('a square area is in the middle of a wide room: %s', (fit, expected) => {
  const area = { space: 'frame', x1: 300, y1: 100, x2: 500, y2: 300 } as const;
  expect(toStage(area, placementIn(area, { width: 100, height: 60 }, fit))).toMatchObject(expected);
});
