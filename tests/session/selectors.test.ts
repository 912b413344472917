import { describe, expect, test } from 'vitest';
import { emptyDocument, parseAll } from '../../src/grounding/index.ts';
import type { FrameNo, GroundedDocument } from '../../src/grounding/index.ts';
import {
  firstFrame,
  frameCount,
  isRunning,
  liveFrame,
  measureOf,
  numberOf,
  pictureOf,
  sceneOf,
  urlOf,
} from '../../src/session/index.ts';
import type { Frame, ShownRun, Scene, PageState } from '../../src/session/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { createTestSession } from '../helpers/session.ts';
import { frameOf, runWith } from './examples.ts';

const no = (frame: number): FrameNo => frame as FrameNo;
const after = (mark: string): GroundedDocument => parseAll(harbour.slice(0, harbour.indexOf(mark) + mark.length));

const frame: Frame = { ...frameOf(960, 540), id: 'frame-1', name: 'a.png' };

function readingOf(doc: GroundedDocument, change: Partial<ShownRun> = {}): ShownRun {
  const nothing = {
    title: null,
    sizes: [],
    switches: [],
    frames: [],
    completion: '',
    units: { plain: 'sent' },
    progress: null,
  } as const;
  return { id: 'r', source: 'model', ...nothing, doc, ...change };
}

describe('the frame that the model is writing about', () => {
  test.each([
    ['<think>', null],
    ['## Image 1', 1],
    ['## Image 3', 3],
    ['</think>', 3],
    ['<gdi image1>', 1],
    ['<gdi image3>', 3],
  ])('after “%s” is %s', (mark, expected) => {
    expect(liveFrame(after(mark))).toBe(expected);
  });

  test('stays the same in text between frames', () => {
    expect(liveFrame(parseAll('<gdi image2>One.</gdi>\nAnd then, outside of all,'))).toBe(2);
  });
});

describe('the first frame', () => {
  test.each([
    ['Some words. <gdi image4>Four.</gdi><gdi image2>Two.</gdi>', 4],
    ['## Image 6\n', 6],
    ['Words.', 1],
    ['', 1],
  ])('of %j is %i', (text, expected) => {
    expect(firstFrame(parseAll(text))).toBe(expected);
  });
});

describe('the number of frames', () => {
  const state = (run: ShownRun | null, frames: readonly Frame[] = []): PageState => ({ run, frames }) as PageState;

  test('is that of the frames on the page if there is no run', () => {
    expect(frameCount(state(null, [frame, frame]))).toBe(2);
  });

  test('is that of the frames that were sent, not of those on the page now', () => {
    expect(frameCount(state(readingOf(emptyDocument, { frames: [frame, frame] }), [frame]))).toBe(2);
  });

  test.each([
    ['## Image 5\n', 5],
    ['<gdi image7>Seven.</gdi>', 7],
    ['Words.', 1],
  ])('is at least as high as in %j', (text, expected) => {
    expect(frameCount(state(readingOf(parseAll(text), { frames: [frame] })))).toBe(expected);
  });
});

describe('the picture of a frame', () => {
  const scene = (change: Partial<Scene> = {}): Scene => {
    const { analyses, entities } = parseAll(harbour);
    const measure = { units: { plain: 'sent' }, source: 'model', patchSide: 28, serverLimit: null } as const;
    return {
      ...measure,
      frames: [frame],
      analyses,
      entities,
      count: 3,
      added: [],
      sizes: [],
      colouring: 'identity',
      ...change,
    };
  };
  const sent = { width: 952, height: 532 };

  test('shows the sent picture and measures boxes in the run’s units', () => {
    const picture = { url: urlOf(frame), name: 'a.png', shown: sent };
    expect(pictureOf(scene(), no(1))).toEqual({ ...picture, measured: sent });
    const original = { width: 960, height: 540 };
    expect(pictureOf(scene({ units: { plain: 'original' } }), no(1))).toEqual({ ...picture, measured: original });
    const thousand = { width: 1000, height: 1000 };
    expect(pictureOf(scene({ units: { plain: 'thousand' } }), no(1))).toEqual({ ...picture, measured: thousand });
  });

  test('that is missing has the size that the output names', () => {
    const size = { width: 644, height: 476 };
    const named = scene({ units: { plain: 'original' }, source: 'imported', frames: [], sizes: [size] });
    expect(pictureOf(named, no(1))).toEqual({ url: null, name: null, shown: size, measured: size });
  });

  test.each(['sent', 'original', 'resized'] as const)(
    'that is missing is large enough for the boxes of all frames, in units “%s”',
    (units) => {
      const size = { width: 481, height: 311 };
      const unseen = { url: null, name: null, shown: size, measured: size };
      expect(pictureOf(scene({ units: { plain: units }, source: 'imported', frames: [] }), no(1))).toEqual(unseen);
      expect(pictureOf(scene({ units: { plain: units } }), no(2))).toEqual(unseen);
    },
  );

  test('that is missing has a usual size if boxes are shares or if there are no boxes', () => {
    const shown = { width: 960, height: 540 };
    expect(pictureOf(scene({ units: { plain: 'thousand' } }), no(2))).toMatchObject({
      shown,
      measured: { width: 1000, height: 1000 },
    });
    expect(pictureOf(scene({ units: { plain: 'unit' } }), no(2))).toMatchObject({
      shown,
      measured: { width: 1, height: 1 },
    });
    expect(pictureOf(scene({ frames: [], analyses: [] }), no(1))).toMatchObject({ shown, measured: shown });
  });
});

