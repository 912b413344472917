import type { Library } from '../../session/index.ts';

/** Lets the user save sequences as a file, or all of them (null). */
export async function saveZip(library: Library, ids: readonly string[] | null): Promise<void> {
  const url = URL.createObjectURL(await library.exportZip(ids));
  const link = document.createElement('a');
  link.href = url;
  const isOne = ids?.length === 1;
  link.download = `${isOne ? 'sequence' : 'library'}.storylens.zip`;
  link.click();
  // The browser has taken the file when the click returns; Safari reads it a little later.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
