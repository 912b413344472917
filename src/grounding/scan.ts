import { MAX_TAG } from './grammar.ts';

/** Whether a text neither ends a line nor may begin a tag. */
export function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === NEWLINE || c === LESS_THAN) return false;
  }
  return true;
}

const NEWLINE = 10;
const LESS_THAN = 60;

/** The offset behind the tag that begins at `open`; -1 where its end has not come yet, 0 where it can have none. */
export function tagEnd(source: string, open: number): number {
  const most = Math.min(source.length, open + MAX_TAG);
  for (let i = open + 1; i < most; i++) {
    const c = source[i];
    if (c === '>') return i + 1;
    if (c === '<' || c === '\n') return 0;
  }
  return source.length - open >= MAX_TAG ? 0 : -1;
}
