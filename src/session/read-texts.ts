import { decodeText } from '../formats/index.ts';
import type { NamedText } from '../formats/index.ts';

/** The largest file that is read, in bytes. A completion of 17 frames has 28 kB. */
export const MAX_BYTES = 20_000_000;

/**
 * Reads files as text, with other names than their own if `nameOf` is given. Each file that cannot be used gives a
 * sentence in `problems`.
 */
export async function readTexts(
  files: readonly File[],
  nameOf = (file: File): string => file.name,
): Promise<{ readonly texts: readonly NamedText[]; readonly problems: readonly string[] }> {
  const texts: NamedText[] = [];
  const problems: string[] = [];
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
