/** Quotes a word for a POSIX shell. Any character is safe, because a model's name comes from the server. */
export function quote(word: string): string {
  return /^[\w./:@-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
