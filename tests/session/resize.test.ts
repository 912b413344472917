import { describe, expect, test } from 'vitest';
import type { PictureResult } from '../../src/inference/index.ts';
import { urlOf } from '../../src/session/index.ts';
import type { Session, Frame } from '../../src/session/index.ts';
import { createTestSession, fileOf, readingOf, readNamedPicture, sessionWithRun } from '../helpers/session.ts';
import type { TestSession } from '../helpers/session.ts';
import { showFrames, watchUrls } from './urls.ts';
import { until } from '../helpers/until.ts';

const SMALL = { maxPixels: 200_704 };
/** The size of a picture of 960 by 540 pixels within these limits. */
const small = { width: 588, height: 336 };
const usual = { width: 952, height: 532 };

const framesOn = (session: Session): readonly Frame[] => session.page.getState().frames;
const sizesOn = (session: Session): unknown[] => framesOn(session).map(({ width, height }) => ({ width, height }));

/** Resolves when all pictures have the size of the settings. */
async function ready({ frames }: Session): Promise<void> {
  await frames.ready();
  expect(frames.ready()).toBeNull();
}

async function sessionWith(...names: string[]): Promise<TestSession> {
  const made = createTestSession();
  showFrames(made.session);
  await made.session.frames.add(names.map(fileOf));
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
      await until(() => names.length >= count);
    },
  };
}

const { made, revoked } = watchUrls();

describe('frames that get a new size to send', () => {
  test('are encoded again and keep their id and position', async () => {
    const { session } = await sessionWith('a.png', 'b.png');
    const before = framesOn(session);
    expect(sizesOn(session)).toEqual([usual, usual]);
    session.set(SMALL);
    await ready(session);
    expect(sizesOn(session)).toEqual([small, small]);
    for (const [i, frame] of framesOn(session).entries()) {
      const { id, name, file, originalWidth, originalHeight } = before[i]!;
      expect(frame).toMatchObject({ id, name, originalWidth, originalHeight });
      expect(frame.file).toBe(file);
      expect(frame.blob).not.toBe(before[i]?.blob);
    }
    expect(revoked).toEqual(made.slice(0, 2));
    expect(framesOn(session).map(urlOf)).toEqual(made.slice(2));
  });

  test('are encoded again for a model with another patch side', async () => {
    const { session } = await sessionWith('a.png');
    session.chooseRecipe('Any vision-language model');
    await ready(session);
    expect(sizesOn(session)).toEqual([{ width: 960, height: 544 }]);
  });

  test('are left alone if their size stays the same', async () => {
    const { session } = await sessionWith('a.png');
    const before = framesOn(session);
    session.set({ maxPixels: 2_000_000 });
    session.set({ prompt: 'Another.' });
    await ready(session);
    expect(framesOn(session)).toBe(before);
    expect(made).toHaveLength(1);
  });

  test('stay as they were if their files cannot be read any more', async () => {
    let gone = false;
    const { session } = createTestSession({
      readPicture: async (file, name, scale) =>
        gone ? { ok: false, problem: 'broken', sentence: 'Gone.' } : readNamedPicture(file, name, scale),
    });
    await session.frames.add([fileOf('a.png')]);
    const before = framesOn(session);
    gone = true;
    session.set(SMALL);
    await ready(session);
    expect(framesOn(session)).toBe(before);
  });

  test('stay as they were in the run that they were sent for', async () => {
    const { session } = await sessionWithRun('Once.', { type: 'finished' }, {}, ['a.png', 'b.png']);
    const [first] = readingOf(session).frames;
    session.set(SMALL);
    await ready(session);
    expect(readingOf(session).frames).toMatchObject([usual, usual]);
    expect(readingOf(session).frames[0]).toBe(first);
    expect(sizesOn(session)).toEqual([small, small]);
    expect(revoked).toEqual([]);
    session.open({ name: 'x', text: 'Other words.' });
    session.showPrevious();
    expect(readingOf(session).frames[0]).toBe(first);
    expect(revoked).toEqual([]);
  });

  test('change in an opened output', async () => {
    const { session } = await sessionWith('a.png');
    session.open({ name: 'x', text: 'Words.' });
    session.set(SMALL);
    await ready(session);
    expect(readingOf(session).frames).toBe(framesOn(session));
    expect(readingOf(session).frames).toMatchObject([small]);
    expect(revoked).toEqual(made.slice(0, 1));
  });

  test('have the last requested size after many changes', async () => {
    const slow = slowly();
    const { session } = createTestSession({ readPicture: slow.readPicture });
    const adding = session.frames.add([fileOf('a.png'), fileOf('b.png')]);
    await slow.begun(1);
    session.set(SMALL);
    slow.next();
    await slow.begun(2);
    session.set({ maxPixels: 100_352 });
    session.set(SMALL);
    slow.next();
    await adding;
    await slow.begun(3);
    slow.next();
    await ready(session);
    expect(sizesOn(session)).toEqual([small, small]);
    // Only a picture that was read too large is read again.
    expect(slow.names).toEqual(['a.png', 'b.png', 'a.png']);
  });

  test('and are removed meanwhile leave no URL behind', async () => {
    const slow = slowly();
    const { session } = createTestSession({ readPicture: slow.readPicture });
    showFrames(session);
    const adding = session.frames.add([fileOf('a.png')]);
    await slow.begun(1);
    slow.next();
    await adding;
    session.set(SMALL);
    await slow.begun(2);
    session.frames.remove(framesOn(session)[0]?.id ?? '');
    slow.next();
    await ready(session);
    expect(framesOn(session)).toEqual([]);
    expect(revoked.toSorted()).toEqual(made.toSorted());
  });

  test('of the demo are encoded again once they are used for the user’s own request', async () => {
    const { session, model } = createTestSession();
    session.set(SMALL);
    const playing = session.playDemo();
    await (await model.call(1)).end();
    await playing;
    const generating = session.generate();
    await model.call(2);
    expect(readingOf(session).frames).toMatchObject([small, small]);
    session.stop();
    await generating;
  });
});

