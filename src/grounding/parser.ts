import { createRouter } from './router.ts';
import { isPlain, nextBracket, tagEnd } from './scan.ts';
import { MAX_TAG, isNamed, mayBecomeTag, readTag, readUsualBeginning } from './tags.ts';
import type { Emit, Parser } from './types.ts';

/**
 * An incremental parser of QwenStoryteller's completions. It knows no stream and keeps no document: it emits events
 * whose ranges tile the text. It holds back at most `MAX_TAG` characters that may become a tag, or `MAX_LINE` of a line
 * of the thinking. Its work grows linearly with the text, for pieces of any length.
 *
 *     …the <gdo char1 ch          held back from the caret: it may become a tag
 *          ^
 *     | char1 | James | 10,20,6   held back from the start of the line: half a box is no box
 *     ^
 */
export function createParser(emit: Emit): Parser {
  const router = createRouter(emit);
  let ended = false;
  /** The characters that may become a tag, and their offset: all text before them is read. */
  let tail = '';
  /** Whether the tail has the name of a mention's or a frame's tag, with at least a space after it. */
  let tailNamed = false;
  let offset = 0;
  /** The last character before the tail: a backtick quotes the tag. 0 at the beginning. */
  let before = 0;

  /**
   * Adds a piece to the tag that has begun, unless the piece may end the tag. If the name of the tag is complete, only
   * `>`, `<`, a line break or the length ends it; otherwise the tag must have the usual spelling.
   */
  function growTag(text: string): boolean {
    if (tail.length + text.length >= MAX_TAG || text.includes('>')) return false;
    const longer = tail + text;
    if (!tailNamed) {
      const named = readUsualBeginning(longer);
      if (named === null) return false;
      tailNamed = named;
    }
    tail = longer;
    return true;
  }

  /** Takes a piece without a tag or a line break. Nine of ten deltas are such pieces, so they have their own path. */
  function takePlain(text: string): boolean {
    if (!isPlain(text)) return false;
    if (text === '') return true;
    if (tail !== '') return growTag(text);
    if (!router.plain(text, offset)) return false;
    offset += text.length;
    before = text.charCodeAt(text.length - 1);
    return true;
  }

  /**
   * Reads a whole tag. Returns false if the tag is not of the format or is quoted: the parser then reads it as text.
   */
  function take(written: string, from: number, last: number): boolean {
    const tag = readTag(written);
    // In backticks a tag is quoted. But a story may end with one: "`" before `</gdi>`.
    if (last === BACKTICK && (tag?.closing !== true || tag.name === 'think')) return false;
    // A tag of the story in quotes is speech, and counts: “<gdo char4>Ines</gdo> is still out”.
    if (tag?.name === 'think' && last === QUOTE) return false;
    return tag !== null && router.tag(tag, [from, from + written.length]);
  }

  return {
    write(text) {
      if (ended) throw new Error('write() after end()');
      if (takePlain(text)) return;
      const source = tail === '' ? text : tail + text;
      let at = 0;
      let bracket = nextBracket(source, 0);
      for (;;) {
        if (bracket < at) bracket = nextBracket(source, at);
        const angle = source.indexOf('<', at);
        const open = angle < 0 ? bracket : Math.min(angle, bracket);
        if (open === source.length) break;
        if (open > at) router.text(source, at, open, offset);
        const last = open > 0 ? source.charCodeAt(open - 1) : before;
        const end = tagEnd(source, open);
        if (end < 0 && mayBecomeTag(source.slice(open))) {
          tail = source.slice(open);
          tailNamed = isNamed(tail);
          offset += open;
          before = last;
          return;
        }
        if (end > 0 && take(source.slice(open, end), offset + open, last)) at = end;
        else {
          at = open + 1;
          router.text(source, open, at, offset);
        }
      }
      if (at < source.length) router.text(source, at, source.length, offset);
      offset += source.length;
      if (source !== '') before = source.charCodeAt(source.length - 1);
      tail = '';
    },
    separate(to) {
      if (tail !== '') router.text(tail, 0, tail.length, offset);
      offset += tail.length;
      tail = '';
      before = 0;
      router.separate(to, offset);
    },
    end() {
      if (ended) return;
      ended = true;
      const total = offset + tail.length;
      // `<`, `</` or `<g` at the end may be any text; `<gd` can only be the start of a tag.
      const cutTag = tail.length >= 3 && !tail.startsWith('[');
      if (!cutTag) router.text(tail, 0, tail.length, offset);
      router.endLine(cutTag ? offset : total);
      if (cutTag) {
        const at = [offset, total] as const;
        emit({ type: 'fault', fault: { type: 'cut-tag', written: tail, at }, at });
        emit({ type: 'layout', at });
      }
      router.end(total);
      emit({ type: 'end', at: [total, total] });
    },
  };
}

const BACKTICK = 96;
const QUOTE = 0x201c;
