import { MAX_TAG } from './tags.ts';

/** Whether a text has no line break and nothing that may begin a tag. */
export function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    // Most letters have a higher code than the bracket, so one comparison is enough for them.
    if (c <= BRACKET && (c === LESS_THAN || c === NEWLINE || c === BRACKET)) return false;
  }
  return true;
}

const NEWLINE = 10;
const LESS_THAN = 60;
const GREATER_THAN = 62;
const BRACKET = 91;
const CLOSING_BRACKET = 93;
const SLASH = 47;

/** The offset of the next `[` that may begin `[SEP]` or `[/THINK]`; the length of the text if there is none. */
export function nextBracket(source: string, from: number): number {
  for (let at = source.indexOf('[', from); at >= 0; at = source.indexOf('[', at + 1)) {
    const next = source.charCodeAt(at + 1);
    if (Number.isNaN(next) || next === SLASH || (next > 64 && next < 91)) return at;
  }
  return source.length;
}

/** Whether a tag is one of the story, which an HTML formatter may break over two lines. */
function isTagOfStory(source: string, open: number): boolean {
  return source.startsWith('gd', source.charCodeAt(open + 1) === SLASH ? open + 2 : open + 1);
}

/** The offset after the tag that begins at `open`; -1 if its end may still come, 0 if it cannot be a tag. */
export function tagEnd(source: string, open: number): number {
  const most = Math.min(source.length, open + MAX_TAG);
  const end = source.charCodeAt(open) === BRACKET ? CLOSING_BRACKET : GREATER_THAN;
  for (let i = open + 1; i < most; i++) {
    const c = source.charCodeAt(i);
    if (c === end) return i + 1;
    if (c === LESS_THAN || (c === NEWLINE && !isTagOfStory(source, open))) return 0;
  }
  return source.length - open >= MAX_TAG ? 0 : -1;
}
