import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import type { Desk } from '../../src/session/index.ts';
import { openDatabase } from '../../src/session/storage/database.ts';
import { createTestDesk, deskWithRun, readingOf } from '../helpers/desk.ts';

const NO_EVENTS = { onSuperseded: () => {} };

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

async function load(desk: Desk) {
  await desk.loadLibrary();
  const { loaded } = desk.library.getState();
  if (loaded === null) throw new Error('No library');
  return loaded;
}

const HOUR = 3_600_000;
const idOf = (desk: Desk): string => desk.view.store.getState().place.sequence;

test('a run is there on the next visit, with its pictures', async () => {
  const { desk } = await deskWithRun('One.', undefined, { openStorage: openDatabase });
  await (await load(desk)).flush();
  const back = createTestDesk({ openStorage: openDatabase });
  await load(back.desk);
  const { completion, frames } = readingOf(back.desk);
  expect(completion).toBe('One.');
  await expect(frames[0]?.blob.text()).resolves.toBe('bytes of 1.png');
});

test('pictures are stored once, and deleted with the last sequence that needs them', async () => {
  const { desk } = await deskWithRun('One.', undefined, { openStorage: openDatabase });
  const library = await load(desk);
  await library.flush();
  const id = idOf(desk);
  const { picture = '' } = readingOf(desk).frames[0] ?? {};
  await library.duplicate([id]);
  const database = await openDatabase(NO_EVENTS);
  const copy = (await database.sequences()).find((other) => other !== id) ?? '';
  await database.remove([id], Infinity);
  expect((await database.readPictures([picture])).size).toBe(1);
  await database.remove([copy], Infinity);
  expect((await database.readPictures([picture])).size).toBe(0);
});

test('a deletion of an hour ago is for good on the next visit; a newer one can be undone', async () => {
  const { desk } = await deskWithRun('One.', undefined, { openStorage: openDatabase });
  const library = await load(desk);
  await library.flush();
  await library.remove([idOf(desk)]);
  const database = await openDatabase(NO_EVENTS);
  const later = createTestDesk({ openStorage: openDatabase, epoch: () => 1_800_000_005_000 + HOUR / 2 });
  await load(later.desk);
  await expect(database.sequences()).resolves.toHaveLength(1);
  const muchLater = createTestDesk({ openStorage: openDatabase, epoch: () => 1_800_000_005_000 + 2 * HOUR });
  const { store } = await load(muchLater.desk);
  expect(store.getState().entries).toEqual([]);
  await expect.poll(async () => database.sequences()).toEqual([]);
});

test('a newer version of the database is left alone, and the page says so', async () => {
  (await openDB('storylens', 2)).close();
  const { desk } = await deskWithRun('One.', undefined, { openStorage: openDatabase });
  const library = await load(desk);
  expect(library.store.getState()).toMatchObject({ lasts: false });
  expect(library.store.getState().problem).toMatch(/newer version of StoryLens has used this library/);
  await library.flush();
  const newer = await openDB('storylens', 2);
  expect([...newer.objectStoreNames]).toEqual([]);
});

test('a tab stops saving when a newer version wants the database, and says so', async () => {
  const { desk } = await deskWithRun('One.', undefined, { openStorage: openDatabase });
  const library = await load(desk);
  await library.flush();
  const newer = await openDB('storylens', 2);
  expect(library.saving.getState().problem).toMatch(/newer version of StoryLens runs in another tab/);
  await library.rename(idOf(desk), 'New');
  await expect(newer.getAll('sequences')).resolves.toMatchObject([{ title: null }]);
});

test('what cannot be read is neither shown nor changed', async () => {
  await openDatabase(NO_EVENTS);
  const raw = await openDB('storylens', 1);
  const broken = { id: 'broken', frames: 'none' };
  await raw.put('sequences', broken);
  await raw.put('places', { sequence: 'broken', run: null }, 'last');
  raw.close();
  const { desk } = await deskWithRun('One.', undefined, { openStorage: openDatabase });
  const library = await load(desk);
  await library.flush();
  await library.open('broken');
  expect(library.store.getState().problem).toMatch(/cannot be read/);
  const after = await openDB('storylens', 1);
  await expect(after.get('sequences', 'broken')).resolves.toEqual(broken);
});
