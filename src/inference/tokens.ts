/**
 * Cuts text approximately as a language model's tokenizer does: into words with the space before them (long words in
 * several pieces), single digits, a few punctuation marks, and line ends.
 */
export function cutIntoPieces(text: string): string[] {
  return text.match(/ ?[\p{L}\p{M}]{1,7}|\d| ?[^\s\p{L}\p{M}\d]{1,3}|[^\S\n]{0,20}\n|\s/gu) ?? [];
}

// Tokens of the chat template: `<|im_start|>`, role, newline, `<|im_end|>` and newline for each of two messages, and
// `<|im_start|>`, role and newline at the beginning of the answer.
const CHAT_TEMPLATE = 13;

/** Estimates how many tokens the texts of a prompt have, including those of the chat template. */
export function textTokens(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + cutIntoPieces(text).length, CHAT_TEMPLATE);
}
