import { describe, expect, test, vi } from 'vitest';
import type { PictureResult } from '../../src/inference/index.ts';
import { urlOf } from '../../src/session/index.ts';
import type { Desk, Frame } from '../../src/session/index.ts';
import { createTestDesk, fileOf, readingOf, readNamedPicture, deskWithRun } from '../helpers/desk.ts';
import type { TestDesk } from '../helpers/desk.ts';
import { showFrames, watchUrls } from './urls.ts';

const SMALL = { maxPixels: 200_704 };
/** The size of a picture of 960 by 540 pixels within these limits. */
const small = { width: 588, height: 336 };
const usual = { width: 952, height: 532 };

const framesOn = (desk: Desk): readonly Frame[] => desk.session.getState().frames;
const sizesOn = (desk: Desk): unknown[] => framesOn(desk).map(({ width, height }) => ({ width, height }));

/** Resolves when all pictures have the size of the settings. */
async function ready({ frames }: Desk): Promise<void> {
  await frames.ready();
  expect(frames.ready()).toBeNull();
}

async function deskWith(...names: string[]): Promise<TestDesk> {
  const made = createTestDesk();
  showFrames(made.desk);
  await made.desk.frames.add(names.map(fileOf));
  return made;
}

/** Pictures that are read when the test says so. */
function slowly(): {
  readonly readPicture: typeof readNamedPicture;
  readonly names: readonly string[];
  readonly next: () => void;
  /** Resolves when this many pictures are being read or have been read. */
  readonly begun: (count: number) => Promise<void>;
} {
  const names: string[] = [];
  const open: (() => void)[] = [];
  return {
    names,
    readPicture: async (file, name, scale) => {
      names.push(name);
      return new Promise<PictureResult>((resolve) => {
        open.push(() => resolve(readNamedPicture(file, name, scale)));
      });
    },
    next: () => open.shift()?.(),
    async begun(count) {
      await vi.waitUntil(() => names.length >= count, { interval: 0 });
    },
  };
}

const { made, revoked } = watchUrls();

describe('frames that get a new size to send', () => {
  test('are encoded again and keep their id and position', async () => {
    const { desk } = await deskWith('a.png', 'b.png');
    const before = framesOn(desk);
    expect(sizesOn(desk)).toEqual([usual, usual]);
    desk.set(SMALL);
    await ready(desk);
    expect(sizesOn(desk)).toEqual([small, small]);
    for (const [i, frame] of framesOn(desk).entries()) {
      const { id, name, file, originalWidth, originalHeight } = before[i]!;
      expect(frame).toMatchObject({ id, name, originalWidth, originalHeight });
      expect(frame.file).toBe(file);
      expect(frame.blob).not.toBe(before[i]?.blob);
    }
    expect(revoked).toEqual(made.slice(0, 2));
    expect(framesOn(desk).map(urlOf)).toEqual(made.slice(2));
  });

  test('are encoded again for a model with another patch side', async () => {
    const { desk } = await deskWith('a.png');
    desk.chooseRecipe('Any vision-language model');
    await ready(desk);
    expect(sizesOn(desk)).toEqual([{ width: 960, height: 544 }]);
  });

  test('are left alone if their size stays the same', async () => {
    const { desk } = await deskWith('a.png');
    const before = framesOn(desk);
    desk.set({ maxPixels: 2_000_000 });
    desk.set({ prompt: 'Another.' });
    await ready(desk);
    expect(framesOn(desk)).toBe(before);
    expect(made).toHaveLength(1);
  });

  test('stay as they were if their files cannot be read any more', async () => {
    let gone = false;
    const { desk } = createTestDesk({
      readPicture: async (file, name, scale) =>
        gone ? { ok: false, problem: 'broken', sentence: 'Gone.' } : readNamedPicture(file, name, scale),
    });
    await desk.frames.add([fileOf('a.png')]);
    const before = framesOn(desk);
    gone = true;
    desk.set(SMALL);
    await ready(desk);
    expect(framesOn(desk)).toBe(before);
  });

  test('stay as they were in the run that they were sent for', async () => {
    const { desk } = await deskWithRun('Once.', { type: 'finished' }, {}, ['a.png', 'b.png']);
    const [first] = readingOf(desk).frames;
    desk.set(SMALL);
    await ready(desk);
    expect(readingOf(desk).frames).toMatchObject([usual, usual]);
    expect(readingOf(desk).frames[0]).toBe(first);
    expect(sizesOn(desk)).toEqual([small, small]);
    expect(revoked).toEqual([]);
    desk.open({ name: 'x', text: 'Other words.' });
    desk.showPrevious();
    expect(readingOf(desk).frames[0]).toBe(first);
    expect(revoked).toEqual([]);
  });

  test('change in an opened output', async () => {
    const { desk } = await deskWith('a.png');
    desk.open({ name: 'x', text: 'Words.' });
    desk.set(SMALL);
    await ready(desk);
    expect(readingOf(desk).frames).toBe(framesOn(desk));
    expect(readingOf(desk).frames).toMatchObject([small]);
    expect(revoked).toEqual(made.slice(0, 1));
  });

  test('have the last requested size after many changes', async () => {
    const slow = slowly();
    const { desk } = createTestDesk({ readPicture: slow.readPicture });
    const adding = desk.frames.add([fileOf('a.png'), fileOf('b.png')]);
    await slow.begun(1);
    desk.set(SMALL);
    slow.next();
    await slow.begun(2);
    desk.set({ maxPixels: 100_352 });
    desk.set(SMALL);
    slow.next();
    await adding;
    await slow.begun(3);
    slow.next();
    await ready(desk);
    expect(sizesOn(desk)).toEqual([small, small]);
    // Only a picture that was read too large is read again.
    expect(slow.names).toEqual(['a.png', 'b.png', 'a.png']);
  });

  test('and are removed meanwhile leave no URL behind', async () => {
    const slow = slowly();
    const { desk } = createTestDesk({ readPicture: slow.readPicture });
    showFrames(desk);
    const adding = desk.frames.add([fileOf('a.png')]);
    await slow.begun(1);
    slow.next();
    await adding;
    desk.set(SMALL);
    await slow.begun(2);
    desk.frames.remove(framesOn(desk)[0]?.id ?? '');
    slow.next();
    await ready(desk);
    expect(framesOn(desk)).toEqual([]);
    expect(revoked.toSorted()).toEqual(made.toSorted());
  });

  test('of the demo are encoded again once they are used for the user’s own request', async () => {
    const { desk, model } = createTestDesk();
    desk.set(SMALL);
    const playing = desk.playDemo();
    await (await model.call(1)).end();
    await playing;
    const generating = desk.generate();
    await model.call(2);
    expect(readingOf(desk).frames).toMatchObject([small, small]);
    desk.stop();
    await generating;
  });
});

