import type { ZippedFile } from '../../formats/index.ts';
import type { Storage } from './storage.ts';
import { picturesOf } from './stored.ts';

/** The version of the records in an exported file. */
const SCHEMA = 1;

/**
 * Sequences as a `.storylens.zip`: the records as JSON, each completion as a text, and each picture byte for byte under its
 * SHA-256.
 */
export async function exportLibrary(
  storage: Pick<Storage, 'read' | 'readPictures'>,
  ids: readonly string[],
): Promise<Blob> {
  const { zipOf } = await import('../../formats/index.ts');
  const stored = (await Promise.all(ids.map(async (id) => storage.read(id)))).filter((one) => one !== null);
  const runs = stored.flatMap((one) => one.runs);
  const pictures = await storage.readPictures(new Set(stored.flatMap((one) => [...picturesOf(one)])));
  const records = {
    format: 'storylens',
    schema: SCHEMA,
    sequences: stored.map(({ sequence: { deletedAt: _deletedAt, ...sequence } }) => sequence),
    runs: runs.map(({ completion: _completion, savedAt: _savedAt, ...run }) => ({
      ...run,
      completion: `completions/${run.id}.txt`,
    })),
    pictures: [...pictures].map(([id, blob]) => ({ id, type: blob.type, file: nameOf(id, blob) })),
  };
  const files: ZippedFile[] = [
    { name: 'storylens.json', content: `${JSON.stringify(records, null, 2)}\n` },
    ...runs.map(({ id, completion }) => ({ name: `completions/${id}.txt`, content: completion })),
    ...[...pictures].map(([id, blob]) => ({ name: nameOf(id, blob), content: blob })),
  ];
  return zipOf(files);
}

const ENDINGS: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'image/svg+xml': 'svg' };

function nameOf(id: string, { type }: Blob): string {
  const ending = ENDINGS[type] ?? (/^image\/([a-z]+)$/.exec(type)?.[1] || 'bin');
  return `pictures/${id}.${ending}`;
}
