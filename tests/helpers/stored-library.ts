import type { Page } from '@playwright/test';

/** What is in the database of the page, read without StoryLens. */
export interface StoredLibrary {
  /** 0 if there is no database. */
  readonly version: number;
  readonly sequences: readonly {
    readonly id: string;
    readonly frames: readonly StoredFrame[];
    readonly runs: readonly string[];
    readonly deletedAt: number | null;
  }[];
  readonly runs: readonly {
    readonly id: string;
    readonly sequence: string;
    readonly completion: string;
    readonly frames: readonly StoredFrame[] | null;
    readonly migrated?: boolean;
  }[];
  readonly entries: readonly { readonly id: string; readonly deletedAt: number | null }[];
  /** For each picture its SHA-256; null if the bytes cannot be read. */
  readonly hashes: Readonly<Record<string, string | null>>;
}

export interface StoredFrame {
  readonly id: string;
  readonly name: string;
  readonly picture: string;
  readonly sent: string;
}

/** Reads the database of a page of StoryLens's origin. */
export async function readStored(page: Page): Promise<StoredLibrary> {
  return page.evaluate(async () => {
    async function resultOf<T>(request: IDBRequest<T>): Promise<T> {
      return new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error ?? new Error('No result')));
      });
    }
    const none = { version: 0, sequences: [], runs: [], entries: [], hashes: {} };
    if (!(await indexedDB.databases()).some(({ name }) => name === 'storylens')) return none;
    const database = await resultOf(indexedDB.open('storylens'));
    const transaction = database.transaction(['sequences', 'runs', 'entries', 'pictures']);
    const all = async (store: string): Promise<unknown[]> => resultOf(transaction.objectStore(store).getAll());
    const [sequences, runs, entries, pictures] = await Promise.all([
      all('sequences'),
      all('runs'),
      all('entries'),
      all('pictures') as Promise<{ readonly id: string; readonly blob: Blob }[]>,
    ]);
    const hashes: Record<string, string | null> = {};
    for (const { id, blob } of pictures) {
      // oxlint-disable-next-line no-await-in-loop -- one picture at a time: each may have 9 MB
      const digest = await blob
        .arrayBuffer()
        .then(async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
        .catch(() => null);
      hashes[id] = digest && Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
    }
    const { version } = database;
    database.close();
    return { version, sequences, runs, entries, hashes } as unknown as StoredLibrary;
  });
}

/** What is wrong with a library, in a sentence each. */
export function faultsOf({ sequences, runs, entries, hashes }: StoredLibrary): readonly string[] {
  const faults: string[] = [];
  const live = sequences.filter(({ deletedAt }) => deletedAt === null);
  const listed = sequences.flatMap((sequence) => sequence.runs);
  if (new Set(listed).size < listed.length) faults.push('a run is in two places');
  for (const { id, frames, runs: ids } of sequences) {
    const frameIds = frames.map((frame) => frame.id);
    if (new Set(frameIds).size < frameIds.length) faults.push(`a frame of ${id} is there twice`);
    if (new Set(frames.map(({ name }) => name)).size < frames.length) faults.push(`a picture of ${id} is there twice`);
    for (const run of ids) if (!runs.some((other) => other.id === run)) faults.push(`${id} lacks the run ${run}`);
  }
  for (const { id, sequence } of runs) {
    const owner = sequences.find((other) => other.id === sequence);
    if (!owner?.runs.includes(id)) faults.push(`no sequence lists the run ${id}`);
  }
  for (const frame of [...sequences, ...runs].flatMap(({ frames }) => frames ?? []))
    for (const picture of [frame.picture, frame.sent])
      if (hashes[picture] !== picture)
        faults.push(`the picture ${picture} of ${frame.name} has the hash ${hashes[picture]}`);
  for (const { id } of live)
    if (entries.filter((entry) => entry.id === id && entry.deletedAt === null).length !== 1)
      faults.push(`the list has not exactly one entry for ${id}`);
  for (const { id, deletedAt } of entries)
    if (deletedAt === null && !live.some((sequence) => sequence.id === id))
      faults.push(`the list has ${id} by mistake`);
  return faults;
}
