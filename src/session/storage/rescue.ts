import { openDB } from 'idb';
import type { IDBPDatabase } from 'idb';
import type { ZippedFile } from '../../formats/index.ts';
import { isRun, isSequence } from './readable.ts';
import { NAME } from './schema.ts';

/** A value of the database, as it is. */
export interface RawRecord {
  readonly store: string;
  readonly key: string;
  /** Why StoryLens cannot use it, as a sentence; null if it can. */
  readonly problem: string | null;
  /** The beginning of the value as JSON; empty if even the browser cannot read it. */
  readonly text: string;
}

export interface RawRecords {
  /** The version of the stores; null if there is no database. */
  readonly version: number | null;
  /** Those with a problem first. */
  readonly records: readonly RawRecord[];
}

const PREVIEW = 2000;

/**
 * Lists everything in the database, also what StoryLens cannot use, and what a newer version has written. It changes
 * nothing.
 */
export async function readRaw(): Promise<RawRecords> {
  const records: RawRecord[] = [];
  const version = await visitAll((store, key, reading) => {
    const text = 'value' in reading ? asJson(reading.value, () => null).slice(0, PREVIEW) : '';
    records.push({ store, key, problem: problemOf(store, reading), text });
  });
  return { version, records: records.toSorted((a, b) => Number(b.problem !== null) - Number(a.problem !== null)) };
}

/** Everything in the database as a ZIP file: the records as JSON, and each picture byte for byte. */
export async function exportRaw(): Promise<Blob> {
  const { zipOf } = await import('../../formats/index.ts');
  const files: ZippedFile[] = [];
  const records: string[] = [];
  const version = await visitAll((store, key, reading) => {
    const value =
      'value' in reading
        ? asJson(reading.value, (blob) => {
            const name = `files/${files.length + 1}${endingOf(blob)}`;
            files.push({ name, content: blob });
            return name;
          })
        : 'null';
    const problem = problemOf(store, reading);
    records.push(`${JSON.stringify({ store, key, problem }).slice(0, -1)},"value":${value}}`);
  });
  const all = `{"format":"storylens-raw","version":${version},"records":[\n${records.join(',\n')}\n]}\n`;
  return zipOf([{ name: 'records.json', content: all }, ...(await readableOf(files))]);
}

/** The number of sequences and runs that cannot be used. */
export async function countUnreadable(): Promise<number> {
  let count = 0;
  await visitAll(
    (store, _key, reading) => {
      if (problemOf(store, reading) !== null) count++;
    },
    ['sequences', 'runs'],
  );
  return count;
}

type Visitor = (store: string, key: string, reading: Reading) => void;

type Reading = { readonly value: unknown } | { readonly error: unknown };

/** Reads each value by itself, so that one that the browser cannot read hides no other. Returns the version. */
async function visitAll(visit: Visitor, only?: readonly string[]): Promise<number | null> {
  let isNew = false;
  const database = await openDB(NAME, undefined, {
    upgrade(_database, _from, _to, transaction) {
      isNew = true;
      void transaction.done.catch(() => null);
      transaction.abort();
    },
    blocking(_current, _wanted, event) {
      (event.target as IDBDatabase).close();
    },
  }).catch((error: unknown): IDBPDatabase | null => {
    if (isNew) return null;
    throw error;
  });
  if (database === null) return null;
  try {
    for (const store of only ?? database.objectStoreNames) {
      // oxlint-disable-next-line no-await-in-loop -- all of them at once may have many megabytes
      await visitStore(database, store, visit);
    }
    return database.version;
  } finally {
    database.close();
  }
}

async function visitStore(database: IDBPDatabase, store: string, visit: Visitor): Promise<void> {
  for (const key of await database.getAllKeys(store)) {
    // oxlint-disable-next-line no-await-in-loop -- as above
    const reading = await database.get(store, key).then(
      (value: unknown) => ({ value }),
      (error: unknown) => ({ error }),
    );
    visit(store, typeof key === 'string' ? key : JSON.stringify(key), reading);
  }
}

function problemOf(store: string, reading: Reading): string | null {
  if ('error' in reading) {
    const { error } = reading;
    return `The browser cannot read it: ${error instanceof Error ? error.message : String(error)}`;
  }
  const { value } = reading;
  if (store === 'sequences' && !isSequence(value)) return 'It does not have the form of a sequence.';
  if (store === 'runs' && !isRun(value)) return 'It does not have the form of a run.';
  if (store === 'pictures' && !hasPicture(value)) return 'It has no picture.';
  return null;
}

const hasPicture = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (('blob' in value && value.blob instanceof Blob) || ('bytes' in value && value.bytes instanceof ArrayBuffer));

/** A value as JSON, with the name of a file in place of each file. */
function asJson(value: unknown, fileOf: (blob: Blob) => string | null): string {
  try {
    const json = JSON.stringify(value, (_field, found: unknown) => {
      const part = found instanceof ArrayBuffer ? new Blob([found]) : found;
      if (part instanceof Blob) return { file: fileOf(part), type: part.type, size: part.size };
      if (part instanceof Map || part instanceof Set) return [...part];
      return typeof part === 'bigint' ? String(part) : part;
    }) as string | undefined;
    return json ?? 'null';
  } catch (error) {
    return JSON.stringify({ cannotBeWrittenAsJson: String(error) });
  }
}

const endingOf = ({ type }: Blob): string => {
  const [, ending] = /^image\/([a-z]+)$/.exec(type) ?? [];
  return ending === undefined ? '' : `.${ending}`;
};

/** The files whose bytes the browser still has. */
async function readableOf(files: readonly ZippedFile[]): Promise<readonly ZippedFile[]> {
  const checked = await Promise.all(
    files.map(async (file) => {
      const { content } = file;
      if (typeof content === 'string') return [file];
      return content
        .slice(0, 1)
        .arrayBuffer()
        .then(
          () => [file],
          () => [],
        );
    }),
  );
  return checked.flat();
}
