/** A text that was pasted or dropped, and the name of its file. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** More is no completion: 17 frames are 28 kB. */
export const MAX_BYTES = 20_000_000;

/**
 * Joins what was opened to one completion. The dataset generator writes a story as two texts, `12_cot.txt` (the tables)
 * and `12_story.txt`; they are told apart by name, else by what they hold, and joined as the model writes them.
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

/** Reads files as text; a sentence for each that is none. */
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
      problems.push(`“${file.name}” is larger than 20 MB, which no completion is. Open a single output.`);
    else if (text === null) problems.push(`“${file.name}” could not be read: it may have been moved or deleted.`);
    else if (text.includes('\0'))
      problems.push(`“${file.name}” is not a text file. An output is plain text, such as 12_cot.txt.`);
    else if (text.trim() === '') problems.push(`“${file.name}” is empty.`);
    else texts.push({ name: file.name, text });
  }
  return { texts, problems };
}
