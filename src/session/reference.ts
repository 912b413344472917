import type { FrameNo, Measured, Size } from '../grounding/base.ts';
import { arePixels } from './box-units.ts';
import { readTexts } from './read-texts.ts';
import { pictureOf } from './selectors.ts';
import type { Scene } from './selectors.ts';

/** A completion to compare with another one: what is compared, or what it is compared with. */
export interface Comparand {
  readonly name: string;
  readonly completion: string;
  /** The size of each picture in the units of the boxes; null where it is unknown. */
  readonly sizes: readonly (Measured | null)[];
  /** The size of each original picture in pixels, which a side without sizes of its own counts; null where it is unknown. */
  readonly pictures: readonly (Size | null)[];
  /** Whether the boxes are shares of a side, which have decimals. */
  readonly decimals: boolean;
}

/** The outputs in a file, which are read one at a time. */
export interface ReferenceFile {
  readonly name: string;
  /** What each output is called: its ID, or its number. */
  readonly labels: readonly string[];
  /** Rejects if the output cannot be read. */
  readonly read: (index: number) => Promise<Comparand>;
}

/** A completion whose boxes are drawn in a scene. */
export function comparandOf(scene: Scene, completion: string, name: string): Comparand {
  // The strict reader sees plain numbers only.
  const { plain } = scene.units;
  const isShare = !arePixels(plain);
  const count = isShare ? scene.count : Math.max(scene.frames.length, scene.sizes.length);
  const sizes = Array.from({ length: count }, (_, i) => {
    const isKnown = isShare || scene.frames[i] !== undefined || scene.sizes[i] !== undefined;
    return isKnown ? pictureOf(scene, (i + 1) as FrameNo).measured : null;
  });
  const pictures = sizes.map((_, i) => {
    const frame = scene.frames[i];
    return frame === undefined
      ? (scene.sizes[i] ?? null)
      : { width: frame.originalWidth, height: frame.originalHeight };
  });
  return { name, completion, sizes, pictures, decimals: plain === 'unit' };
}

/**
 * Opens a file with outputs: parquet, JSON, JSON Lines or a completion. Of a parquet file, only what is needed is read.
 *
 * @throws {Error} with a sentence for the user
 */
export async function openReference(file: File): Promise<ReferenceFile> {
  if (/\.parquet$/i.test(file.name)) return openRows(file);
  const { texts, problems } = await readTexts([file]);
  const { unwrap } = await import('../formats/index.ts');
  const samples = unwrap(texts);
  const [problem] = problems;
  if (samples.length === 0) throw new Error(problem ?? `“${file.name}” has no output.`);
  return {
    name: file.name,
    labels: samples.map(({ id, name }) => id ?? name),
    read: async (index) => found(file, samples[index]),
  };
}

async function openRows(file: File): Promise<ReferenceFile> {
  const { completionsIn, openParquet } = await import('../formats/index.ts');
  const rows = await openParquet({
    byteLength: file.size,
    slice: async (from, to) => file.slice(from, to).arrayBuffer(),
  }).catch(() => {
    throw new Error(`“${file.name}” is not a parquet file, or it is damaged.`);
  });
  const column = ['story_id', 'id', 'custom_id'].find((name) => rows.columns.includes(name));
  const ids = column === undefined ? [] : await rows.read(0, rows.count, [column]);
  return {
    name: file.name,
    labels: Array.from({ length: rows.count }, (_, i) => {
      const id = ids[i]?.[column ?? ''];
      return typeof id === 'string' || typeof id === 'number' || typeof id === 'bigint' ? String(id) : `Row ${i + 1}`;
    }),
    async read(index) {
      const [row] = await rows.read(index, index + 1);
      return found(file, completionsIn(row)[0]);
    },
  };
}

/** What the comparison needs of an output. */
interface Found {
  readonly id?: string;
  readonly completion: string;
  readonly sizes: readonly Size[];
  readonly frames?: number;
}

function found(file: File, sample: Found | undefined): Comparand {
  if (sample === undefined) throw new Error(`This row of “${file.name}” has no output.`);
  const { id, completion, sizes, frames = sizes.length } = sample;
  const known = Array.from({ length: frames }, (_, i) => sizes[i] ?? null);
  return {
    name: id === undefined ? file.name : `${file.name}, ${id}`,
    completion,
    sizes: known,
    pictures: known,
    decimals: false,
  };
}
