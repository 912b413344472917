import type { Parser, Switch } from './types.ts';

/**
 * Writes text with the switches in it; `from` is its offset. A switch at its end comes with the text after it: without
 * such text it changes nothing.
 */
export function writeSeparated(parser: Parser, text: string, from: number, switches: readonly Switch[]): void {
  let written = from;
  for (const { at, to } of switches) {
    if (at < from || at >= from + text.length) continue;
    if (at > written) parser.write(text.slice(written - from, at - from));
    written = Math.max(written, at);
    parser.separate(to);
  }
  parser.write(written === from ? text : text.slice(written - from));
}
