import { MAX_LINE } from './headings.ts';
import { isPlain, tagEnd } from './scan.ts';
import { createStoryReader } from './story.ts';
import { hasCells } from './table.ts';
import { MAX_TAG, NAMED_TAG, mayBecomeTag, readTag } from './tags.ts';
import type { Tag } from './tags.ts';
import { beginsThinking, createThinkingReader } from './thinking.ts';
import type { Emit, MentionTag, Parser, Range } from './types.ts';

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
  const known = new Set<string>();
  const thinking = createThinkingReader(emit, known);
  const story = createStoryReader(emit, known);
  /** `implied` thinking was opened by a heading, not by `<think>`. */
  let mode: 'outside' | 'thinking' | 'implied' = 'outside';
  let hasThinking = false;
  let hasFrames = false;
  let ended = false;
  let tail = '';
  /** Whether the tail has the name of a mention's or a frame's tag, with at least a space after it. */
  let tailNamed = false;
  let offset = 0;
  /** The line that is held back, and its offset. Outside the thinking, only a line that may begin it is held. */
  let line = '';
  let lineFrom = 0;
  /** How a line outside the frames and the thinking begins: prose is emitted at once, a mark may begin a heading. */
  let lineStart: 'blank' | 'mark' | 'prose' = 'blank';

  /** Reads `source[from, to)`, which has no tag; `base` is the offset of `source`. */
  function chars(source: string, from: number, to: number, base: number): void {
    let at = from;
    while (at < to) {
      if (mode === 'outside' && (story.inFrame() || story.inMention())) {
        at += story.text(source.slice(at, to), base + at);
        continue;
      }
      const newline = source.indexOf('\n', at);
      const end = newline < 0 || newline >= to ? to : newline + 1;
      if (mode !== 'outside' || lineStart !== 'prose') at = hold(source, at, end, base);
      else {
        prose(source.slice(at, end), base + at);
        at = end;
      }
    }
  }

  /** Adds to the held line, up to `end` or to `MAX_LINE`. Returns the index up to which it has read. */
  function hold(source: string, from: number, end: number, base: number): number {
    if (line === '') lineFrom = base + from;
    const to = Math.min(end, from + MAX_LINE - line.length);
    const added = source.slice(from, to);
    line += added;
    if (mode === 'outside' && lineStart === 'blank') {
      const first = added.trimStart()[0];
      if (first !== undefined) lineStart = '#|*`'.includes(first) ? 'mark' : 'prose';
    }
    if (mode === 'outside' && lineStart === 'prose') flushProse();
    else if (added.endsWith('\n')) flushLine(false);
    else if (line.length >= MAX_LINE) (mode === 'outside' ? flushProse : flushNote)();
    return to;
  }

  /** Text outside every frame. The white space before it is layout. */
  function prose(text: string, from: number): void {
    lineStart = text.endsWith('\n') ? 'blank' : 'prose';
    const blank = story.inLoose() ? 0 : text.length - text.trimStart().length;
    if (blank > 0) emit({ type: 'layout', at: [from, from + blank] });
    // No mention is open here, so the reader takes all of the text.
    if (blank < text.length) story.text(text.slice(blank), from + blank);
  }

  function flushProse(): void {
    const held = line;
    line = '';
    if (held !== '') prose(held, lineFrom);
  }

  function flushNote(): void {
    thinking.note(line, [lineFrom, lineFrom + line.length]);
    line = '';
  }

  /** Reads the held line. It is whole, or a tag ends it, or the text ends in it (`cut`). */
  function flushLine(cut: boolean): void {
    if (line === '') return;
    if (mode === 'outside') {
      if (!beginsThinking(line)) {
        flushProse();
        return;
      }
      openThinking('implied', [lineFrom, lineFrom]);
    }
    const held = line;
    line = '';
    thinking.line(held, [lineFrom, lineFrom + held.length], cut);
  }

  function openThinking(how: 'thinking' | 'implied', at: Range): void {
    story.leave(at[0]);
    mode = how;
    hasThinking = true;
    thinking.restart();
    emit({ type: 'think-open', implied: how === 'implied', at });
  }

  function closeThinking(implied: boolean, at: Range): void {
    mode = 'outside';
    lineStart = 'blank';
    emit({ type: 'think-close', implied, at });
  }

  function thinkTag(tag: Tag, at: Range): void {
    flushLine(false);
    if (!tag.closing) {
      if (mode === 'outside') openThinking('thinking', at);
      else emit({ type: 'layout', at });
    } else if (mode !== 'outside') closeThinking(false, at);
    else if (hasThinking || hasFrames) {
      emit({ type: 'fault', fault: { type: 'stray-closing-tag', tag: 'think', at }, at });
      emit({ type: 'layout', at });
    } else {
      // A chat template may have opened the thinking before the first token: all text so far was thinking.
      story.leave(at[0]);
      hasThinking = true;
      closeThinking(false, at);
    }
  }

  /** A tag of the story ends a thinking without `</think>`. That is a fault only if `<think>` was written. */
  function leaveThinking(from: number, tag: Range): void {
    if (mode === 'thinking') emit({ type: 'fault', fault: { type: 'thinking-unclosed', at: tag }, at: tag });
    closeThinking(true, [from, from]);
  }

  /** Returns false if the tag is only text: in the middle of a line of the thinking it is a quotation. */
  function frameTag(tag: Tag, at: Range): boolean {
    if (mode !== 'outside') {
      if (tag.closing || line.trim() !== '') return false;
      flushLine(false);
      leaveThinking(at[0], at);
    }
    flushLine(false);
    lineStart = 'blank';
    if (tag.closing) story.closeFrame(at);
    else {
      hasFrames = true;
      story.openFrame(tag, at);
    }
    return true;
  }

  function mentionTag(tag: Tag, name: MentionTag, at: Range): boolean {
    if (mode !== 'outside') {
      if (tag.closing || mode === 'thinking' || hasCells(line)) return false;
      leaveThinking(line === '' ? at[0] : lineFrom, at);
    }
    flushProse();
    lineStart = 'prose';
    if (tag.closing) story.closeMention(name, at);
    else story.openMention(tag, name, at);
    return true;
  }

  /** Reads a whole tag. Returns false if it is not one of the format, so that `<` is only a character. */
  function take(written: string, from: number): boolean {
    const tag = readTag(written);
    if (tag === null) return false;
    const at: Range = [from, from + written.length];
    if (tag.name === 'think') thinkTag(tag, at);
    else if (tag.name === 'gdi') return frameTag(tag, at);
    else return mentionTag(tag, tag.name, at);
    return true;
  }

  /** Adds to a tag whose name is complete: only `>`, `<`, a line break or its length can end it. */
  function growTag(text: string): boolean {
    if (!tailNamed || tail.length + text.length >= MAX_TAG || text.includes('>')) return false;
    tail += text;
    return true;
  }

  /** Takes a piece without `<` or a line break. Nine deltas of ten are such a piece, so it has a path of its own. */
  function takePlain(text: string): boolean {
    if (!isPlain(text)) return false;
    if (tail !== '') return growTag(text);
    if (mode === 'outside') {
      if (!story.inFrame()) return false;
      story.text(text, offset);
    } else {
      if (line.length + text.length >= MAX_LINE) return false;
      if (line === '') lineFrom = offset;
      line += text;
    }
    offset += text.length;
    return true;
  }

  return {
    write(text) {
      if (ended) throw new Error('write() after end()');
      if (takePlain(text)) return;
      const source = tail === '' ? text : tail + text;
      let at = 0;
      for (let open = source.indexOf('<'); open >= 0; open = source.indexOf('<', at)) {
        if (open > at) chars(source, at, open, offset);
        const end = tagEnd(source, open);
        if (end < 0 && mayBecomeTag(source.slice(open))) {
          tail = source.slice(open);
          tailNamed = NAMED_TAG.test(tail);
          offset += open;
          return;
        }
        if (end > 0 && take(source.slice(open, end), offset + open)) at = end;
        else {
          at = open + 1;
          chars(source, open, at, offset);
        }
      }
      if (at < source.length) chars(source, at, source.length, offset);
      offset += source.length;
      tail = '';
    },
    end() {
      if (ended) return;
      ended = true;
      const total = offset + tail.length;
      // `<`, `</` or `<g` at the end may be any text; `<gd` can only be the start of a tag.
      const cutTag = tail.length >= 3;
      if (!cutTag) chars(tail, 0, tail.length, offset);
      flushLine(true);
      if (cutTag) {
        const at: Range = [offset, total];
        emit({ type: 'fault', fault: { type: 'cut-tag', written: tail, at }, at });
        emit({ type: 'layout', at });
      }
      story.leave(total);
      emit({ type: 'end', at: [total, total] });
    },
  };
}