describe('Generate', () => {
  test('waits for pictures that are being read', async () => {
    const slow = slowly();
    const { desk, model } = createTestDesk({ readPicture: slow.readPicture });
    const adding = desk.frames.add([fileOf('a.png'), fileOf('b.png')]);
    await slow.begun(1);
    const generating = desk.generate();
    slow.next();
    await slow.begun(2);
    expect(desk.session.getState()).toMatchObject({ run: null, startFailure: null });
    slow.next();
    await adding;
    const { request } = await model.call(1);
    expect(request.pictures).toHaveLength(2);
    desk.stop();
    await generating;
  });

  test('waits for pictures that are being resized', async () => {
    const { desk, model } = await deskWith('a.png', 'b.png');
    desk.set(SMALL);
    const generating = desk.generate();
    expect(desk.session.getState().run).toBeNull();
    const { request } = await model.call(1);
    expect(request.pictures).toEqual(['a.png', 'b.png'].map((name) => `data:image/png;of=bytes of ${name} at 588x336`));
    desk.stop();
    await generating;
  });

  test('sends one request if it is pressed twice while it waits', async () => {
    const { desk, model } = await deskWith('a.png');
    desk.set(SMALL);
    const first = desk.generate();
    const second = desk.generate();
    await first;
    await model.call(1);
    expect(model.calls).toHaveLength(1);
    desk.stop();
    await second;
  });

  test('stops waiting when an output is opened', async () => {
    const { desk, model } = await deskWith('a.png');
    desk.set(SMALL);
    const generating = desk.generate();
    desk.open({ name: 'x', text: 'Words.' });
    await generating;
    expect(model.calls).toEqual([]);
    expect(readingOf(desk).source).toBe('imported');
  });

  test('starts at once if nothing is pending', async () => {
    const { desk, model } = await deskWith('a.png');
    const generating = desk.generate();
    expect(readingOf(desk).progress?.status).toBe('preparing');
    await model.call(1);
    desk.stop();
    await generating;
  });
});

test('Regenerate sends the same bytes after the size to send has changed', async () => {
  const { desk, model } = await deskWithRun('Once. And', { type: 'length' }, {}, ['a.png', 'b.png']);
  desk.set(SMALL);
  const going = desk.continue();
  const call = await model.call(2);
  expect(call.request.pictures).toEqual(model.calls[0]?.request.pictures);
  await call.end();
  await going;
  const again = desk.regenerate();
  const third = await model.call(3);
  expect(third.request.pictures).toEqual(model.calls[0]?.request.pictures);
  await third.end();
  await again;
});
