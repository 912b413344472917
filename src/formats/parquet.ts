import type { AsyncBuffer, FileMetaData } from 'hyparquet';

// Loaded with the first parquet file: 17 kB, and 75 kB for other compressions than snappy.
const load = async (): Promise<typeof import('hyparquet')> => import('hyparquet');
const loadCompressors = async (): Promise<typeof import('hyparquet-compressors')> => import('hyparquet-compressors');

/** A parquet file whose rows are read in groups, so that not all of them are in memory at once. */
export interface ParquetRows {
  readonly count: number;
  /** The numbers of the rows that are written together, as half-open ranges. */
  readonly groups: readonly (readonly [from: number, to: number])[];
  readonly columns: readonly string[];
  /** The rows of a range, with these columns; the bytes of pictures stay bytes. */
  read(from: number, to: number, columns?: readonly string[]): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

/**
 * Opens a parquet file.
 *
 * @throws {Error} if the file is not a parquet file
 */
export async function openParquet(file: AsyncBuffer): Promise<ParquetRows> {
  const { parquetMetadataAsync } = await load();
  const metadata = await parquetMetadataAsync(file);
  let from = 0;
  const groups = metadata.row_groups.map(({ num_rows }): [number, number] => {
    const group: [number, number] = [from, from + Number(num_rows)];
    [, from] = group;
    return group;
  });
  return {
    count: Number(metadata.num_rows),
    groups,
    columns: columnsOf(metadata),
    async read(rowStart, rowEnd, columns) {
      const [{ parquetReadObjects }, { compressors }] = await Promise.all([load(), loadCompressors()]);
      const chosen = columns === undefined ? {} : { columns: [...columns] };
      return parquetReadObjects({ file, metadata, rowStart, rowEnd, compressors, utf8: false, ...chosen });
    },
  };
}

/** The names of the columns: the children of the schema's root. */
function columnsOf({ schema }: FileMetaData): readonly string[] {
  const names: string[] = [];
  let left = 0;
  for (const { name, num_children = 0 } of schema.slice(1)) {
    if (left === 0) names.push(name);
    else left--;
    left += num_children;
  }
  return names;
}
