import { createDrafts } from './drafts.ts';
import { MAX_LINE, isLabel, mayBecomeHeading } from './headings.ts';
import { createStoryReader } from './story.ts';
import { hasCells } from './table.ts';
import { isBoxToken, isCertainWrapper } from './wrappers.ts';
import type { Tag } from './tags.ts';
import { beginsThinking, createThinkingReader } from './thinking.ts';
import type { Router } from './routing.ts';
import type { Emit, FrameNo, MentionTag, Range } from './types.ts';

/** The router of a parser that emits its events here. */
export function createRouter(emit: Emit): Router {
  const known = new Set<string>();
  const thinking = createThinkingReader(emit, known);
  const story = createStoryReader(emit, known);
  const drafts = createDrafts(emit);
  /** `implied` thinking was opened by a heading, not by `<think>`. */
  let mode: 'outside' | 'thinking' | 'implied' = 'outside';
  /** The line that is held back, and its offset. Outside the thinking, only a line that may begin it is held. */
  let line = '';
  let lineFrom = 0;
  /** How a line outside the thinking begins: prose is emitted at once, a mark may begin a heading. */
  let lineStart: 'blank' | 'mark' | 'prose' = 'blank';
  /** The number of the open frame, and of the frame that tables have interrupted. */
  let frame: FrameNo | null = null;
  let interrupted: FrameNo | null = null;
  /** Whether the last tag was one of a chat template that the name of a role follows: `<|im_start|>assistant`. */
  let roleFollows = false;

  /** Adds to the held line, up to `end` or to `MAX_LINE`. Returns the index up to which it has read. */
  function hold(source: string, from: number, end: number, base: number): number {
    if (line === '') lineFrom = base + from;
    const to = Math.min(end, from + MAX_LINE - line.length);
    const added = source.slice(from, to);
    line += added;
    if (mode === 'outside' && line.trim() !== '') lineStart = mayBecomeHeading(line) ? 'mark' : 'prose';
    const isWhole = added.endsWith('\n');
    if (mode === 'outside' && lineStart === 'prose') flushProse();
    else if (isWhole) flushLine(false);
    else if (line.length >= MAX_LINE) flushLong();
    return to;
  }

  /** Text outside the thinking. Outside every frame, the white space before it is layout. */
  function prose(text: string, from: number): void {
    lineStart = text.endsWith('\n') ? 'blank' : 'prose';
    if (story.inFrame() || story.inMention()) {
      story.text(text, from);
      return;
    }
    const blank = story.inLoose() ? 0 : text.length - text.trimStart().length;
    if (blank > 0) emit({ type: 'layout', at: [from, from + blank] });
    if (blank === text.length) return;
    drafts.loose(false);
    story.text(text.slice(blank), from + blank);
  }

  /** The held line is longer than any line of the format. */
  function flushLong(): void {
    if (mode === 'outside') flushProse();
    else thinking.long(line, [lineFrom, lineFrom + line.length]);
    line = '';
  }

  function flushProse(): void {
    const held = line;
    line = '';
    roleFollows &&= held.trim() === '';
    if (held !== '') prose(held, lineFrom);
  }

  /** Reads the held line. It is whole, or a tag ends it, or the text ends in it (`cut`). */
  function flushLine(cut: boolean): void {
    if (line === '') return;
    if (mode === 'outside') {
      if (isLabel(line, story.inFrame()) || (roleFollows && /^\s*(?:assistant|model|analysis|final)\s*$/i.test(line))) {
        wrapper(line.trim(), [lineFrom, lineFrom + line.length]);
        line = '';
        lineStart = 'blank';
        return;
      }
      if (!beginsThinking(line, story.inFrame())) {
        flushProse();
        return;
      }
      openThinking('implied', [lineFrom, lineFrom]);
    }
    const held = line;
    line = '';
    thinking.line(held, [lineFrom, lineFrom + held.length], cut);
  }

  function reportWrapper(written: string, at: Range): void {
    emit({ type: 'fault', fault: { type: 'unusual', what: 'wrapper', count: 1, written, at }, at });
  }

  function wrapper(written: string, at: Range): void {
    roleFollows = /start/.test(written);
    reportWrapper(written, at);
    emit({ type: 'layout', at });
  }

  function openThinking(how: 'thinking' | 'implied', at: Range): void {
    interrupted = how === 'implied' && story.inFrame() ? frame : null;
    story.leave(at[0]);
    mode = how;
    drafts.open(how === 'implied', at[0]);
    thinking.restart(interrupted);
    emit({ type: 'think-open', implied: how === 'implied', at });
  }

  function closeThinking(implied: boolean, at: Range): void {
    thinking.leave(at[0]);
    mode = 'outside';
    lineStart = 'blank';
    drafts.close(implied, at);
    emit({ type: 'think-close', implied, at });
  }

  function thinkTag({ closing }: Tag, at: Range): void {
    flushLine(false);
    thinking.release();
    if (!closing) {
      if (mode === 'outside') openThinking('thinking', at);
      else {
        mode = 'thinking';
        emit({ type: 'layout', at });
      }
    } else if (mode === 'thinking') closeThinking(false, at);
    else {
      // A chat template may have opened the thinking before the first token: all text so far was thinking.
      if (mode === 'outside') story.leave(at[0]);
      if (!drafts.retract(mode === 'implied', at)) closeThinking(false, at);
      else {
        emit({ type: 'fault', fault: { type: 'stray-closing-tag', tag: 'think', at }, at });
        emit({ type: 'layout', at });
      }
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
      const endsTables = mode === 'implied' && interrupted !== null;
      if ((tag.closing && !endsTables) || line.trim() !== '') return false;
      flushLine(false);
      leaveThinking(at[0], at);
    }
    flushLine(false);
    if (mode !== 'outside') leaveThinking(at[0], at);
    lineStart = 'blank';
    // A frame has ended where its tables began, unless words follow them.
    if (tag.closing && interrupted !== null && !story.inFrame()) emit({ type: 'layout', at });
    else if (tag.closing) story.closeFrame(at);
    else {
      story.leave(at[0]);
      frame = drafts.frame(tag.attributes, at[0]);
      story.openFrame(tag, frame, at);
    }
    interrupted = null;
    return true;
  }

  /** Returns false if the tag is only text. A mention ends the thinking only if a heading opened it. */
  function mentionTag(tag: Tag, name: MentionTag, at: Range): boolean {
    if (mode !== 'outside') {
      if (tag.closing || mode === 'thinking' || hasCells(line)) return false;
      const from = line === '' ? at[0] : lineFrom;
      leaveThinking(from, at);
      // The words after the tables of a frame belong to that frame.
      if (interrupted !== null) story.resume(interrupted, from);
    }
    flushProse();
    lineStart = 'prose';
    if (!story.inFrame()) drafts.loose(true);
    if (tag.closing) story.closeMention(name, at);
    else story.openMention(tag, name, at);
    return true;
  }

  /** Returns false if it is only text: in the middle of a line, the name of a wrapper may be any markup. */
  function wrapperTag(tag: Tag, at: Range): boolean {
    if (!isCertainWrapper(tag) && (line.trim() !== '' || (mode === 'outside' && story.inFrame()))) return false;
    // GLM writes its answer between the tokens of a box. In the thinking they are around boxes.
    if (isBoxToken(tag) && mode !== 'outside') return false;
    flushLine(false);
    thinking.release();
    lineStart = 'blank';
    wrapper(`<${tag.attributes}>`, at);
    return true;
  }

  return {
    text(source, from, to, base) {
      let at = from;
      while (at < to) {
        const newline = source.indexOf('\n', at);
        const end = newline < 0 || newline >= to ? to : newline + 1;
        if (mode !== 'outside' || lineStart !== 'prose') at = hold(source, at, end, base);
        else {
          prose(source.slice(at, end), base + at);
          at = end;
        }
      }
    },
    plain(text, from) {
      if (mode === 'outside') {
        if (lineStart !== 'prose' || !story.inFrame()) return false;
        story.text(text, from);
        return true;
      }
      if (line.length + text.length >= MAX_LINE) return false;
      if (line === '') lineFrom = from;
      line += text;
      return true;
    },
    tag(tag, at) {
      if (tag.name === 'gdi') return frameTag(tag, at);
      if (tag.name === 'wrapper') return wrapperTag(tag, at);
      if (tag.name !== 'think') return mentionTag(tag, tag.name, at);
      if (tag.unusual === 'wrapper') reportWrapper(`<${tag.attributes}>`, at);
      thinkTag(tag, at);
      return true;
    },
    separate(to, from) {
      flushLine(false);
      thinking.release();
      if (to === 'content') story.leave(from);
      const wasDraft = drafts.separate(to, from);
      if (to === 'content' && (wasDraft || mode !== 'outside')) closeThinking(true, [from, from]);
    },
    endLine(total) {
      flushLine(true);
      thinking.leave(total);
    },
    end(total) {
      story.leave(total);
      drafts.end(total, thinking.counting());
    },
  };
}
