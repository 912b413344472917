// What parses completions: 11 kB after gzip that the first page does not need. Other layers import it on demand.
export { parseAll } from './document.ts';
export { createParser } from './parser.ts';
