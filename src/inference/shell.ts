/**
 * Quotes a word for a POSIX shell, whatever characters it has: a model's name comes from the server, which may be
 * hostile.
 */
export function quote(word: string): string {
  return /^[\w./:@-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
