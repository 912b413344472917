import { MAX_DEPTH, readFrameNo, readIds } from './grammar.ts';
import type { Tag, TagIds } from './grammar.ts';
import type { Emit, Mention, MentionTag, Range } from './types.ts';

/** Reads the story: frames, mentions and their text. It emits words at once and tags when they are complete. */
export interface StoryReader {
  /**
   * Takes text; `from` is its offset. Returns how many characters it has read: all, or up to the blank line that ended
   * a mention without a closing tag.
   */
  text(text: string, from: number): number;
  openFrame(tag: Tag, at: Range): void;
  closeFrame(at: Range): void;
  openMention(tag: MentionTag, attributes: string, at: Range): void;
  closeMention(tag: MentionTag, at: Range): void;
  /** Ends the open frame and its mentions here, without closing tags. */
  leave(from: number): void;
  // Functions rather than getters: V8 gives each object with getters of its own a hidden class of its own, which the
  // old generation keeps, with the whole parser and document behind it, until the next full collection.
  inFrame(): boolean;
  /** Whether text outside every frame has begun. */
  inLoose(): boolean;
  inMention(): boolean;
}

export function createStoryReader(emit: Emit): StoryReader {
  /** The range of the open frame's tag; null if no frame is open. */
  let frame: Range | null = null;
  let loose = false;
  let mention: Mention | null = null;
  let depth = 0;
  /** Whether the innermost mention has words. */
  let hasWords = false;
  let afterNewline = false;

  // A story names the same few entities again and again: their mentions share one list of IDs.
  const known = new Map<string, TagIds>();

  function idsOf(attributes: string): TagIds {
    let read = known.get(attributes);
    if (read === undefined) known.set(attributes, (read = readIds(attributes)));
    return read;
  }

  function dropMention(from: number): void {
    if (mention === null) return;
    emit({ type: 'fault', fault: { type: 'unclosed-tag', tag: mention.tag, at: mention.at }, at: mention.at });
    leaveMention([from, from]);
  }

  function leaveMention(at: Range): void {
    if (mention === null) return;
    if (!hasWords)
      emit({ type: 'fault', fault: { type: 'empty-mention', tag: mention.tag, at: mention.at }, at: mention.at });
    emit({ type: 'mention-close', mention, at });
    mention = mention.within;
    depth--;
    hasWords = true;
  }

  function dropMentions(from: number): void {
    while (mention !== null) dropMention(from);
  }

  function emitText(text: string, from: number): void {
    if (text === '') return;
    hasWords = true;
    emit({ type: 'text', text, mention, at: [from, from + text.length] });
  }

  function openLoose(from: number): void {
    if (frame !== null || loose) return;
    loose = true;
    emit({ type: 'frame-open', frame: null, at: [from, from] });
  }

  function endLoose(from: number): void {
    if (!loose) return;
    dropMentions(from);
    loose = false;
    emit({ type: 'frame-close', at: [from, from] });
  }

  function endFrame(from: number): void {
    if (frame === null) return;
    emit({ type: 'fault', fault: { type: 'unclosed-tag', tag: 'gdi', at: frame }, at: frame });
    dropMentions(from);
    frame = null;
    emit({ type: 'frame-close', at: [from, from] });
  }

  return {
    text(text, from) {
      openLoose(from);
      if (mention === null) {
        emitText(text, from);
        return text.length;
      }
      let read = 0;
      // A mention is part of a sentence: one that runs into the next paragraph was never closed.
      for (let newline = text.indexOf('\n'); newline >= 0; newline = text.indexOf('\n', read)) {
        if (afterNewline && text.slice(read, newline).trim() === '') {
          emitText(text.slice(read, newline), from + read);
          dropMentions(from + newline);
          return newline;
        }
        afterNewline = true;
        emitText(text.slice(read, newline + 1), from + read);
        read = newline + 1;
      }
      const rest = text.slice(read);
      afterNewline &&= rest.trim() === '';
      emitText(rest, from + read);
      return text.length;
    },
    openFrame(tag, at) {
      endFrame(at[0]);
      endLoose(at[0]);
      const no = readFrameNo(tag.attributes);
      frame = at;
      emit({ type: 'frame-open', frame: no, at });
      if (tag.misspelt) emit({ type: 'fault', fault: { type: 'misspelt-tag', tag: 'gdf', at }, at });
      if (no === null)
        emit({ type: 'fault', fault: { type: 'unknown-frame', written: tag.attributes.trim(), at }, at });
    },
    closeFrame(at) {
      if (frame === null) {
        emit({ type: 'fault', fault: { type: 'stray-closing-tag', tag: 'gdi', at }, at });
        emit({ type: 'layout', at });
        return;
      }
      dropMentions(at[0]);
      frame = null;
      emit({ type: 'frame-close', at });
    },
    openMention(tag, attributes, at) {
      openLoose(at[0]);
      if (depth >= MAX_DEPTH) dropMention(at[0]);
      const { ids, unknown } = idsOf(attributes);
      mention = { tag, ids, within: mention, at };
      depth++;
      hasWords = false;
      afterNewline = false;
      emit({ type: 'mention-open', mention, at });
      for (const id of unknown) emit({ type: 'fault', fault: { type: 'unknown-id', id, at }, at });
      if (ids.length === 0 && unknown.length === 0)
        emit({ type: 'fault', fault: { type: 'mention-without-id', tag, at }, at });
    },
    closeMention(tag, at) {
      if (mention === null) {
        emit({ type: 'fault', fault: { type: 'stray-closing-tag', tag, at }, at });
        emit({ type: 'layout', at });
        return;
      }
      if (mention.tag !== tag) {
        if (isOpenFurtherOut(mention, tag)) while (mention.within !== null && mention.tag !== tag) dropMention(at[0]);
        else emit({ type: 'fault', fault: { type: 'wrong-closing-tag', expected: mention.tag, found: tag, at }, at });
      }
      leaveMention(at);
    },
    leave(from) {
      endLoose(from);
      endFrame(from);
    },
    inFrame() {
      return frame !== null;
    },
    inLoose() {
      return loose;
    },
    inMention() {
      return mention !== null;
    },
  };
}

function isOpenFurtherOut(mention: Mention, tag: MentionTag): boolean {
  for (let outer = mention.within; outer !== null; outer = outer.within) if (outer.tag === tag) return true;
  return false;
}
