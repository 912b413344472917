import { describe, expect, test } from 'vitest';
import type { Storage } from '../../src/session/index.ts';
import { createTestSession, sessionWithRun, fileOf, readingOf, startRun } from '../helpers/session.ts';
import { controlled, idOf, load } from './controlled-storage.ts';
import { eventually, until } from '../helpers/until.ts';

describe('a run', () => {
  test('is saved when the request goes out, and its text once a second as it arrives', async () => {
    const { storage, batches } = controlled();
    const { session, clock, model } = createTestSession({ openStorage: async () => storage });
    await load(session);
    await session.frames.add([fileOf('1.png')]);
    const generating = session.generate();
    const call = await model.call(1);
    const last = () => batches.findLast(({ runs }) => runs.length > 0)?.runs;
    await eventually(() => expect(last()).toMatchObject([{ completion: '', segments: [{ outcome: null }] }]));
    await call.open();
    for (const words of ['Once ', 'upon ']) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await call.text(words);
      clock.frame();
    }
    clock.advance(1000);
    await eventually(() => expect(last()).toMatchObject([{ completion: 'Once upon ' }]));
    const saved = batches.flatMap(({ runs }) => runs.map(({ completion }) => completion));
    expect([...new Set(saved)]).toEqual(['', 'Once upon ']);
    await call.end();
    await generating;
    await eventually(() => expect(last()).toMatchObject([{ segments: [{ outcome: { type: 'finished' } }] }]));
  });

  test('that was interrupted comes back with its words, and Continue sends the same pictures', async () => {
    const { storage } = controlled();
    const { session, clock, call } = await startRun({ openStorage: async () => storage });
    await load(session);
    await call.open();
    await call.text('Once upon a time.\nThen ');
    clock.frame();
    await session.library.getState().loaded?.flush();
    const back = createTestSession({ openStorage: async () => storage });
    await load(back.session);
    expect(readingOf(back.session)).toMatchObject({
      completion: 'Once upon a time.\nThen ',
      progress: { status: 'ended', outcome: { type: 'interrupted' } },
    });
    const continuing = back.session.continue();
    const { request } = await back.model.call(1);
    expect(request).toMatchObject({ kept: 'Once upon a time.\n', pictures: call.request.pictures });
    back.session.stop();
    await continuing;
  });
});

test('a sequence is saved with its frames as soon as all their pictures are stored, and not before the first', async () => {
  const { storage, batches } = controlled();
  const storing: (() => void)[] = [];
  const slow: Storage = {
    ...storage,
    async writePicture(picture) {
      await new Promise<void>((resolve) => {
        storing.push(resolve);
      });
      await storage.writePicture(picture);
    },
  };
  const { session } = createTestSession({ openStorage: async () => slow });
  await load(session);
  await session.frames.add([fileOf('1.png')]);
  await until(() => storing.length === 1);
  const sequences = (): unknown => batches.flatMap((batch) => batch.sequences);
  expect(sequences()).toEqual([]);
  storing.shift()?.();
  await eventually(() => expect(sequences()).toMatchObject([{ frames: [{ name: '1.png' }] }]));
});

test('a demo is not kept; a run of the user on its frames is', async () => {
  const { storage, batches } = controlled();
  const { session, model } = createTestSession({ openStorage: async () => storage });
  const library = await load(session);
  const playing = session.playDemo();
  const call = await model.call(1);
  await call.open();
  await call.text('The demo.');
  await call.end();
  await playing;
  await library.flush();
  expect(batches).toEqual([]);
  const generating = session.generate();
  await model.call(2);
  await library.flush();
  const stored = await storage.read(idOf(session));
  expect(stored?.sequence).toMatchObject({ demo: true });
  expect(stored?.runs.map(({ source }) => source).toSorted()).toEqual(['demo', 'model']);
  session.stop();
  await generating;
});

test('a demo is kept like a sequence of the user if the user asks for it', async () => {
  const { storage } = controlled();
  const { session, model } = createTestSession({ openStorage: async () => storage });
  const library = await load(session);
  const playing = session.playDemo();
  const call = await model.call(1);
  await call.open();
  await call.text('The demo.');
  await call.end();
  await playing;
  library.keepDemo();
  await library.flush();
  const stored = await storage.read(idOf(session));
  expect(stored?.runs).toMatchObject([{ source: 'demo', completion: 'The demo.' }]);
  expect(library.store.getState().entries).toMatchObject([{ title: 'A short one' }]);
});

test('a deleted sequence is gone from the page and the list, and comes back by undo', async () => {
  const { storage } = controlled();
  const { session } = await sessionWithRun('One.', { type: 'finished' }, { openStorage: async () => storage });
  const library = await load(session);
  await library.flush();
  const id = idOf(session);
  await library.remove([id]);
  expect(library.store.getState().entries).toEqual([]);
  expect(session.page.getState().run).toBeNull();
  await library.undoRemove();
  expect(library.store.getState().entries).toMatchObject([{ id, frames: 1, runs: 1 }]);
  await library.open(id);
  expect(readingOf(session).completion).toBe('One.');
});

test('a browser without a database keeps the work in memory, and the page says so', async () => {
  const openStorage = async (): Promise<Storage> => {
    throw new DOMException('No', 'InvalidStateError');
  };
  const { session } = await sessionWithRun('One.', { type: 'finished' }, { openStorage });
  const library = await load(session);
  await library.flush();
  expect(library.store.getState()).toMatchObject({ lasts: false, entries: [{ runs: 1 }] });
  expect(library.store.getState().missing?.sentence).toMatch(/does not let the page save/);
});
