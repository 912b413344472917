import type { Measured, Size } from '../grounding/base.ts';
import { arePixels, measuredIn, pixelSize, sizeIn } from './box-units.ts';
import type { Measure, PictureSizes } from './box-units.ts';
import { readTexts } from './read-texts.ts';
import type { Run, Sequence } from './records.ts';
import type { BoxUnits } from './types.ts';

/** A completion to compare with another one: what is compared, or what it is compared with. */
export interface Comparand {
  readonly name: string;
  readonly completion: string;
  /** The size of each picture in the units of the boxes; null where it is unknown. */
  readonly sizes: readonly (Measured | null)[];
  /** The size of each original picture in pixels, which a side without sizes of its own counts; null where it is unknown. */
  readonly pictures: readonly (Size | null)[];
  /** The size of every picture if the boxes count shares of a side, such as thousandths; null if they count pixels. */
  readonly share: Measured | null;
  /** Whether the boxes are shares from 0 to 1, which have decimals. */
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

/** The pictures of a run, and what its boxes count. */
export interface MeasuredRun extends Measure {
  readonly frames: readonly PictureSizes[];
  /** The sizes of frames without a picture, where they are known. */
  readonly sizes: readonly Size[];
}

/** A completion with its pictures. */
export function comparandOf(run: MeasuredRun, completion: string, name: string): Comparand {
  const { frames, sizes, units } = run;
  const pictures = Array.from({ length: Math.max(frames.length, sizes.length) }, (_, i) => {
    const frame = frames[i];
    return frame === undefined ? (sizes[i] ?? null) : { width: frame.originalWidth, height: frame.originalHeight };
  });
  const measured = pictures.map((size, i) => {
    const frame = frames[i];
    if (frame === undefined && size === null) return null;
    return measuredIn(units, (pixels) => (frame === undefined ? (size ?? ONE) : pixelSize(frame, pixels, run)));
  });
  return { name, completion, sizes: measured, pictures, decimals: units.plain === 'unit', share: shareOf(units.plain) };
}

/** The size of every picture in units that do not count pixels; null in units that do. */
const shareOf = (plain: BoxUnits): Measured | null => (arePixels(plain) ? null : sizeIn(plain, 'plain', () => ONE));

const ONE: Size = { width: 1, height: 1 };

/** A run of the library with its pictures. */
export function comparandOfRun(run: Run, sequence: Sequence, name: string): Comparand {
  const { units, source, sizes, segments } = run;
  const frames = run.frames ?? sequence.frames;
  const patchSide = segments.at(-1)?.request.patchSide ?? 28;
  return comparandOf({ units, source, sizes, frames, patchSide, serverLimit: null }, run.completion, name);
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
    share: null,
    decimals: false,
  };
}
