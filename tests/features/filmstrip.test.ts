import { describe, expect, test } from 'vitest';
import { boxOutline } from '../../src/features/frames/boxOutlines.ts';
import { progressOf, sayTile } from '../../src/features/frames/progress.ts';
import type { Progress } from '../../src/features/frames/progress.ts';
import { stepTo } from '../../src/features/frames/tileKeys.ts';
import { createParser, emptyDocument, reduce } from '../../src/grounding/index.ts';
import type { Box, FrameNo, GroundedDocument } from '../../src/grounding/index.ts';
import { harbour } from '../fixtures/harbour.ts';

/** What has arrived so far means this; nothing says yet that it is all. */
function soFar(text: string): GroundedDocument {
  let doc = emptyDocument;
  createParser((event) => {
    doc = reduce(doc, event);
  }).write(text);
  return doc;
}

/** The three frames of the harbour when its text has come to here. */
function at(words: string, isRunning: boolean): (Progress | null)[] {
  const doc = soFar(harbour.slice(0, harbour.indexOf(words)));
  return [1, 2, 3].map((frame) => progressOf(doc, isRunning, frame as FrameNo));
}

describe('how far the model has come with each frame', () => {
  test('before its first word nothing is reached', () => {
    expect(at('<think>', true)).toEqual(['waiting', 'waiting', 'waiting']);
    expect(at('<think>', false)).toEqual([null, null, null]);
  });

  test('while it thinks, one is being analysed', () => {
    expect(at('| char2 | Tom | Boy running', true)).toEqual(['analysed', 'analysing', 'waiting']);
  });

  test('thinking of all images together, it analyses none', () => {
    expect(at('| Introduction', true)).toEqual(['analysed', 'analysed', 'analysed']);
  });

  test('while it tells, one is being told', () => {
    expect(at('lost sight', true)).toEqual(['written', 'writing', 'analysed']);
    expect(at('<gdi image2>', true)).toEqual(['written', 'analysed', 'analysed']);
  });

  test('what is stopped half-way is as far as it came', () => {
    expect(at('| char2 | Tom | Boy running', false)).toEqual(['analysed', 'analysed', null]);
    expect(at('lost sight', false)).toEqual(['written', 'written', 'analysed']);
  });

  test('a story without thinking goes from waiting to told', () => {
    const doc = soFar('<gdi image1>One.</gdi><gdi image2>Two');
    const progress = [1, 2, 3].map((frame) => progressOf(doc, true, frame as FrameNo));
    expect(progress).toEqual(['written', 'writing', 'waiting']);
  });

  test('is said in a line', () => {
    expect(sayTile(null, 0, false)).toBe('');
    expect(sayTile('waiting', 0, false)).toBe('Not reached yet');
    expect(sayTile('analysed', 1, false)).toBe('Analysed, 1 box');
    expect(sayTile('written', 6, true)).toBe('Written, 6 boxes, held');
  });
});

describe('where a box lies on a thumbnail of 112 by 63', () => {
  const box = (x1: number, y1: number, x2: number, y2: number): Box<'model'> => ({ ruler: 'model', x1, y1, x2, y2 });
  const square = { width: 560, height: 560, measuredWidth: 560, measuredHeight: 560 };
  const wide = { width: 1120, height: 630, measuredWidth: 1120, measuredHeight: 630 };

  test('that has the picture’s shape, it is the same box in small', () => {
    expect(boxOutline(box(100, 50, 300, 250), wide, 'cover')).toMatchObject({
      left: 10,
      top: 5,
      width: 20,
      height: 20,
    });
  });

  test('that a square picture covers, the picture is cut above and below', () => {
    // A fifth of the picture's size: 112 by 112, of which 24.5 pixels are cut at either end.
    expect(boxOutline(box(0, 140, 560, 420), square, 'cover')).toMatchObject({
      left: 0,
      top: 3.5,
      width: 112,
      height: 56,
    });
  });

  test('that contains all of a square sheet, the sheet stands in its middle', () => {
    expect(boxOutline(box(0, 0, 560, 560), square, 'contain')).toMatchObject({
      left: 24.5,
      top: 0,
      width: 63,
      height: 63,
    });
  });

  test('is asked of the ruler, and of what was cut or has no area', () => {
    const thousandths = { ...wide, measuredWidth: 1000, measuredHeight: 1000 };
    expect(boxOutline(box(500, 500, 1000, 1000), thousandths, 'cover')).toEqual({
      left: 56,
      top: 31.5,
      width: 56,
      height: 31.5,
      clamped: false,
      empty: false,
    });
    expect(boxOutline(box(900, 0, 1400, 100), wide, 'cover')).toMatchObject({ left: 90, width: 22, clamped: true });
    expect(boxOutline(box(70, 70, 70, 70), wide, 'cover')).toMatchObject({ left: 7, top: 7, empty: true });
  });
});

test('the keys of the strip lead to its tiles, and stop at its ends', () => {
  expect(stepTo('ArrowRight', 0, 3)).toBe(1);
  expect(stepTo('ArrowRight', 2, 3)).toBe(2);
  expect(stepTo('ArrowLeft', 2, 3)).toBe(1);
  expect(stepTo('ArrowLeft', 0, 3)).toBe(0);
  expect(stepTo('Home', 2, 3)).toBe(0);
  expect(stepTo('End', 0, 3)).toBe(2);
  expect(stepTo('ArrowDown', 1, 3)).toBeNull();
});
