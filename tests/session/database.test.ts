import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { openDatabase } from '../../src/session/storage/database.ts';
import { createTestSession, sessionWithRun, readingOf, startRun } from '../helpers/session.ts';
import { idOf, load } from './controlled-storage.ts';

// oxlint-disable-next-line unbound-method -- called with a store
const original = IDBObjectStore.prototype.put;
const NO_EVENTS = { onSuperseded: () => {}, onLost: () => {} };

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

const HOUR = 3_600_000;

test('a run is there on the next visit, with its pictures', async () => {
  const { session } = await sessionWithRun('One.', undefined, { openStorage: openDatabase });
  await (await load(session)).flush();
  const back = createTestSession({ openStorage: openDatabase });
  await load(back.session);
  const { completion, frames } = readingOf(back.session);
  expect(completion).toBe('One.');
  await expect(frames[0]?.blob.text()).resolves.toBe('bytes of 1.png');
});

test('where the server switched to content and which fields it refused are there on the next visit', async () => {
  const { session, call, generating } = await startRun({ openStorage: openDatabase });
  await (await load(session)).flush();
  await call.omitted('min_p', 'top_k');
  await call.switch(0, 'thinking');
  await call.text('She says </think> and <gdi image1>. ');
  await call.switch(36, 'content');
  await call.text('<gdi image1>The story.</gdi>');
  await call.end();
  await generating;
  const { switches, doc } = readingOf(session);
  expect(doc.story).toHaveLength(1);
  await (await load(session)).flush();
  const back = createTestSession({ openStorage: openDatabase });
  await load(back.session);
  const after = readingOf(back.session);
  expect(after.switches).toEqual(switches);
  expect(after.switches).toEqual([
    { at: 0, to: 'thinking' },
    { at: 36, to: 'content' },
  ]);
  expect(after.doc.story).toEqual(doc.story);
  expect(after.progress?.omitted).toEqual(['min_p', 'top_k']);
});

test('the units of each dialect are there on the next visit', async () => {
  const { session } = await sessionWithRun('One.', undefined, { openStorage: openDatabase });
  const library = await load(session);
  session.setBoxUnits('original', 'loc_');
  session.setBoxUnits('thousand');
  await library.flush();
  const back = createTestSession({ openStorage: openDatabase });
  await load(back.session);
  expect(readingOf(back.session).units).toEqual({ plain: 'thousand', loc_: 'original', bbox_2d: 'sent' });
});

test('a run that was saved with one value for the units of all boxes opens with it', async () => {
  const { session } = await sessionWithRun('One.', undefined, { openStorage: openDatabase });
  await (await load(session)).flush();
  const raw = await openDB('storylens', 1);
  const [run] = await raw.getAll('runs');
  await raw.put('runs', { ...run, units: 'thousand' });
  raw.close();
  const back = createTestSession({ openStorage: openDatabase });
  await load(back.session);
  expect(readingOf(back.session)).toMatchObject({ completion: 'One.', units: { plain: 'thousand' } });
});

test('pictures are stored as bytes where the database takes no blobs, as in private windows of Safari', async () => {
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function putNoBlob(
    this: IDBObjectStore,
    value,
    key,
  ) {
    if (Object.values(value as object).some((part) => part instanceof Blob)) {
      throw new DOMException('Error preparing Blob/File data to be stored in object store', 'UnknownError');
    }
    return original.call(this, value, key);
  });
  const { session } = await sessionWithRun('One.', undefined, { openStorage: openDatabase });
  const library = await load(session);
  await library.flush();
  await expect.poll(() => library.saving.getState()).toMatchObject({ pending: false, problem: null });
  put.mockRestore();
  const back = createTestSession({ openStorage: openDatabase });
  await load(back.session);
  await expect(readingOf(back.session).frames[0]?.blob.text()).resolves.toBe('bytes of 1.png');
});

