import { describe, expect, test } from 'vitest';
import type { PictureResult } from '../../src/inference/index.ts';
import type { Session } from '../../src/session/index.ts';
import { createTestSession, fileOf, readNamedPicture, startRun, watch } from '../helpers/session.ts';
import { showFrames, watchUrls } from './urls.ts';
import { until } from '../helpers/until.ts';

const namesOn = (session: Session): string[] => session.page.getState().frames.map(({ name }) => name);

function idOf(session: Session, name: string): string {
  const frame = session.page.getState().frames.find((one) => one.name === name);
  if (!frame) throw new Error(`No frame ${name}`);
  return frame.id;
}

async function sessionWith(...names: string[]): Promise<Session> {
  const { session } = createTestSession();
  await session.frames.add(names.map(fileOf));
  return session;
}

describe('adding', () => {
  test('sorts the files of one drop by number and puts them behind the existing frames', async () => {
    const session = await sessionWith('z.png');
    await session.frames.add(['frame-10.png', 'frame-2.png', 'Frame-1.png'].map(fileOf));
    expect(namesOn(session)).toEqual(['z.png', 'Frame-1.png', 'frame-2.png', 'frame-10.png']);
  });

  test('stores the size to send and the size of the file', async () => {
    const session = await sessionWith('a.png');
    const [frame] = session.page.getState().frames;
    expect(frame).toMatchObject({ width: 952, height: 532, originalWidth: 960, originalHeight: 540 });
    // The first line of `printf 'bytes of a.png' | sha256sum`.
    const hash = '6f2cddb69be9ccb0bbed6ac63e8c3fe990b03b4ae91e541019bb4f060400f613';
    expect(frame).toMatchObject({ picture: hash, sent: hash });
  });

  test('rejects a file that is no picture, with its reason, and keeps the others', async () => {
    const session = await sessionWith('a.png', 'notes.txt', 'b.png', 'more.txt');
    expect(namesOn(session)).toEqual(['a.png', 'b.png']);
    expect(session.page.getState().fileFailures).toEqual([
      { name: 'more.txt', sentence: '“more.txt” is not a picture.' },
      { name: 'notes.txt', sentence: '“notes.txt” is not a picture.' },
    ]);
    await session.frames.add([fileOf('c.png')]);
    expect(session.page.getState().fileFailures).toEqual([]);
  });

  test('keeps rejections until the user dismisses them', async () => {
    const session = await sessionWith('notes.txt');
    session.frames.dismissRejections();
    expect(session.page.getState()).toMatchObject({ frames: [], fileFailures: [] });
  });

  test('reads files one at a time, also those of a second drop, and counts them', async () => {
    const open: { readonly name: string; readonly done: () => void }[] = [];
    const { session } = createTestSession({
      readPicture: async (file, name) =>
        new Promise<PictureResult>((resolve) => {
          open.push({ name, done: () => resolve(readNamedPicture(file, name)) });
        }),
    });
    const counts = watch(session.page);
    const first = session.frames.add([fileOf('1.png'), fileOf('2.txt')]);
    const second = session.frames.add([fileOf('0.png')]);
    for (const [i, name] of ['1.png', '2.txt', '0.png'].entries()) {
      // oxlint-disable-next-line no-await-in-loop -- one file after the other
      await until(() => open.length === i + 1);
      expect(open[i]?.name).toBe(name);
      expect(session.page.getState().adding).toEqual({ done: i, total: 3 });
      open[i]?.done();
    }
    await Promise.all([first, second]);
    expect(namesOn(session)).toEqual(['1.png', '0.png']);
    expect(session.page.getState()).toMatchObject({ adding: null, fileFailures: [{ name: '2.txt' }] });
    expect(counts).toHaveLength(5);
  });

  test('no files changes nothing', async () => {
    const { session } = createTestSession();
    const states = watch(session.page);
    await session.frames.add([]);
    expect(states).toEqual([]);
  });

  test('clears the problem of the last start', async () => {
    const { session } = createTestSession();
    await session.generate();
    await session.frames.add([fileOf('a.png')]);
    expect(session.page.getState().startFailure).toBeNull();
  });

  test('only files that are no pictures keeps the demo’s frames', async () => {
    const { session, model } = createTestSession();
    const playing = session.playDemo();
    await model.call(1);
    await session.frames.add([fileOf('notes.txt')]);
    expect(namesOn(session)).toEqual(['demo-1.png', 'demo-2.png']);
    session.stop();
    await playing;
  });
});

describe('order', () => {
  test.each([
    ['a.png', 2, ['b.png', 'c.png', 'a.png']],
    ['c.png', 0, ['c.png', 'a.png', 'b.png']],
    ['a.png', 1, ['b.png', 'a.png', 'c.png']],
    ['b.png', 1, ['a.png', 'b.png', 'c.png']],
  ])('%s moves to position %i', async (name, to, expected) => {
    const session = await sessionWith('a.png', 'b.png', 'c.png');
    session.frames.move(idOf(session, name), to);
    expect(namesOn(session)).toEqual(expected);
  });

  test('does not change for a frame that was removed', async () => {
    const session = await sessionWith('a.png', 'b.png');
    const states = watch(session.page);
    session.frames.move('frame-0', 1);
    expect(states).toEqual([]);
  });

  test('loses a removed frame, and then all', async () => {
    const session = await sessionWith('a.png', 'b.png', 'c.png');
    session.frames.remove(idOf(session, 'b.png'));
    expect(namesOn(session)).toEqual(['a.png', 'c.png']);
    session.frames.remove(idOf(session, 'c.png'));
    session.frames.remove(idOf(session, 'a.png'));
    expect(namesOn(session)).toEqual([]);
  });
});

describe('the URL of a frame', () => {
  const { made, revoked } = watchUrls();

  test('is revoked when the frame is removed, and not before', async () => {
    const session = showFrames(await sessionWith('a.png', 'b.png'));
    session.frames.move(idOf(session, 'a.png'), 1);
    expect(revoked).toEqual([]);
    session.frames.remove(idOf(session, 'a.png'));
    expect(revoked).toEqual(made.slice(0, 1));
    session.frames.remove(idOf(session, 'b.png'));
    expect(revoked).toEqual(made);
  });

  test('is kept as long as a run shows the frame', async () => {
    const { session, model, call, generating } = await startRun({}, ['a.png', 'b.png']);
    showFrames(session);
    await call.end();
    await generating;
    session.frames.remove(idOf(session, 'a.png'));
    expect(revoked).toEqual([]);
    const again = session.generate();
    await model.call(2);
    expect(revoked).toEqual(made.slice(0, 1));
    session.frames.remove(idOf(session, 'b.png'));
    expect(revoked).toEqual(made.slice(0, 1));
    session.open({ name: 'a', text: 'Other words' });
    expect(revoked).toEqual(made);
    await again;
  });

  test('is revoked with the frame of an opened output', async () => {
    const session = showFrames(await sessionWith('a.png', 'b.png'));
    session.open({ name: 'a', text: 'Words' });
    session.frames.remove(idOf(session, 'b.png'));
    expect(revoked).toEqual(made.slice(1));
  });

  test('of the demo is revoked once the demo is played again', async () => {
    const { session, model } = createTestSession();
    showFrames(session);
    const playing = session.playDemo();
    await model.call(1);
    expect(made).toHaveLength(2);
    await session.frames.add([fileOf('a.png')]);
    expect(revoked).toEqual([]);
    await playing;
    const again = session.playDemo();
    await model.call(2);
    expect(revoked).toEqual(made.slice(0, 2));
    session.stop();
    await again;
  });
});
