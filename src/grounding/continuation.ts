import { createParser } from './parser.ts';
import { lastSentenceEnd } from './sentences.ts';
import { writeSeparated } from './separate.ts';
import type { Switch } from './types.ts';

/**
 * The offset at which Continue goes on: the end of the last whole line or sentence, because the model's tokenizer splits
 * a text differently if it ends within a word or a number, or with a space. Zero if no line or sentence is whole.
 *
 *     | char1 | Mara | 318,4            …she climbed. The <gdo ch
 *     ^                                             ^
 *
 * In the thinking only lines count: what looks like a sentence may be a cell of a table. `switches` is as in `parseAll`.
 */
export function continuationStart(completion: string, switches: readonly Switch[] = []): number {
  const line = completion.lastIndexOf('\n') + 1;
  const end = thinkingCloses(completion, switches);
  if (end === null) return line;
  const sentence = lastSentenceEnd(completion.slice(end));
  return sentence === 0 ? line : Math.max(line, end + sentence);
}

/**
 * The offset at which the story begins: after `</think>` and the line breaks that follow, because a tokenizer joins them
 * with it. Null if there is no thinking, or if it is not closed.
 */
export function thinkingEnd(completion: string, switches: readonly Switch[] = []): number | null {
  const end = thinkingCloses(completion, switches);
  if (end === null || end === 0) return null;
  return end + (/^\n*/.exec(completion.slice(end))?.[0].length ?? 0);
}

/** The offset at which the thinking ends; 0 if there is none, null if the text ends in it. */
function thinkingCloses(completion: string, switches: readonly Switch[]): number | null {
  let end: number | null = 0;
  const parser = createParser((event) => {
    if (event.type === 'think-open') end = null;
    else if (event.type === 'think-close') [, end] = event.at;
  });
  writeSeparated(parser, completion, 0, switches);
  return end;
}
