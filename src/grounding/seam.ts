import { createParser } from './parser.ts';

/**
 * Where an answer that broke off is taken up again: the text is cut back to its last whole line or sentence, since the
 * model's tokenizer cuts a text anew that ends within a word or a number, or on a space. Zero where nothing is whole.
 *
 *     | char1 | Mara | 318,4            …she climbed. The <gdo ch
 *     ^                                             ^
 *
 * In the thinking only lines are whole: what looks like a sentence may be a cell of a table.
 */
export function seamOf(completion: string): number {
  const line = completion.lastIndexOf('\n') + 1;
  const told = toldFrom(completion);
  return told === null ? line : Math.max(line, lastSentence(completion, told));
}

/**
 * The offset at which the story begins: behind `</think>` and the line breaks after it, which a tokenizer joins with it.
 * Null where the thinking was not closed, or where there is none.
 */
export function thinkingEnd(completion: string): number | null {
  const told = toldFrom(completion);
  if (told === null || told === 0) return null;
  return told + (/^\n*/.exec(completion.slice(told))?.[0].length ?? 0);
}

/** Where the text stops to be thinking; 0 where none is, null where the text ends in it. */
function toldFrom(completion: string): number | null {
  let told: number | null = 0;
  const parser = createParser((event) => {
    if (event.type === 'think-open') told = null;
    else if (event.type === 'think-close') [, told] = event.at;
  });
  parser.write(completion);
  return told;
}

// The end of a sentence with its quotes and the tags that are closed behind it; white space follows, or it may go on.
const SENTENCE = /[.!?…]+["'”’»)\]]*(?:<\/[a-z]{3}>["'”’»)\]]*)*(?=\s)/g;
// A title or an initial ends no sentence. The model would go on from there all the same, but may take it for the end.
const ABBREVIATED = /(?:\b(?:Mr|Mrs|Ms|Dr|St|Prof)|\b\p{Lu})\.$/u;

function lastSentence(completion: string, from: number): number {
  let end = 0;
  for (const match of completion.slice(from).matchAll(SENTENCE)) {
    const at = from + match.index + match[0].length;
    if (!ABBREVIATED.test(completion.slice(Math.max(0, at - 6), at))) end = at;
  }
  return end;
}
