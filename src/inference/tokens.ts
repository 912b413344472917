/**
 * Cuts text about as a language model's tokenizer does: a word with the space before it (long words in pieces), one
 * digit, a few marks, the end of a line.
 */
export function cutIntoPieces(text: string): string[] {
  return text.match(/ ?[\p{L}\p{M}]{1,7}|\d| ?[^\s\p{L}\p{M}\d]{1,3}|[^\S\n]{0,20}\n|\s/gu) ?? [];
}

// `<|im_start|>`, role, newline, `<|im_end|>`, newline, around each of two messages; and the beginning of the answer.
const CHAT_TEMPLATE = 13;

/** About how many tokens the texts of a prompt are, with what the chat template puts around them. */
export function textTokens(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + cutIntoPieces(text).length, CHAT_TEMPLATE);
}
