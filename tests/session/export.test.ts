import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readZip } from '../helpers/read-zip.ts';
import { readingOf, sessionWithRun } from '../helpers/session.ts';
import { controlled, full, idOf, load } from './controlled-storage.ts';

const TEXT = '<think>Zwölf Möwen.</think>\n<gdi image1>“Ach”, 说 <gdo char1>Inês</gdo> 🐦.</gdi>\n';

/** The bytes of an exported library with one run of two frames, a copy of it, and the session. */
async function exported() {
  const { storage } = controlled();
  const { session } = await sessionWithRun(TEXT, { type: 'length' }, { openStorage: async () => storage }, [
    '1.png',
    '2.png',
  ]);
  const library = await load(session);
  await library.flush();
  await library.rename(idOf(session), 'At the quay');
  await library.duplicate([idOf(session)]);
  const zip = await library.exportZip(null);
  return { session, bytes: Buffer.from(await zip.arrayBuffer()), type: zip.type };
}

interface ExportedRecords {
  readonly format: string;
  readonly schema: number;
  readonly sequences: readonly {
    readonly title: string;
    readonly frames: readonly Record<string, unknown>[];
    readonly runs: readonly string[];
  }[];
  readonly runs: readonly { readonly id: string; readonly completion: string; readonly segments: readonly unknown[] }[];
  readonly pictures: readonly { readonly id: string; readonly type: string; readonly file: string }[];
}

test('an exported file has the records with the version of their schema', async () => {
  const { bytes, session, type } = await exported();
  expect(type).toBe('application/zip');
  const records = JSON.parse(readZip(bytes).get('storylens.json')?.toString('utf8') ?? '') as ExportedRecords;
  expect(records).toMatchObject({ format: 'storylens', schema: 1 });
  expect(records.sequences.map(({ title }) => title)).toEqual(['At the quay', 'At the quay (copy)']);
  expect(records.sequences[0]?.frames).toMatchObject([{ name: '1.png' }, { name: '2.png' }]);
  const run = records.runs.find(({ id }) => id === readingOf(session).id);
  expect(run?.segments).toMatchObject([{ from: 0, outcome: { type: 'length' }, request: { sampling: { seed: 7 } } }]);
  expect(records.sequences.flatMap(({ runs }) => runs)).toEqual(records.runs.map(({ id }) => id));
});

test('an exported file has every completion as a text, byte for byte', async () => {
  const { bytes } = await exported();
  const files = readZip(bytes);
  const { runs } = JSON.parse(files.get('storylens.json')?.toString('utf8') ?? '') as ExportedRecords;
  expect(runs).toHaveLength(2);
  for (const { id, completion } of runs) {
    expect(completion).toBe(`completions/${id}.txt`);
    expect(files.get(completion)?.toString('utf8')).toBe(TEXT);
  }
});

test('an exported file has every picture once, byte for byte, under its SHA-256', async () => {
  const { bytes } = await exported();
  const files = readZip(bytes);
  const { pictures } = JSON.parse(files.get('storylens.json')?.toString('utf8') ?? '') as ExportedRecords;
  const contents = pictures.map(({ file }) => files.get(file)?.toString('latin1'));
  expect(new Set(contents)).toEqual(new Set(['bytes of 1.png', 'bytes of 2.png']));
  expect(contents).toHaveLength(2);
  for (const { id, file, type } of pictures) {
    expect({ file, type }).toEqual({ file: `pictures/${id}.png`, type: 'image/png' });
    expect(
      createHash('sha256')
        .update(files.get(file) ?? '')
        .digest('hex'),
    ).toBe(id);
  }
  expect(files.size).toBe(1 + 2 + pictures.length);
});

test('what could not be saved can be exported', async () => {
  const { storage, state } = controlled();
  [state.fails, state.picturesFail] = [full, full];
  const { session } = await sessionWithRun(TEXT, { type: 'length' }, { openStorage: async () => storage });
  const library = await load(session);
  await library.flush();
  expect(library.store.getState().entries).toMatchObject([{ id: idOf(session), frames: 1 }]);
  const files = readZip(Buffer.from(await (await library.exportZip([idOf(session)])).arrayBuffer()));
  const contents = [...files.values()].map((bytes) => bytes.toString('utf8'));
  expect(contents).toContain(TEXT);
  expect(contents).toContain('bytes of 1.png');
});

const hasPython = spawnSync('python3', ['--version']).status === 0;

test.skipIf(!hasPython)('Python reads an exported file and finds no fault in it', async () => {
  const { bytes } = await exported();
  const folder = mkdtempSync(join(tmpdir(), 'storylens-'));
  const file = join(folder, 'library.storylens.zip');
  writeFileSync(file, bytes);
  const { status, stdout } = spawnSync('python3', ['-m', 'zipfile', '-t', file], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  expect({ status, stdout }).toEqual({ status: 0, stdout: 'Done testing\n' });
});
