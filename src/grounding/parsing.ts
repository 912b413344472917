// What reads completions: 11 kB after gzip that the first page does not need, so the page loads it on demand.
export { parseAll, reduce, reduceAll } from './document.ts';
export { createSyntaxSplitter } from './syntax.ts';
export type { SyntaxSplitter, SyntaxPiece, SyntaxKind } from './syntax.ts';
export { writeSeparated } from './separate.ts';
export { createParser } from './parser.ts';
export { continuationStart, thinkingEnd } from './continuation.ts';
