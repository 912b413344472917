import { describe, expect, test } from 'vitest';
import type { Storage } from '../../src/session/index.ts';
import { createTestSession, sessionWithRun, fileOf, readingOf, startRun } from '../helpers/session.ts';
import { controlled, idle, idOf, load } from './controlled-storage.ts';

describe('a run', () => {
  test('is saved when the request goes out, and its text once a second as it arrives', async () => {
    const { storage, batches } = controlled();
    const { session, clock, model } = createTestSession({ openStorage: async () => storage });
    await load(session);
    await session.frames.add([fileOf('1.png')]);
    await idle();
    const generating = session.generate();
    const call = await model.call(1);
    await idle();
    expect(batches.at(-1)?.runs).toMatchObject([{ completion: '', segments: [{ outcome: null }] }]);
    await call.open();
    const before = batches.length;
    await call.text('Once ');
    await call.text('upon ');
    clock.frame();
    await idle();
    expect(batches).toHaveLength(before);
    clock.advance(1000);
    await idle();
    expect(batches.at(-1)?.runs).toMatchObject([{ completion: 'Once upon ' }]);
    await call.end();
    await generating;
    await idle();
    expect(batches.at(-1)?.runs).toMatchObject([{ segments: [{ outcome: { type: 'finished' } }] }]);
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
