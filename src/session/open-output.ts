import type { NamedText, Sample } from '../formats/index.ts';
import type { Desk } from './desk.ts';
import type { Dropped, Sorted } from './dropped.ts';

/** The largest file that is read, in bytes. A completion of 17 frames has 28 kB. */
export const MAX_BYTES = 20_000_000;

// The reader of formats is only needed for the dialog, so it is loaded with the first text.
const loadFormats = async (): Promise<typeof import('../formats/index.ts')> => import('../formats/index.ts');

/** Finds the completions in opened texts: see `unwrap`. */
export async function samplesIn(texts: readonly NamedText[]): Promise<readonly Sample[]> {
  const { unwrap } = await loadFormats();
  return unwrap(texts);
}

/** See `dropped.ts`, which is loaded with the first drop that is not only pictures. */
export async function openDropped(desk: Desk, dropped: Dropped): Promise<readonly NamedText[]> {
  return (await import('./dropped.ts')).openDropped(desk, dropped);
}

/** See `dropped.ts`. */
export async function sortDropped(dropped: Dropped): Promise<Sorted> {
  return (await import('./dropped.ts')).sortDropped(dropped);
}

/** Reads files as text, with other names than their own if `nameOf` is given. Each file that cannot be used gives a sentence in `problems`. */
export async function readTexts(
  files: readonly File[],
  nameOf = (file: File): string => file.name,
): Promise<{ readonly texts: readonly NamedText[]; readonly problems: readonly string[] }> {
  const texts: NamedText[] = [];
  const problems: string[] = [];
  const { decodeText } = await loadFormats();
  const read = await Promise.all(
    files.map(async (file) => ({
      file,
      bytes: file.size > MAX_BYTES ? null : await file.arrayBuffer().catch(() => null),
    })),
  );
  for (const { file, bytes } of read) {
    if (file.size > MAX_BYTES)
      problems.push(`“${file.name}” is larger than 20 MB, too large for a completion. Open a single output.`);
    else if (bytes === null) problems.push(`“${file.name}” could not be read: it may have been moved or deleted.`);
    else addText(nameOf(file), decodeText(new Uint8Array(bytes)));
  }
  return { texts, problems };

  function addText(name: string, text: string | null): void {
    if (text === null) problems.push(`“${name}” is not a text file. An output is plain text, such as 12_cot.txt.`);
    else if (text.trim() === '') problems.push(`“${name}” is empty.`);
    else texts.push({ name, text });
  }
}
