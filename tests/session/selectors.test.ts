import { describe, expect, test } from 'vitest';
import { emptyDocument, parseAll } from '../../src/grounding/index.ts';
import type { FrameNo, GroundedDocument } from '../../src/grounding/index.ts';
import {
  createDesk,
  firstFrame,
  frameCount,
  isRunning,
  liveFrame,
  numberOf,
  pictureOf,
  sceneOf,
} from '../../src/session/index.ts';
import type { Frame, Reading, Scene, SessionState } from '../../src/session/index.ts';
import { harbour } from '../fixtures/harbour.ts';

const no = (frame: number): FrameNo => frame as FrameNo;
const after = (mark: string): GroundedDocument => parseAll(harbour.slice(0, harbour.indexOf(mark) + mark.length));

const frame: Frame = {
  id: 'frame-1',
  name: 'a.png',
  blob: new Blob(),
  url: 'blob:a',
  width: 952,
  height: 532,
  originalWidth: 960,
  originalHeight: 540,
};

function readingOf(document: GroundedDocument, change: Partial<Reading> = {}): Reading {
  return { id: 'r', source: 'run', title: null, frames: [], completion: '', document, run: null, ...change };
}

describe('the frame that the model is at', () => {
  test.each([
    ['<think>', null],
    ['## Image 1', 1],
    ['## Image 3', 3],
    ['</think>', 3],
    ['<gdi image1>', 1],
    ['<gdi image3>', 3],
  ])('after “%s” it is %s', (mark, expected) => {
    expect(liveFrame(after(mark))).toBe(expected);
  });

  test('is not lost in text between the frames', () => {
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

describe('how many frames there are', () => {
  const state = (reading: Reading | null, frames: readonly Frame[] = []): SessionState =>
    ({ reading, frames }) as SessionState;

  test('those in the tray, while nothing lies on the desk', () => {
    expect(frameCount(state(null, [frame, frame]))).toBe(2);
  });

  test('those that were sent, not those that are in the tray now', () => {
    expect(frameCount(state(readingOf(emptyDocument, { frames: [frame, frame] }), [frame]))).toBe(2);
  });

  test.each([
    ['## Image 5\n', 5],
    ['<gdi image7>Seven.</gdi>', 7],
    ['Words.', 1],
  ])('or as many as %j speaks of', (text, expected) => {
    expect(frameCount(state(readingOf(parseAll(text), { frames: [frame] })))).toBe(expected);
  });
});

describe('the picture of a frame', () => {
  const scene = (source: Scene['source'], frames: readonly Frame[] = [frame]): Scene => {
    const { analyses, entities } = parseAll(harbour);
    return { frames, source, analyses, entities, count: 3, added: [] };
  };
  const sent = { width: 952, height: 532 };

  test.each(['run', 'demo'] as const)('of a %s is measured as it was sent', (source) => {
    expect(pictureOf(scene(source), no(1))).toEqual({ url: 'blob:a', name: 'a.png', shown: sent, measured: sent });
  });

  test('of an output that was opened is measured in pixels of its file', () => {
    expect(pictureOf(scene('opened'), no(1))).toEqual({
      url: 'blob:a',
      name: 'a.png',
      shown: sent,
      measured: { width: 960, height: 540 },
    });
  });

  test('that nobody gave is as large as the boxes of all frames need', () => {
    const size = { width: 481, height: 311 };
    const unseen = { url: null, name: null, shown: size, measured: size };
    expect(pictureOf(scene('opened', []), no(1))).toEqual(unseen);
    expect(pictureOf(scene('run'), no(2))).toEqual(unseen);
  });

  test('of a scene without boxes has a usual size', () => {
    expect(
      pictureOf({ frames: [], source: 'opened', analyses: [], entities: [], count: 0, added: [] }, no(1)).shown,
    ).toEqual({
      width: 960,
      height: 540,
    });
  });
});

test('the scene is that of the reading, and of the tray where nothing is read', () => {
  const desk = createDesk({} as never);
  const before = desk.session.getState();
  expect(sceneOf({ ...before, frames: [frame] })).toEqual({
    frames: [frame],
    source: 'run',
    analyses: [],
    entities: [],
    count: 1,
    added: [],
  });
  const document = parseAll(harbour);
  const reading = readingOf(document, { source: 'opened' });
  const scene = sceneOf({ ...before, frames: [frame], reading });
  expect(scene.frames).toBe(reading.frames);
  expect(scene.analyses).toBe(document.analyses);
  expect(scene.entities).toBe(document.entities);
});

test('a frame that was added after the story has a number behind all that it tells of', () => {
  const before = createDesk({} as never).session.getState();
  const later = { ...frame, id: 'frame-later' };
  const reading = readingOf(parseAll('<gdi image3>Far.</gdi>'), { frames: [frame] });
  const state = { ...before, frames: [later, frame], reading };
  expect(numberOf(state, frame)).toBe(1);
  expect(numberOf(state, later)).toBe(4);
  expect(pictureOf(sceneOf(state), no(4)).name).toBe(later.name);
  expect(pictureOf(sceneOf(state), no(3)).url).toBeNull();
  expect(sceneOf(state).added).toBe(sceneOf(state).added);
});

test('a reading runs until its run has ended', () => {
  const run = (status: string): Reading => readingOf(emptyDocument, { run: { status } as never });
  expect([null, readingOf(emptyDocument)].map(isRunning)).toEqual([false, false]);
  const statuses = ['preparing', 'connecting', 'queued', 'streaming', 'ended'];
  expect(statuses.map((status) => isRunning(run(status)))).toEqual([true, true, true, true, false]);
});
