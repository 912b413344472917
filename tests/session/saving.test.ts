import { describe, expect, test, vi } from 'vitest';
import type { Session, Storage } from '../../src/session/index.ts';
import { createMemory } from '../../src/session/storage/memory.ts';
import { createTestSession, sessionWithRun, fileOf, readingOf, startRun } from '../helpers/session.ts';

type Writes = Parameters<Storage['write']>[0];

/** A storage in memory whose writes can be held and can fail. */
function controlled(memory: Storage = createMemory()) {
  const batches: Writes[] = [];
  const held: (() => void)[] = [];
  const state = { holds: false, fails: null as Error | null, picturesFail: null as Error | null };
  const storage: Storage = {
    ...memory,
    lasts: true,
    async write(batch) {
      batches.push(batch);
      if (state.holds)
        await new Promise<void>((resolve) => {
          held.push(resolve);
        });
      if (state.fails !== null) throw state.fails;
      await memory.write(batch);
    },
    async writePicture(picture) {
      if (state.picturesFail !== null) throw state.picturesFail;
      await memory.writePicture(picture);
    },
  };
  return { storage, batches, held, state };
}

const full = new DOMException('No space', 'QuotaExceededError');

async function load(session: Session): Promise<NonNullable<ReturnType<Session['library']['getState']>['loaded']>> {
  await session.loadLibrary();
  const { loaded } = session.library.getState();
  if (loaded === null) throw new Error('No library');
  return loaded;
}

const idle = async (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 0);
  });

/** A new visit with the same storage. */
async function returning(storage: Storage): Promise<Session> {
  const { session } = createTestSession({ openStorage: async () => storage });
  await load(session);
  return session;
}

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

describe('writes', () => {
  test('none happens before loading has ended', async () => {
    const { storage, batches } = controlled();
    const reading: (() => void)[] = [];
    const slow: Storage = {
      ...storage,
      readPlace: async () =>
        new Promise((resolve) => {
          reading.push(() => resolve(null));
        }),
    };
    const { session } = createTestSession({ openStorage: async () => slow });
    const loading = session.loadLibrary();
    await vi.waitUntil(() => reading.length === 1, { interval: 0 });
    await session.frames.add([fileOf('1.png')]);
    await idle();
    expect(batches).toEqual([]);
    reading[0]?.();
    await loading;
    await idle();
    expect(batches).not.toEqual([]);
  });

  test('while one hangs, no other begins, so that older data never replaces newer data', async () => {
    const { storage, batches, held, state } = controlled();
    const { session } = await sessionWithRun('One.', { type: 'finished' }, { openStorage: async () => storage });
    const library = await load(session);
    await library.flush();
    state.holds = true;
    const first = library.rename(idOf(session), 'First');
    await vi.waitUntil(() => held.length === 1, { interval: 0 });
    const { length } = batches;
    const second = library.rename(idOf(session), 'Second');
    await idle();
    expect(batches).toHaveLength(length);
    state.holds = false;
    held[0]?.();
    await Promise.all([first, second]);
    await library.flush();
    await expect(storage.read(idOf(session))).resolves.toMatchObject({ sequence: { title: 'Second' } });
  });

  test('one that fails because the storage is full is followed by a write of everything', async () => {
    const { storage, batches, state } = controlled();
    const { session, clock } = await sessionWithRun('One.', { type: 'finished' }, { openStorage: async () => storage });
    const library = await load(session);
    await library.flush();
    state.fails = full;
    await library.rename(idOf(session), 'First');
    expect(library.saving.getState().problem).toMatch(/full/);
    state.fails = null;
    clock.advance(5000);
    await idle();
    expect(library.saving.getState()).toMatchObject({ problem: null, pending: false });
    expect(batches.at(-1)).toMatchObject({ sequences: [{ title: 'First' }], runs: [{ completion: 'One.' }] });
  });

  test('of pictures that fail never endanger a text', async () => {
    const { storage, state } = controlled();
    state.picturesFail = full;
    const { session } = await sessionWithRun('One.', { type: 'finished' }, { openStorage: async () => storage });
    const library = await load(session);
    await library.flush();
    await idle();
    await library.flush();
    await expect(storage.read(idOf(session))).resolves.toMatchObject({ runs: [{ completion: 'One.' }] });
    expect(library.saving.getState().problem).toMatch(/^The picture “1.png” could not be saved: .* full/);
    const back = await returning(storage);
    expect(readingOf(back)).toMatchObject({ completion: 'One.', frames: [{ lost: true, width: 952 }] });
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
  await library.open({ sequence: id, run: null, frame: null, at: null });
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
  expect(library.store.getState().problem).toMatch(/does not let the page save/);
});

const idOf = (session: Session): string => session.view.store.getState().place.sequence;
