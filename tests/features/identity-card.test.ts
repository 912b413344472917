import { describe, expect, test } from 'vitest';
import { detailsOf, changesIn, periodsOf, sayFrames } from '../../src/features/identities/details.ts';
import { cropOf, tileSize } from '../../src/features/identities/crop.ts';
import type { Box } from '../../src/grounding/index.ts';
import { placeBox, placementIn, parseAll, toStage, wholeFrame } from '../../src/grounding/index.ts';
import { harbour } from '../fixtures/harbour.ts';

describe('the description of an entity in the tables', () => {
  test('is found by the headings, frame by frame', () => {
    expect(detailsOf(parseAll(harbour).analyses, 'char1')).toEqual([
      {
        frame: 1,
        name: 'Ines',
        description: 'Woman in a yellow coat',
        traits: [
          { heading: 'Emotions', text: 'Hopeful' },
          { heading: 'Actions', text: 'Waits' },
        ],
      },
      {
        frame: 3,
        name: 'Ines',
        description: 'Woman with a kite',
        traits: [
          { heading: 'Emotions', text: 'Glad' },
          { heading: 'Actions', text: 'Holds the kite' },
        ],
      },
    ]);
  });

  test('of an object contains its function and its interaction', () => {
    expect(detailsOf(parseAll(harbour).analyses, 'obj1')).toMatchObject([
      {
        name: null,
        description: 'Red kite',
        traits: [
          { heading: 'Function', text: 'Toy' },
          { heading: 'Interaction', text: 'Held by char2' },
        ],
      },
    ]);
  });

  test('is found in every order of columns, and without the emphasis', () => {
    const text =
      '## Image 2\n### Characters\n| Emotion | **Name** | Character ID | description |\n|---|---|---|---|\n| Sad | **Tom** | char2 |  |\n';
    expect(detailsOf(parseAll(text).analyses, 'char2')).toEqual([
      { frame: 2, name: 'Tom', description: null, traits: [{ heading: 'Emotion', text: 'Sad' }] },
    ]);
  });

  test('is empty if no table contains the entity', () => {
    expect(detailsOf(parseAll(harbour).analyses, 'bg1')).toEqual([]);
  });
});

test('a description that several images repeat is shown once, with all its images', () => {
  const row = (frame: number, name: string): string =>
    `## Image ${frame}\n| Character ID | Name |\n|---|---|\n| char1 | ${name} |\n`;
  const text = row(1, 'Ines') + row(2, 'Ines') + row(4, 'Ines') + row(5, 'Inez') + row(6, 'Ines');
  const periods = periodsOf(detailsOf(parseAll(text).analyses, 'char1'));
  expect(periods.map(({ details, frames }) => [sayFrames(frames), details.name])).toEqual([
    ['1–2, 4', 'Ines'],
    ['5', 'Inez'],
    ['6', 'Ines'],
  ]);
});

describe('the changed words of a description', () => {
  const marked = (text: string, before: string | null): string =>
    changesIn(text, before)
      .map((piece) => (piece.changed ? `[${piece.text}]` : piece.text))
      .join('');

  test('are the words that the previous text does not contain', () => {
    expect(marked('Woman in a belted red coat', 'Young woman in a red coat and scarf')).toBe(
      'Woman in a [belted] red coat',
    );
    expect(marked('Old keeper, seated', 'Old man')).toBe('Old [keeper, seated]');
  });

  test('are none the first time, and none if only order, case and punctuation differ', () => {
    expect(marked('A red coat', null)).toBe('A red coat');
    expect(marked('Coat, red.', 'red coat')).toBe('Coat, red.');
  });

  test('include the second copy of a word that occurred once before', () => {
    expect(marked('a boat by a boat', 'a boat by the sea')).toBe('a boat by [a boat]');
  });

  test('are all words if no word is left over, and the text stays unchanged', () => {
    expect(marked('Dog — wet', 'A man')).toBe('[Dog — wet]');
    const text = '— one  two, ‘three’ ';
    expect(
      changesIn(text.trim(), 'two')
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text.trim());
  });
});

describe('the crop of a frame for a box', () => {
  const frame = { width: 1000, height: 500 };
  const crop = (x1: number, y1: number, x2: number, y2: number): ReturnType<typeof cropOf> =>
    cropOf(placeBox({ space: 'model', x1, y1, x2, y2 }, frame, frame), frame);

  test('has a margin around the box', () => {
    expect(crop(400, 200, 500, 300)).toEqual({ space: 'frame', x1: 388, y1: 188, x2: 512, y2: 312 });
  });

  test('stays inside the frame', () => {
    expect(crop(0, 0, 100, 100)).toMatchObject({ x1: 0, y1: 0 });
    expect(crop(0, 0, 1000, 500)).toEqual(wholeFrame(frame));
    expect(crop(900, 400, 1000, 500).x2).toBe(1000);
  });

  test('of a flat or tall box shows more around it', () => {
    const aspect = ({ x1, y1, x2, y2 }: Box<'frame'>): number => (x2 - x1) / (y2 - y1);
    expect(aspect(crop(200, 240, 600, 260))).toBeCloseTo(1.7);
    expect(aspect(crop(500, 50, 510, 450))).toBeCloseTo(0.6);
  });

  test('of a box without area still has an area', () => {
    expect(crop(500, 250, 500, 250)).toEqual({ space: 'frame', x1: 460, y1: 210, x2: 540, y2: 290 });
  });

  test('fills its tile, and a very wide frame without a picture is in the middle of it', () => {
    const tall = crop(500, 50, 510, 450);
    const size = tileSize(tall);
    const seen = toStage(tall, placementIn(tall, size));
    expect(seen.x2).toBeCloseTo(size.width);
    expect(seen.y2).toBeCloseTo(88);
    const strip = wholeFrame({ width: 4000, height: 1000 });
    expect(tileSize(strip)).toEqual({ width: 220, height: 88 });
    expect(toStage(strip, placementIn(strip, tileSize(strip)))).toMatchObject({ x1: 0, y1: 16.5, x2: 220, y2: 71.5 });
  });
});
