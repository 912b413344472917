import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { openDatabase } from '../../src/session/storage/database.ts';
import { readZip } from '../helpers/read-zip.ts';
import { createTestSession, sessionWithRun } from '../helpers/session.ts';
import { idOf, load } from './controlled-storage.ts';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

const BROKEN = { id: 'broken', frames: 'none' };

/** A library with one readable run and one broken sequence. */
async function withBroken() {
  const { session } = await sessionWithRun('One.', undefined, { openStorage: openDatabase });
  const library = await load(session);
  await library.flush();
  await expect.poll(() => library.saving.getState().pending).toBe(false);
  const raw = await openDB('storylens');
  await raw.put('sequences', BROKEN);
  raw.close();
  return { session, library };
}

test('the library counts what it cannot read', async () => {
  const { library } = await withBroken();
  await library.check();
  expect(library.store.getState().unreadable).toBe(1);
});

test('the raw records are listed, those that cannot be used first', async () => {
  const { session, library } = await withBroken();
  const { version, records } = await library.readRaw();
  expect(version).toBe(1);
  expect(records[0]).toEqual({
    store: 'sequences',
    key: 'broken',
    problem: 'It does not have the form of a sequence.',
    text: JSON.stringify(BROKEN),
  });
  expect(records.filter(({ problem }) => problem !== null)).toHaveLength(1);
  expect(records.find(({ store, key }) => store === 'sequences' && key === idOf(session))?.text).toContain('1.png');
});

test('the raw records are exported as they are, with every picture byte for byte', async () => {
  const { library } = await withBroken();
  const files = readZip(Buffer.from(await (await library.exportRaw()).arrayBuffer()));
  const { format, version, records } = JSON.parse(files.get('records.json')?.toString('utf8') ?? '') as {
    readonly format: string;
    readonly version: number;
    readonly records: readonly {
      readonly store: string;
      readonly problem: string | null;
      readonly value: Record<string, unknown>;
    }[];
  };
  expect({ format, version }).toEqual({ format: 'storylens-raw', version: 1 });
  expect(records.filter(({ problem }) => problem !== null)).toMatchObject([{ value: BROKEN }]);
  expect(records.find(({ store }) => store === 'runs')?.value).toMatchObject({ completion: 'One.' });
  const pictures = records.filter(({ store }) => store === 'pictures');
  expect(pictures).toHaveLength(1);
  const blob = pictures[0]?.value['blob'] as { readonly file: string } | undefined;
  expect(files.get(blob?.file ?? '')?.toString('utf8')).toBe('bytes of 1.png');
});

test('a picture that is kept as bytes is exported as a file, too', async () => {
  const { library } = await withBroken();
  const raw = await openDB('storylens');
  await raw.put('pictures', { id: 'private', type: 'image/png', bytes: new TextEncoder().encode('its bytes').buffer });
  raw.close();
  const files = readZip(Buffer.from(await (await library.exportRaw()).arrayBuffer()));
  expect([...files.values()].map((content) => content.toString('utf8'))).toContain('its bytes');
  const { records } = await library.readRaw();
  expect(records.find(({ key }) => key === 'private')?.problem).toBeNull();
});

test('the records of a newer version can be listed and exported, and stay as they are', async () => {
  const newer = await openDB('storylens', 2, {
    upgrade(database) {
      database.createObjectStore('notes', { keyPath: 'id' });
    },
  });
  await newer.put('notes', { id: 'a', words: 'From the future.' });
  newer.close();
  const { session } = createTestSession({ openStorage: openDatabase });
  const library = await load(session);
  expect(library.store.getState().missing).toMatchObject({ hasDatabase: true });
  expect(await library.readRaw()).toMatchObject({ version: 2, records: [{ store: 'notes', key: 'a', problem: null }] });
  const files = readZip(Buffer.from(await (await library.exportRaw()).arrayBuffer()));
  expect(files.get('records.json')?.toString('utf8')).toContain('From the future.');
  await library.deleteEverything();
  const after = await openDB('storylens');
  expect(after.version).toBe(2);
  expect(await after.getAll('notes')).toEqual([{ id: 'a', words: 'From the future.' }]);
  after.close();
});

test('to look at raw records makes no database', async () => {
  const { readRaw } = await import('../../src/session/storage/rescue.ts');
  expect(await readRaw()).toEqual({ version: null, records: [] });
  expect(await indexedDB.databases()).toEqual([]);
});
