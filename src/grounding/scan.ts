import { MAX_TAG } from './tags.ts';

/** Whether a text has no line break and no `<`. */
export function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === NEWLINE || c === LESS_THAN) return false;
  }
  return true;
}

const NEWLINE = 10;
const LESS_THAN = 60;

/** The offset after the tag that begins at `open`; -1 if its end may still come, 0 if it cannot be a tag. */
export function tagEnd(source: string, open: number): number {
  const most = Math.min(source.length, open + MAX_TAG);
  for (let i = open + 1; i < most; i++) {
    const c = source[i];
    if (c === '>') return i + 1;
    if (c === '<' || c === '\n') return 0;
  }
  return source.length - open >= MAX_TAG ? 0 : -1;
}