describe('Generate', () => {
  test('waits for pictures that are being read', async () => {
    const slow = slowly();
    const { session, model } = createTestSession({ readPicture: slow.readPicture });
    const adding = session.frames.add([fileOf('a.png'), fileOf('b.png')]);
    await slow.begun(1);
    const generating = session.generate();
    slow.next();
    await slow.begun(2);
    expect(session.page.getState()).toMatchObject({ run: null, startFailure: null });
    slow.next();
    await adding;
    const { request } = await model.call(1);
    expect(request.pictures).toHaveLength(2);
    session.stop();
    await generating;
  });

  test('waits for pictures that are being resized', async () => {
    const { session, model } = await sessionWith('a.png', 'b.png');
    session.set(SMALL);
    const generating = session.generate();
    expect(session.page.getState().run).toBeNull();
    const { request } = await model.call(1);
    expect(request.pictures).toEqual(['a.png', 'b.png'].map((name) => `data:image/png;of=bytes of ${name} at 588x336`));
    session.stop();
    await generating;
  });

  test('sends one request if it is pressed twice while it waits', async () => {
    const { session, model } = await sessionWith('a.png');
    session.set(SMALL);
    const first = session.generate();
    const second = session.generate();
    await first;
    await model.call(1);
    expect(model.calls).toHaveLength(1);
    session.stop();
    await second;
  });

  test('stops waiting when an output is opened', async () => {
    const { session, model } = await sessionWith('a.png');
    session.set(SMALL);
    const generating = session.generate();
    session.open({ name: 'x', text: 'Words.' });
    await generating;
    expect(model.calls).toEqual([]);
    expect(readingOf(session).source).toBe('imported');
  });

  test('starts at once if nothing is pending', async () => {
    const { session, model } = await sessionWith('a.png');
    const generating = session.generate();
    expect(readingOf(session).progress?.status).toBe('preparing');
    await model.call(1);
    session.stop();
    await generating;
  });
});

test('Regenerate sends the same bytes after the size to send has changed', async () => {
  const { session, model } = await sessionWithRun('Once. And', { type: 'length' }, {}, ['a.png', 'b.png']);
  session.set(SMALL);
  const going = session.continue();
  const call = await model.call(2);
  expect(call.request.pictures).toEqual(model.calls[0]?.request.pictures);
  await call.end();
  await going;
  const again = session.regenerate();
  const third = await model.call(3);
  expect(third.request.pictures).toEqual(model.calls[0]?.request.pictures);
  await third.end();
  await again;
});
