import type { ZippedFile } from '../../formats/index.ts';
import type { Records } from '../records.ts';
import { isKept } from './listed.ts';
import type { Storage } from './storage.ts';
import { picturesOf, storeRun, storeSequence } from './stored.ts';
import type { Stored } from './stored.ts';

/** The version of the records in an exported file. */
const SCHEMA = 1;

interface Sources {
  readonly storage: Pick<Storage, 'read' | 'readPictures'>;
  /** What is in memory. It may be newer than what is stored. */
  readonly records: Records;
}

/**
 * Sequences as a `.storylens.zip`: the records as JSON, each completion as a text, and each picture byte for byte under its
 * SHA-256. A sequence that is in memory is taken from there, because its last writes may have failed.
 */
export async function exportLibrary({ storage, records: memory }: Sources, ids: readonly string[]): Promise<Blob> {
  const { zipOf } = await import('../../formats/index.ts');
  const stored = (
    await Promise.all(ids.map(async (id) => inMemory(memory, id) ?? storage.read(id).catch(() => null)))
  ).flatMap((one) => (one === null ? [] : [withoutDeleted(one)]));
  const runs = stored.flatMap((one) => one.runs);
  const needed = new Set(stored.flatMap((one) => [...picturesOf(one)]));
  const pictures = picturesInMemory(memory, needed);
  const others = [...needed].filter((id) => !pictures.has(id));
  if (others.length > 0)
    for (const [id, blob] of await storage.readPictures(others).catch(() => new Map<string, Blob>())) {
      pictures.set(id, blob);
    }
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

/** What the user has deleted and can bring back is not exported. */
const withoutDeleted = ({ sequence, runs }: Stored): Stored => ({
  sequence,
  runs: runs.filter(({ deletedAt }) => deletedAt === undefined),
});

/** The sequences in memory that are worth keeping. */
export function keptInMemory(records: Records): readonly string[] {
  return Object.values(records.sequences).flatMap((sequence) => (isKept(sequence, records) ? [sequence.id] : []));
}

function inMemory({ sequences, runs }: Records, id: string): Stored | null {
  const sequence = sequences[id];
  if (sequence === undefined) return null;
  const own = sequence.runs.flatMap((run) => runs[run] ?? []);
  return { sequence: storeSequence(sequence, () => true), runs: own.map((run) => storeRun(run, 0)) };
}

function picturesInMemory({ sequences, runs }: Records, needed: ReadonlySet<string>): Map<string, Blob> {
  const frames = [...Object.values(sequences), ...Object.values(runs)].flatMap((one) => one.frames ?? []);
  const found = frames.flatMap(({ picture, sent, file, blob, lost }) =>
    lost ? [] : [[picture, file] as const, [sent, blob] as const].filter(([id]) => needed.has(id)),
  );
  return new Map(found);
}

const ENDINGS: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'image/svg+xml': 'svg' };

/** The name of a picture in an exported file. */
function nameOf(id: string, { type }: Blob): string {
  const ending = ENDINGS[type] ?? (/^image\/([a-z]+)$/.exec(type)?.[1] || 'bin');
  return `pictures/${id}.${ending}`;
}
