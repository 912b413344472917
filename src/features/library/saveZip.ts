import type { Library } from '../../session/index.ts';
import { saveFile } from '../../ui/index.ts';

/** Lets the user save sequences as a file, or all of them (null). */
export async function saveZip(library: Library, ids: readonly string[] | null): Promise<void> {
  const isOne = ids?.length === 1;
  saveFile(await library.exportZip(ids), `${isOne ? 'sequence' : 'library'}.storylens.zip`);
}

/** Lets the user save everything in the database as it is. */
export async function saveRaw(library: Library): Promise<void> {
  saveFile(await library.exportRaw(), 'raw-records.zip');
}
