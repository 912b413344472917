import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { openDatabase } from '../../src/session/storage/database.ts';
import { STEPS } from '../../src/session/storage/schema.ts';
import type { Step } from '../../src/session/storage/schema.ts';
import { loadSettings } from '../../src/session/saved-settings.ts';
import { SCHEMA_1 } from '../fixtures/schema-1.ts';
import { createStorage, createTestSession, readingOf, sessionWithRun } from '../helpers/session.ts';
import { load } from './controlled-storage.ts';

// Schema 2 exists only here.

const NO_EVENTS = { onSuperseded: () => {}, onLost: () => {} };

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

/** Stars become a field of each run, and verdicts get an index of their own. */
const toSchema2: Step = async (_database, transaction) => {
  const verdicts = transaction.objectStore('verdicts') as { createIndex: (name: string, path: string) => unknown };
  verdicts.createIndex('verdict', 'verdict');
  for (let at = await transaction.objectStore('runs').openCursor(); at !== null; at = await at.continue())
    await at.update({ ...at.value, starred: false });
};

/** Makes a database with the records of the fixture, and closes it. */
async function makeSchema1(): Promise<void> {
  await openDatabase(NO_EVENTS);
  const raw = await openDB('storylens', 1);
  for (const [store, records] of Object.entries(SCHEMA_1))
    for (const { key, value } of records) await raw.put(store, value, key);
  raw.close();
}

async function allRecords(): Promise<Record<string, unknown[]>> {
  const raw = await openDB('storylens');
  const stores = [...raw.objectStoreNames];
  const values = await Promise.all(stores.map(async (store) => raw.getAll(store)));
  raw.close();
  return Object.fromEntries(stores.map((store, i) => [store, values[i] ?? []]));
}

test('schema 1 has a store for every kind of record', async () => {
  await makeSchema1();
  expect(Object.keys(await allRecords()).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(
    Object.keys(SCHEMA_1).toSorted((a, b) => (a < b ? -1 : 1)),
  );
});

test('the records of schema 1 open in this version', async () => {
  await makeSchema1();
  const { session } = createTestSession({ openStorage: openDatabase });
  const library = await load(session);
  await expect.poll(() => library.store.getState().entries).toMatchObject([{ id: 's1', title: 'At the quay' }]);
  expect(readingOf(session)).toMatchObject({ completion: '<gdi image1>Ines waits.</gdi>', units: { plain: 'sent' } });
  await expect(readingOf(session).frames[0]?.blob.text()).resolves.toBe('bytes of quay.png');
});

test('from schema 1 to 2 every record is there, changed as the step says', async () => {
  await makeSchema1();
  const before = await allRecords();
  await openDatabase(NO_EVENTS, [...STEPS, toSchema2]);
  const { runs, pictures, ...others } = await allRecords();
  const { runs: runsBefore, pictures: picturesBefore, ...othersBefore } = before;
  expect(others).toEqual(othersBefore);
  expect(runs).toEqual(runsBefore?.map((run) => Object.assign(run as object, { starred: false })));
  const [picture] = pictures as { readonly blob: Blob }[];
  expect(pictures).toHaveLength(picturesBefore?.length ?? 0);
  await expect(picture?.blob.text()).resolves.toBe('bytes of quay.png');
});

test('a step that fails leaves schema 1 as it was', async () => {
  await makeSchema1();
  const before = await allRecords();
  const failing: Step = async (database, transaction) => {
    await toSchema2(database, transaction);
    await transaction.objectStore('sequences').clear();
    throw new Error('No');
  };
  await expect(openDatabase(NO_EVENTS, [...STEPS, failing])).rejects.toThrow('No');
  const raw = await openDB('storylens');
  expect(raw.version).toBe(1);
  raw.close();
  expect(await allRecords()).toEqual(before);
});

test('an older version that meets schema 2 says so, works in memory and touches nothing', async () => {
  await makeSchema1();
  await openDatabase(NO_EVENTS, [...STEPS, toSchema2]);
  const before = await allRecords();
  const { session, clock } = await sessionWithRun('One.', undefined, { openStorage: openDatabase });
  const library = await load(session);
  expect(library.store.getState().missing?.sentence).toMatch(/^A newer version of StoryLens has used this library/);
  await library.flush();
  clock.advance(60_000);
  await library.flush();
  expect(library.store.getState().entries).toMatchObject([{ runs: 1 }]);
  expect(await allRecords()).toEqual(before);
});

// Copied from a browser: what the versions before the library saved.
test.each([
  [
    'version 0.1, which called the units of boxes ruler and did not note what was chosen',
    '{"settings":{"recipe":"QwenStoryteller","serverUrl":"http://gpu:8000/v1","model":"m","prompt":"Tell.","temperature":"0.4","seed":"11","maxPixels":501760,"ruler":"thousand"},"recipes":[{"name":"Mine","model":"Qwen3-VL","ruler":"unit","temperature":"0.9"}],"preferences":{"rememberKey":true}}',
    { settings: { units: 'thousand', serverUrl: 'http://gpu:8000/v1' }, chosen: { serverUrl: true, model: true } },
  ],
  [
    'the version before the library',
    '{"settings":{"recipe":"QwenStoryteller","serverUrl":"http://gpu:8000/v1","model":"m","prompt":"Tell.","temperature":"0.4","seed":"11","maxPixels":501760,"units":"thousand","patchSide":32},"chosen":{"serverUrl":true,"model":false,"recipe":false},"recipes":[{"name":"Mine","model":"Qwen3-VL","units":"unit","temperature":"0.9"}],"preferences":{"rememberKey":true}}',
    { settings: { units: 'thousand', patchSide: 32 }, chosen: { serverUrl: true, model: false, recipe: false } },
  ],
])('settings in localStorage are read from %s', (_version, saved, wanted) => {
  const device = createStorage({ 'storylens.settings': saved, 'storylens.key': 'secret' });
  const state = loadSettings({ device, tab: createStorage() });
  expect(state).toMatchObject(wanted);
  expect(state).toMatchObject({
    settings: { prompt: 'Tell.', temperature: '0.4', seed: '11', maxPixels: 501_760, apiKey: 'secret' },
    recipes: [{ name: 'Mine', model: 'Qwen3-VL', units: 'unit', temperature: '0.9' }],
    preferences: { rememberKey: true, notify: false },
  });
});
