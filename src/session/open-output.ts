/** A text that was pasted or dropped, with the name of its file. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** The largest file that is read, in bytes. A completion of 17 frames has 28 kB. */
export const MAX_BYTES = 20_000_000;

/**
 * Joins the opened texts into one completion. The dataset generator writes a story as two files, `12_cot.txt` (the
 * tables) and `12_story.txt`. They are distinguished by name or else by content, and joined in the order in which the
 * model writes them.
 */
export function joinOutput(texts: readonly NamedText[]): string {
  const filled = texts.filter(({ text }) => text.trim() !== '');
  if (filled.length < 2) return filled[0]?.text ?? '';
  const thoughts = filled.filter((text) => isThinking(text));
  const stories = filled.filter((text) => !isThinking(text));
  const story = stories.map(({ text }) => text.trim()).join('\n\n');
  if (thoughts.length === 0) return story;
  const thought = thoughts.map(({ text }) => text.replaceAll(/<\/?think>/gi, '').trim()).join('\n\n');
  return `<think>\n${thought}\n</think>\n${story}`;
}

function isThinking({ name, text }: NamedText): boolean {
  if (/(?:^|[_\-. ])(?:cot|chain[_-]?of[_-]?thought|thinking|think)\b/i.test(name)) return true;
  if (/(?:^|[_\-. ])story\b/i.test(name)) return false;
  return !/<gd[ioalf]\b/i.test(text);
}

/** Reads files as text. Each file that cannot be used gives a sentence in `problems`. */
export async function readTexts(
  files: readonly File[],
): Promise<{ readonly texts: readonly NamedText[]; readonly problems: readonly string[] }> {
  const texts: NamedText[] = [];
  const problems: string[] = [];
  const read = await Promise.all(
    files.map(async (file) => ({ file, text: file.size > MAX_BYTES ? null : await file.text().catch(() => null) })),
  );
  for (const { file, text } of read) {
    if (file.size > MAX_BYTES)
      problems.push(`“${file.name}” is larger than 20 MB, too large for a completion. Open a single output.`);
    else if (text === null) problems.push(`“${file.name}” could not be read: it may have been moved or deleted.`);
    else if (text.includes('\0'))
      problems.push(`“${file.name}” is not a text file. An output is plain text, such as 12_cot.txt.`);
    else if (text.trim() === '') problems.push(`“${file.name}” is empty.`);
    else texts.push({ name: file.name, text });
  }
  return { texts, problems };
}
