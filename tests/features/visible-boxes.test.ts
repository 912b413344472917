import { describe, expect, test } from 'vitest';
import { MIN_HIT_SIDE } from '../../src/features/stage/overlap.ts';
import { boxesIn, boxesOn, missingIn } from '../../src/features/stage/visibleBoxes.ts';
import type { VisibleBox } from '../../src/features/stage/visibleBoxes.ts';
import { parseAll } from '../../src/grounding/index.ts';
import type { EntityId, FrameNo } from '../../src/grounding/index.ts';
import type { FramePicture, Scene } from '../../src/session/index.ts';
import { harbour } from '../fixtures/harbour.ts';

const no = (frame: number): FrameNo => frame as FrameNo;

function sceneOf(text: string): Scene {
  const { analyses, entities } = parseAll(text);
  const measure = { units: { plain: 'original' }, source: 'imported', patchSide: 28, serverLimit: null } as const;
  return { ...measure, frames: [], analyses, entities, count: 0, added: [], sizes: [], colouring: 'identity' };
}

/** A picture shown at half the size in which its boxes are measured. */
const halved: FramePicture = {
  url: null,
  name: null,
  shown: { width: 480, height: 270 },
  measured: { width: 960, height: 540 },
};

/** The boxes of a frame on a stage that shows the frame from its corner. */
function boxesAt(scene: Scene, frame: FrameNo, picture: FramePicture, scale: number): readonly VisibleBox[] {
  return boxesOn(boxesIn(scene, frame, picture), picture.shown, { scale, x: 0, y: 0 });
}

const table = (...rows: string[]): string =>
  `## Image 1\n### Objects\n| Object ID | Description | Bounding Box |\n|---|---|---|\n${rows.map((row) => `| ${row} |\n`).join('')}`;

describe('the boxes on a stage', () => {
  test('are scaled from box units to screen pixels', () => {
    const [box] = boxesAt(sceneOf(table('obj1 | Kite | 100,60,300,160')), no(1), halved, 1.5);
    expect(box).toMatchObject({
      id: 'obj1',
      frame: 1,
      name: 'Kite',
      written: '100,60 to 300,160',
      at: { space: 'stage', x1: 75, y1: 45, x2: 225, y2: 120 },
      clamped: false,
      empty: false,
    });
  });

  test('are ordered with the smallest on top', () => {
    const boxes = boxesAt(sceneOf(harbour), no(1), halved, 1);
    expect(boxes.map(({ id }) => id)).toEqual(['char1', 'lm1', 'char2', 'obj1']);
    expect(new Set(boxes.map(({ key }) => key)).size).toBe(4);
  });

  test('of one entity have different keys', () => {
    const boxes = boxesAt(sceneOf(table('obj1 | Kite | 1,1,9,9', 'obj1 | Kite | 1,1,20,20')), no(1), halved, 1);
    expect(boxes.map(({ written }) => written)).toEqual(['1,1 to 20,20', '1,1 to 9,9']);
    expect(boxes[0]?.key).not.toBe(boxes[1]?.key);
  });

  test('are cut at the picture’s edge, or become marks if they have no area, and keep their original numbers', () => {
    const boxes = boxesAt(
      sceneOf(table('obj1 | Out | 900,500,1200,700', 'obj2 | Flat | 10,10,10,40', 'obj3 | Gone | 2000,20,2100,90')),
      no(1),
      halved,
      1,
    );
    expect(boxes.map(({ id, clamped, empty }) => [id, clamped, empty])).toEqual([
      ['obj1', true, false],
      ['obj2', false, true],
      ['obj3', true, true],
    ]);
    expect(boxes[0]).toMatchObject({ written: '900,500 to 1200,700', at: { x1: 450, y1: 250, x2: 480, y2: 270 } });
    // A mark at the edge is also fully visible.
    expect(boxes[2]?.at).toMatchObject({ x1: 480 - MIN_HIT_SIDE / 2, x2: 480 - MIN_HIT_SIDE / 2 });
  });

  test('have the hue of their identity in every frame', () => {
    const scene = sceneOf(harbour);
    const hueOf = (frame: number, id: EntityId): number | undefined =>
      boxesAt(scene, no(frame), halved, 1).find((box) => box.id === id)?.hue;
    expect(hueOf(1, 'char2')).toBe(hueOf(2, 'char2'));
    expect(hueOf(1, 'char1')).toBe(hueOf(3, 'char1'));
    expect(hueOf(1, 'char1')).not.toBe(hueOf(1, 'char2'));
  });

  test('are none in a frame without boxes', () => {
    expect(boxesAt(sceneOf(harbour), no(9), halved, 1)).toEqual([]);
  });
});

describe('the highlighted entities outside the frame', () => {
  const scene = sceneOf(harbour);

  test('are listed with the nearest frame that has a box of them', () => {
    const text = `${table('obj1 | Kite | 1,1,9,9')}${table('obj1 | Kite | 2,2,9,9').replace('Image 1', 'Image 5')}`;
    const nearest = (frame: number): number | undefined =>
      missingIn(sceneOf(text), no(frame), ['obj1'])[0]?.sighting?.frame;
    expect([2, 3, 4, 6].map(nearest)).toEqual([1, 1, 5, 5]);
  });

  test('are listed without a frame if no frame has a box', () => {
    expect(missingIn(scene, no(2), ['char1', 'bg1', 'char2'])).toMatchObject([
      { id: 'char1', name: 'Ines', sighting: { frame: 1 } },
      { id: 'bg1', name: 'bg1', sighting: null },
    ]);
  });

  test('are none if all are in the frame or no entity is highlighted', () => {
    expect(missingIn(scene, no(1), ['char1', 'char2', 'lm1'])).toEqual([]);
    expect(missingIn(scene, no(1), [])).toEqual([]);
  });
});

test('in an enlarged picture every box covers its part of the frame', () => {
  const boxes = boxesIn(sceneOf(harbour), no(1), halved);
  // Enlarged three times, with 100 pixels of the picture outside the stage at the left.
  const near = boxesOn(boxes, halved.shown, { scale: 3, x: -100, y: -50 });
  expect(near.map(({ key, at }) => [key, at.x1, at.y2])).toEqual(
    boxes.map(({ key, inFrame }) => [key, 3 * inFrame.x1 - 100, 3 * inFrame.y2 - 50]),
  );
  expect(near[0]?.at.space).toBe('stage');
});

test('the mark of a box without area is fully visible at every zoom', () => {
  const boxes = boxesIn(sceneOf(table('obj1 | Gone | 2000,20,2100,90')), no(1), halved);
  const [mark] = boxesOn(boxes, halved.shown, { scale: 5, x: -1000, y: 0 });
  expect(mark?.at.x1).toBe(480 * 5 - 1000 - MIN_HIT_SIDE / 2);
});
