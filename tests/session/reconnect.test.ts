import { beforeEach, expect, test } from 'vitest';
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import type { Storage } from '../../src/session/index.ts';
import { createMemory } from '../../src/session/storage/memory.ts';
import { openDatabase } from '../../src/session/storage/database.ts';
import type { OpenStorage } from '../../src/session/storage/reconnect.ts';
import { createTestSession, fileOf, sessionWithRun, readingOf } from '../helpers/session.ts';
import { controlled, full, idle, idOf, load } from './controlled-storage.ts';

// A browser that has no database, has lost it, or has no room in it.

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

/** A database that can be missing and lost. */
function breakable(content: Storage = createMemory()) {
  const state = { error: null as Error | null, hangs: false };
  const lose: (() => void)[] = [];
  const openStorage: OpenStorage = async ({ onLost }) => {
    if (state.hangs) await new Promise(() => {});
    if (state.error !== null) throw state.error;
    lose.push(onLost);
    return { ...content, lasts: true };
  };
  return { openStorage, state, lose: () => lose.at(-1)?.() };
}

test('without a database the work stays in memory, and it is written when the browser allows it', async () => {
  const content = createMemory();
  const { openStorage, state } = breakable(content);
  state.error = new DOMException('No', 'SecurityError');
  const { session, clock } = await sessionWithRun('One.', undefined, { openStorage });
  const library = await load(session);
  await library.flush();
  expect(library.store.getState()).toMatchObject({ lasts: false, entries: [{ runs: 1 }] });
  expect(library.store.getState().missing).toMatchObject({ hasDatabase: false });
  expect(library.store.getState().missing?.sentence).toMatch(/does not let the page save .* Export it to keep it/);
  expect((await library.exportZip(null)).size).toBeGreaterThan(100);
  state.error = null;
  clock.advance(30_000);
  await expect.poll(() => library.store.getState()).toMatchObject({ lasts: true, missing: null, entries: [{}] });
  await expect
    .poll(async () => {
      await library.flush();
      return library.saving.getState().pending;
    })
    .toBe(false);
  const { picture = '' } = readingOf(session).frames[0] ?? {};
  await expect(content.read(idOf(session))).resolves.toMatchObject({ runs: [{ completion: 'One.' }] });
  expect((await content.readPictures([picture])).size).toBe(1);
});

test('a database that another tab keeps closed is waited for five seconds; then the work stays in memory', async () => {
  const { openStorage, state } = breakable();
  state.hangs = true;
  const { session, clock } = await sessionWithRun('One.', undefined, { openStorage });
  const loading = load(session);
  await expect.poll(() => clock.pending()).toBeGreaterThan(0);
  clock.advance(5000);
  const library = await loading;
  expect(library.store.getState().missing?.sentence).toMatch(/Another tab with an older version .* keeps the library/);
});

test('a database that the browser has closed and emptied is opened again, and everything in memory is written again', async () => {
  const { session } = await sessionWithRun('One.', undefined, { openStorage: async (events) => openLater(events) });
  let lose = (): void => {};
  async function openLater(events: Parameters<OpenStorage>[0]): Promise<Storage> {
    lose = events.onLost;
    return openDatabase(events);
  }
  const library = await load(session);
  await library.flush();
  await expect.poll(async () => (await library.readRaw()).records.map(({ store }) => store)).toContain('pictures');
  globalThis.indexedDB = new IDBFactory();
  lose();
  await expect.poll(async () => (await library.readRaw()).records.map(({ store }) => store)).toContain('pictures');
  const back = createTestSession({ openStorage: openDatabase });
  await load(back.session);
  expect(readingOf(back.session)).toMatchObject({ completion: 'One.', frames: [{ name: '1.png' }] });
});

test('a database that cannot be opened is explained in the words of the browser, and never written', async () => {
  const { openStorage, state } = breakable();
  state.error = new DOMException('Internal error opening backing store', 'UnknownError');
  const { session } = await sessionWithRun('One.', undefined, { openStorage });
  const { missing } = (await load(session)).store.getState();
  expect(missing).toMatchObject({ hasDatabase: true });
  expect(missing?.sentence).toMatch(
    /the browser says “Internal error opening backing store”. Nothing in it was changed/,
  );
});

test('a large picture is not written if it would fill the storage, and texts are', async () => {
  const content = controlled();
  const space = {
    estimate: async () => ({ usage: 90_000_000, quota: 100_000_000 }),
    persist: async () => true,
    persisted: async () => true,
  };
  const big = new File([new Uint8Array(6_000_000)], 'big.png', { type: 'image/png' });
  const made = createTestSession({ openStorage: async () => content.storage, space });
  const library = await load(made.session);
  await made.session.frames.add([big]);
  const generating = made.session.generate();
  const call = await made.model.call(1);
  await call.open();
  await call.text('Words.');
  await call.end();
  await generating;
  await idle();
  await library.flush();
  const { picture = '' } = readingOf(made.session).frames[0] ?? {};
  expect((await content.storage.readPictures([picture])).size).toBe(0);
  await expect(content.storage.read(idOf(made.session))).resolves.toMatchObject({ runs: [{ completion: 'Words.' }] });
  expect(library.saving.getState().problem).toMatch(/“big.png” could not be saved: .* full/);
});

test('the browser is asked to keep the library when the first own run is saved, not before and not for a demo', async () => {
  const asked: string[] = [];
  const space = {
    estimate: async () => ({}),
    persisted: async () => false,
    async persist() {
      asked.push('persist');
      return true;
    },
  };
  const { storage, state } = controlled();
  const { session, model } = createTestSession({ openStorage: async () => storage, space });
  const library = await load(session);
  await session.frames.add([fileOf('1.png')]);
  session.open({ name: 'a.txt', text: 'An opened output.' });
  await library.flush();
  await idle();
  state.fails = full;
  const generating = session.generate();
  await model.call(1);
  await library.flush();
  expect(asked).toEqual([]);
  state.fails = null;
  await library.flush();
  await expect.poll(() => asked).toEqual(['persist']);
  session.stop();
  await generating;
  await library.flush();
  expect(asked).toEqual(['persist']);
});

test('Safari’s seven days are said once, when something is saved', async () => {
  const { storage } = controlled();
  const made = await sessionWithRun('One.', undefined, { openStorage: async () => storage, forgetsUnvisited: true });
  const library = await load(made.session);
  await library.flush();
  expect(library.store.getState().sevenDays).toBe(true);
  library.hideSevenDays();
  await library.rename(idOf(made.session), 'New');
  expect(library.store.getState().sevenDays).toBe(false);
});

test('“Delete everything” deletes the library, the settings, the recipes and the key', async () => {
  const { storage } = controlled();
  const made = await sessionWithRun('One.', undefined, { openStorage: async () => storage });
  const { session } = made;
  session.set({ apiKey: 'secret', temperature: '0.3' });
  session.saveRecipe('Mine');
  session.prefer({ rememberKey: true });
  const library = await load(session);
  await library.flush();
  await library.deleteEverything();
  await library.flush();
  expect(await storage.sequences()).toEqual([]);
  expect(library.store.getState()).toMatchObject({ entries: [], problem: null });
  expect(session.page.getState()).toMatchObject({ run: null, frames: [], recipes: [], settings: { apiKey: '' } });
});