test('a picture that arrives while everything is deleted is not stored', async () => {
  let deleteAll = async (): Promise<void> => {};
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
    void deleteAll();
    throw new DOMException('Error preparing Blob/File data to be stored in object store', 'UnknownError');
  });
  const database = await openDatabase(NO_EVENTS);
  deleteAll = database.clear;
  const blob = new Blob(['bytes']);
  await database.writePicture({ id: 'a', name: 'a.png', type: 'image/png', blob, width: 1, height: 1, addedAt: 0 });
  put.mockRestore();
  expect((await database.readPictures(['a'])).size).toBe(0);
});

test('pictures are stored once, and deleted with the last sequence that needs them', async () => {
  const { session } = await sessionWithRun('One.', undefined, { openStorage: openDatabase });
  const library = await load(session);
  await library.flush();
  const id = idOf(session);
  const { picture = '' } = readingOf(session).frames[0] ?? {};
  await library.duplicate([id]);
  const database = await openDatabase(NO_EVENTS);
  const copy = (await database.sequences()).find((other) => other !== id) ?? '';
  const sweepAt = async (now: number) => database.sweep({ now, before: now - HOUR }, new Set());
  await database.remove([id]);
  await sweepAt(0);
  await sweepAt(2 * HOUR);
  expect((await database.readPictures([picture])).size).toBe(1);
  await database.remove([copy]);
  await sweepAt(4 * HOUR);
  expect((await database.readPictures([picture])).size).toBe(1);
  await sweepAt(4.5 * HOUR);
  expect((await database.readPictures([picture])).size).toBe(1);
  await sweepAt(6 * HOUR);
  expect((await database.readPictures([picture])).size).toBe(0);
});

test('a deletion of yesterday is for good on the next visit; a newer one can be undone', async () => {
  const { session } = await sessionWithRun('One.', undefined, { openStorage: openDatabase });
  const library = await load(session);
  await library.flush();
  await library.remove([idOf(session)]);
  const database = await openDatabase(NO_EVENTS);
  const later = createTestSession({ openStorage: openDatabase, epoch: () => 1_800_000_005_000 + 23 * HOUR });
  await load(later.session);
  await expect(database.sequences()).resolves.toHaveLength(1);
  const muchLater = createTestSession({ openStorage: openDatabase, epoch: () => 1_800_000_005_000 + 26 * HOUR });
  const { store } = await load(muchLater.session);
  expect(store.getState().entries).toEqual([]);
  await expect.poll(async () => database.sequences()).toEqual([]);
});

test('a newer version of the database is left alone, and the page says so', async () => {
  (await openDB('storylens', 2)).close();
  const { session } = await sessionWithRun('One.', undefined, { openStorage: openDatabase });
  const library = await load(session);
  expect(library.store.getState()).toMatchObject({ lasts: false });
  expect(library.store.getState().missing?.sentence).toMatch(/newer version of StoryLens has used this library/);
  await library.flush();
  const newer = await openDB('storylens', 2);
  expect([...newer.objectStoreNames]).toEqual([]);
});

test('a tab stops saving when a newer version wants the database, and says so', async () => {
  const { session } = await sessionWithRun('One.', undefined, { openStorage: openDatabase });
  const library = await load(session);
  await library.flush();
  const newer = await openDB('storylens', 2);
  expect(library.saving.getState().problem).toMatch(/newer version of StoryLens runs in another tab/);
  await library.rename(idOf(session), 'New');
  await expect(newer.getAll('sequences')).resolves.toMatchObject([{ title: null }]);
});

test('what cannot be read is neither shown nor changed', async () => {
  await openDatabase(NO_EVENTS);
  const raw = await openDB('storylens', 1);
  const broken = { id: 'broken', frames: 'none' };
  await raw.put('sequences', broken);
  await raw.put('places', { sequence: 'broken', run: null }, 'last');
  raw.close();
  const { session } = await sessionWithRun('One.', undefined, { openStorage: openDatabase });
  const library = await load(session);
  await library.flush();
  await library.open('broken');
  expect(library.store.getState().message?.sentence).toMatch(/cannot be read/);
  const after = await openDB('storylens', 1);
  await expect(after.get('sequences', 'broken')).resolves.toEqual(broken);
});
