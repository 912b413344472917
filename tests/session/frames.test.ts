import { describe, expect, test, vi } from 'vitest';
import type { PictureResult } from '../../src/inference/index.ts';
import type { Desk } from '../../src/session/index.ts';
import { createTestDesk, fileOf, readNamedPicture, startRun, watch } from '../helpers/desk.ts';
import { showFrames, watchUrls } from './urls.ts';

const namesOn = (desk: Desk): string[] => desk.session.getState().frames.map(({ name }) => name);

function idOf(desk: Desk, name: string): string {
  const frame = desk.session.getState().frames.find((one) => one.name === name);
  if (!frame) throw new Error(`No frame ${name}`);
  return frame.id;
}

async function deskWith(...names: string[]): Promise<Desk> {
  const { desk } = createTestDesk();
  await desk.frames.add(names.map(fileOf));
  return desk;
}

describe('adding', () => {
  test('sorts the files of one drop by number and puts them behind the existing frames', async () => {
    const desk = await deskWith('z.png');
    await desk.frames.add(['frame-10.png', 'frame-2.png', 'Frame-1.png'].map(fileOf));
    expect(namesOn(desk)).toEqual(['z.png', 'Frame-1.png', 'frame-2.png', 'frame-10.png']);
  });

  test('stores the size to send and the size of the file', async () => {
    const desk = await deskWith('a.png');
    const [frame] = desk.session.getState().frames;
    expect(frame).toMatchObject({ width: 952, height: 532, originalWidth: 960, originalHeight: 540 });
    // The first line of `printf 'bytes of a.png' | sha256sum`.
    const hash = '6f2cddb69be9ccb0bbed6ac63e8c3fe990b03b4ae91e541019bb4f060400f613';
    expect(frame).toMatchObject({ picture: hash, sent: hash });
  });

  test('rejects a file that is no picture, with its reason, and keeps the others', async () => {
    const desk = await deskWith('a.png', 'notes.txt', 'b.png', 'more.txt');
    expect(namesOn(desk)).toEqual(['a.png', 'b.png']);
    expect(desk.session.getState().fileFailures).toEqual([
      { name: 'more.txt', sentence: '“more.txt” is not a picture.' },
      { name: 'notes.txt', sentence: '“notes.txt” is not a picture.' },
    ]);
    await desk.frames.add([fileOf('c.png')]);
    expect(desk.session.getState().fileFailures).toEqual([]);
  });

  test('keeps rejections until the user dismisses them', async () => {
    const desk = await deskWith('notes.txt');
    desk.frames.dismissRejections();
    expect(desk.session.getState()).toMatchObject({ frames: [], fileFailures: [] });
  });

  test('reads files one at a time, also those of a second drop, and counts them', async () => {
    const open: { readonly name: string; readonly done: () => void }[] = [];
    const { desk } = createTestDesk({
      readPicture: async (file, name) =>
        new Promise<PictureResult>((resolve) => {
          open.push({ name, done: () => resolve(readNamedPicture(file, name)) });
        }),
    });
    const counts = watch(desk.session);
    const first = desk.frames.add([fileOf('1.png'), fileOf('2.txt')]);
    const second = desk.frames.add([fileOf('0.png')]);
    for (const [i, name] of ['1.png', '2.txt', '0.png'].entries()) {
      // oxlint-disable-next-line no-await-in-loop -- one file after the other
      await vi.waitUntil(() => open.length === i + 1, { interval: 0 });
      expect(open[i]?.name).toBe(name);
      expect(desk.session.getState().adding).toEqual({ done: i, total: 3 });
      open[i]?.done();
    }
    await Promise.all([first, second]);
    expect(namesOn(desk)).toEqual(['1.png', '0.png']);
    expect(desk.session.getState()).toMatchObject({ adding: null, fileFailures: [{ name: '2.txt' }] });
    expect(counts).toHaveLength(5);
  });

  test('no files changes nothing', async () => {
    const { desk } = createTestDesk();
    const states = watch(desk.session);
    await desk.frames.add([]);
    expect(states).toEqual([]);
  });

  test('clears the problem of the last start', async () => {
    const { desk } = createTestDesk();
    await desk.generate();
    await desk.frames.add([fileOf('a.png')]);
    expect(desk.session.getState().startFailure).toBeNull();
  });

  test('only files that are no pictures keeps the demo’s frames', async () => {
    const { desk, model } = createTestDesk();
    const playing = desk.playDemo();
    await model.call(1);
    await desk.frames.add([fileOf('notes.txt')]);
    expect(namesOn(desk)).toEqual(['demo-1.png', 'demo-2.png']);
    desk.stop();
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
    const desk = await deskWith('a.png', 'b.png', 'c.png');
    desk.frames.move(idOf(desk, name), to);
    expect(namesOn(desk)).toEqual(expected);
  });

  test('does not change for a frame that was removed', async () => {
    const desk = await deskWith('a.png', 'b.png');
    const states = watch(desk.session);
    desk.frames.move('frame-0', 1);
    expect(states).toEqual([]);
  });

  test('loses a removed frame, and then all', async () => {
    const desk = await deskWith('a.png', 'b.png', 'c.png');
    desk.frames.remove(idOf(desk, 'b.png'));
    expect(namesOn(desk)).toEqual(['a.png', 'c.png']);
    desk.frames.remove(idOf(desk, 'c.png'));
    desk.frames.remove(idOf(desk, 'a.png'));
    expect(namesOn(desk)).toEqual([]);
  });
});

describe('the URL of a frame', () => {
  const { made, revoked } = watchUrls();

  test('is revoked when the frame is removed, and not before', async () => {
    const desk = showFrames(await deskWith('a.png', 'b.png'));
    desk.frames.move(idOf(desk, 'a.png'), 1);
    expect(revoked).toEqual([]);
    desk.frames.remove(idOf(desk, 'a.png'));
    expect(revoked).toEqual(made.slice(0, 1));
    desk.frames.remove(idOf(desk, 'b.png'));
    expect(revoked).toEqual(made);
  });

  test('is kept as long as a run shows the frame', async () => {
    const { desk, model, call, generating } = await startRun({}, ['a.png', 'b.png']);
    showFrames(desk);
    await call.end();
    await generating;
    desk.frames.remove(idOf(desk, 'a.png'));
    expect(revoked).toEqual([]);
    const again = desk.generate();
    await model.call(2);
    expect(revoked).toEqual(made.slice(0, 1));
    desk.frames.remove(idOf(desk, 'b.png'));
    expect(revoked).toEqual(made.slice(0, 1));
    desk.open({ name: 'a', text: 'Other words' });
    expect(revoked).toEqual(made);
    await again;
  });

  test('is revoked with the frame of an opened output', async () => {
    const desk = showFrames(await deskWith('a.png', 'b.png'));
    desk.open({ name: 'a', text: 'Words' });
    desk.frames.remove(idOf(desk, 'b.png'));
    expect(revoked).toEqual(made.slice(1));
  });

  test('of the demo is revoked once the demo is played again', async () => {
    const { desk, model } = createTestDesk();
    showFrames(desk);
    const playing = desk.playDemo();
    await model.call(1);
    expect(made).toHaveLength(2);
    await desk.frames.add([fileOf('a.png')]);
    expect(revoked).toEqual([]);
    await playing;
    const again = desk.playDemo();
    await model.call(2);
    expect(revoked).toEqual(made.slice(0, 2));
    desk.stop();
    await again;
  });
});
