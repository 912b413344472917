const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';
const LENGTH = 16;

/**
 * A random ID of 16 letters and digits (82 bits). `crypto.randomUUID` is missing on a page that is served over http on a
 * local network; `getRandomValues` exists everywhere.
 */
export function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(LENGTH)), (number) => ALPHABET[number % 36]).join('');
}
