import { describe, expect, test } from 'vitest';
import { boxOutline } from '../../src/features/frames/boxOutlines.ts';
import { progressOf, sayTile } from '../../src/features/frames/progress.ts';
import type { Progress } from '../../src/features/frames/progress.ts';
import { createParser, emptyDocument, reduce } from '../../src/grounding/index.ts';
import type { Box, FrameNo, GroundedDocument } from '../../src/grounding/index.ts';
import { harbour } from '../fixtures/harbour.ts';

/** The document of the text so far, which may go on. */
function soFar(text: string): GroundedDocument {
  let doc = emptyDocument;
  createParser((event) => {
    doc = reduce(doc, event);
  }).write(text);
  return doc;
}

/** The progress of the harbour's three frames when the text has reached this point. */
function at(words: string, isRunning: boolean): (Progress | null)[] {
  const doc = soFar(harbour.slice(0, harbour.indexOf(words)));
  return [1, 2, 3].map((frame) => progressOf(doc, isRunning, frame as FrameNo));
}

describe('the progress of each frame', () => {
  test('is “waiting” before the first text', () => {
    expect(at('<think>', true)).toEqual(['waiting', 'waiting', 'waiting']);
    expect(at('<think>', false)).toEqual([null, null, null]);
  });

  test('is “being analysed” for one frame while the model thinks', () => {
    expect(at('| char2 | Tom | Boy running', true)).toEqual(['analysed', 'analysing', 'waiting']);
  });

  test('is “being analysed” for no frame while the model thinks about all images together', () => {
    expect(at('| Introduction', true)).toEqual(['analysed', 'analysed', 'analysed']);
  });

  test('is “being written” for one frame while the model writes the story', () => {
    expect(at('lost sight', true)).toEqual(['written', 'writing', 'analysed']);
    expect(at('<gdi image2>', true)).toEqual(['written', 'analysed', 'analysed']);
  });

  test('stays as it was when the run is stopped', () => {
    expect(at('| char2 | Tom | Boy running', false)).toEqual(['analysed', 'analysed', null]);
    expect(at('lost sight', false)).toEqual(['written', 'written', 'analysed']);
  });

  test('goes from “waiting” to “written” in a story without thinking', () => {
    const doc = soFar('<gdi image1>One.</gdi><gdi image2>Two');
    const progress = [1, 2, 3].map((frame) => progressOf(doc, true, frame as FrameNo));
    expect(progress).toEqual(['written', 'writing', 'waiting']);
  });

  test('is shown as text', () => {
    expect(sayTile(null, 0, 0, false)).toBe('');
    expect(sayTile('waiting', 0, 0, false)).toBe('Not reached yet');
    expect(sayTile('analysed', 1, 1, false)).toBe('Analysed, 1 box, 1 finding');
    expect(sayTile('written', 6, 2, true)).toBe('Written, 6 boxes, 2 findings, held');
  });
});

describe('a box on a thumbnail of 112 by 63 pixels', () => {
  const box = (x1: number, y1: number, x2: number, y2: number): Box<'model'> => ({ space: 'model', x1, y1, x2, y2 });
  const square = { width: 560, height: 560, measuredWidth: 560, measuredHeight: 560 };
  const wide = { width: 1120, height: 630, measuredWidth: 1120, measuredHeight: 630 };

  test('is scaled if the picture has the same shape', () => {
    expect(boxOutline(box(100, 50, 300, 250), wide, 'cover')).toMatchObject({
      at: { x1: 10, y1: 5, x2: 30, y2: 25 },
    });
  });

  test('is shifted if a square picture covers the thumbnail', () => {
    // The picture is a fifth of its size: 112 by 112 pixels, of which 24.5 are cut at the top and at the bottom.
    expect(boxOutline(box(0, 140, 560, 420), square, 'cover')).toMatchObject({
      at: { x1: 0, y1: 3.5, x2: 112, y2: 59.5 },
    });
  });

  test('is centred if a square picture is contained in the thumbnail', () => {
    expect(boxOutline(box(0, 0, 560, 560), square, 'contain')).toMatchObject({
      at: { x1: 24.5, y1: 0, x2: 87.5, y2: 63 },
    });
  });

  test('depends on the box units, and is null if it is cut off or has no area', () => {
    const thousandths = { ...wide, measuredWidth: 1000, measuredHeight: 1000 };
    expect(boxOutline(box(500, 500, 1000, 1000), thousandths, 'cover')).toEqual({
      at: { space: 'stage', x1: 56, y1: 31.5, x2: 112, y2: 63 },
      clamped: false,
      empty: false,
    });
    expect(boxOutline(box(900, 0, 1400, 100), wide, 'cover')).toMatchObject({ at: { x1: 90, x2: 112 }, clamped: true });
    expect(boxOutline(box(70, 70, 70, 70), wide, 'cover')).toMatchObject({ at: { x1: 7, y1: 7 }, empty: true });
  });
});
