import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { completionsIn, openParquet } from '../../src/formats/index.ts';
import { detectionsOf } from '../../src/grounding/index.ts';

// Written by pyarrow in the layout of the StoryReasoning dataset: three rows in groups of two, pictures as
// list<struct<bytes, path>> (JPEG, PNG and WebP).
const bytes = new Uint8Array(readFileSync(new URL('../fixtures/dataset-rows.parquet', import.meta.url)));
const file = {
  byteLength: bytes.length,
  slice: (from: number, to?: number): ArrayBuffer => bytes.slice(from, to).buffer,
};

test('a parquet file lists its columns and its groups of rows', async () => {
  const { count, groups, columns } = await openParquet(file);
  expect([count, groups]).toEqual([
    3,
    [
      [0, 2],
      [2, 3],
    ],
  ]);
  expect(columns).toEqual(['story_id', 'images', 'frame_count', 'chain_of_thought', 'story']);
});

test('a row has its ID, its text and the sizes of its pictures', async () => {
  const rows = await openParquet(file);
  const found = (await rows.read(0, 3)).flatMap(completionsIn);
  expect(found.map(({ id, frames, sizes }) => ({ id, frames, sizes }))).toEqual([
    {
      id: '7',
      frames: 2,
      sizes: [
        { width: 100, height: 50 },
        { width: 64, height: 40 },
      ],
    },
    { id: '0012', frames: 1, sizes: [{ width: 100, height: 50 }] },
    {
      id: '3',
      frames: 3,
      sizes: [
        { width: 32, height: 20 },
        { width: 32, height: 20 },
        { width: 30, height: 20 },
      ],
    },
  ]);
  const [first] = found;
  expect(first?.completion).toContain('<gdo char1>Ánn</gdo> waits “here”.');
  expect(detectionsOf(first?.completion ?? '', { sizes: first?.sizes ?? [] })).toHaveLength(2);
});

test('a part of the rows is read, with the columns that are asked for', async () => {
  const rows = await openParquet(file);
  expect(await rows.read(1, 3, ['story_id'])).toEqual([{ story_id: '0012' }, { story_id: '3' }]);
});

test('another file is refused', async () => {
  const text = new TextEncoder().encode('no parquet file, but a text');
  await expect(
    openParquet({ byteLength: text.length, slice: (from, to) => text.slice(from, to).buffer }),
  ).rejects.toThrow(/parquet/i);
});