describe('the measure of boxes', () => {
  test('uses the run’s units, or the sent pictures without a run', () => {
    const sent = { units: { plain: 'sent' }, source: 'model', patchSide: 28, serverLimit: null };
    expect(measureOf(null)).toEqual(sent);
    expect(measureOf(readingOf(emptyDocument, { source: 'imported', units: { plain: 'unit' } }))).toEqual({
      ...sent,
      source: 'imported',
      units: { plain: 'unit' },
    });
    expect(measureOf(readingOf(emptyDocument, { progress: runWith({ request: { patchSide: 32 } }) })).patchSide).toBe(
      32,
    );
  });

  test('contains the server’s limit only in `resized` units', () => {
    // 952 by 532 pixels are 646 tokens. With at most 200,704 pixels the picture has 588 by 308, or 21 by 11 tokens.
    const progress = runWith({ promptTokens: 13 + 231 + 2, request: { systemPrompt: '', prompt: '' } });
    const run = readingOf(emptyDocument, { frames: [frame], progress });
    expect(measureOf(run).serverLimit).toBeNull();
    expect(measureOf({ ...run, units: { plain: 'resized' } }).serverLimit).toBe(200_704);
  });
});

test('the scene is that of the run, or of the frames on the page without a run', () => {
  const before = createTestSession().session.page.getState();
  expect(sceneOf({ ...before, frames: [frame] })).toEqual({
    frames: [frame],
    sizes: [],
    colouring: 'identity',
    source: 'model',
    units: { plain: 'sent' },
    patchSide: 28,
    serverLimit: null,
    analyses: [],
    entities: [],
    count: 1,
    added: [],
  });
  const doc = parseAll(harbour);
  const run = readingOf(doc, { source: 'imported', units: { plain: 'original' } });
  const scene = sceneOf({ ...before, frames: [frame], run });
  expect(scene).toMatchObject({ source: 'imported', units: { plain: 'original' } });
  expect(scene.frames).toBe(run.frames);
  expect(scene.analyses).toBe(doc.analyses);
  expect(scene.entities).toBe(doc.entities);
});

test('a frame that was added after the story has a number after all frames of the story', () => {
  const before = createTestSession().session.page.getState();
  const later = { ...frame, id: 'frame-later' };
  const run = readingOf(parseAll('<gdi image3>Far.</gdi>'), { frames: [frame] });
  const state = { ...before, frames: [later, frame], run };
  expect(numberOf(state, frame)).toBe(1);
  expect(numberOf(state, later)).toBe(4);
  expect(pictureOf(sceneOf(state), no(4)).name).toBe(later.name);
  expect(pictureOf(sceneOf(state), no(3)).url).toBeNull();
  expect(sceneOf(state).added).toBe(sceneOf(state).added);
});

test('`isRunning` is true until the run has ended', () => {
  const run = (status: string): ShownRun => readingOf(emptyDocument, { progress: { status } as never });
  expect([null, readingOf(emptyDocument)].map(isRunning)).toEqual([false, false]);
  const statuses = ['preparing', 'connecting', 'queued', 'streaming', 'explaining'];
  for (const status of statuses) expect(isRunning(run(status))).toBe(true);
  expect(isRunning(run('ended'))).toBe(false);
});
