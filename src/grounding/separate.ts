import type { Parser, Switch } from './types.ts';

/**
 * Writes text and the switches in it; `from` is the offset of the text. A switch at the end of the text waits for the
 * next text, because it changes nothing before that.
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
