import { nearestId, readIds } from './ids.ts';
import type { KnownIds, TagIds } from './ids.ts';
import type { Tag } from './tags.ts';
import type { Emit, FrameNo, Mention, MentionTag, Range } from './types.ts';

/** A mention opened at this depth first closes the innermost one: real stories nest at most two. */
const MAX_DEPTH = 8;

/** Reads the story: frames, mentions and their text. It emits words at once and tags when they are complete. */
export interface StoryReader {
  /** Takes text; `from` is its offset. */
  text(text: string, from: number): void;
  /** `no` is the number of the frame; null if the tag does not give it. The caller has closed the frame before it. */
  openFrame(tag: Tag, no: FrameNo | null, at: Range): void;
  /** Opens a frame again that tables have interrupted. */
  resume(no: FrameNo, from: number): void;
  closeFrame(at: Range): void;
  openMention(tag: Tag, name: MentionTag, at: Range): void;
  closeMention(tag: MentionTag, at: Range): void;
  /** Ends the open frame and its mentions here, without closing tags. */
  leave(from: number): void;
  // Functions, not getters: V8 makes a hidden class for each object with getters. The old generation keeps that class,
  // and with it the whole parser and document, until the next full garbage collection.
  inFrame(): boolean;
  /** Whether text outside every frame has begun. */
  inLoose(): boolean;
  inMention(): boolean;
}

/** An open mention. */
interface Open {
  readonly mention: Mention;
  readonly outer: Open | null;
  /** Whether the mention has words. */
  hasWords: boolean;
  /**
   * Whether a word follows the tag directly. If so, an unclosed mention names something; otherwise it is only a mark.
   */
  named: boolean;
}

/** `known` are the IDs that the tables have used so far. */
export function createStoryReader(emit: Emit, known: KnownIds): StoryReader {
  /** The range of the open frame's tag; null if no frame is open. */
  let frame: Range | null = null;
  let loose = false;
  /** The innermost open mention. */
  let open: Open | null = null;
  let depth = 0;
  let afterNewline = false;

  // A story names the same few entities again and again: their mentions share one list of IDs.
  const lists = new Map<string, TagIds>();

  function idsOf(attributes: string): TagIds {
    const read = lists.get(attributes);
    if (read !== undefined) return read;
    const made = readIds(attributes, known);
    // With an unknown word the list is not shared, because a later table may make that word an ID.
    if (made.unknown.length === 0) lists.set(attributes, made);
    return made;
  }

  function dropMention(from: number): void {
    if (open === null) return;
    const { mention, outer, named } = open;
    const { tag, at } = mention;
    if (named) emit({ type: 'fault', fault: { type: 'unclosed-tag', tag, at }, at });
    else {
      const written = `<${[tag, ...mention.ids].join(' ')}>`;
      emit({ type: 'fault', fault: { type: 'unusual', what: 'unclosed-marker', count: 1, written, at }, at });
    }
    emit({ type: 'mention-unclosed', mention, named, at: [from, from] });
    leaveTo(outer);
  }

  function leaveMention(at: Range): void {
    if (open === null) return;
    const { mention, outer, hasWords } = open;
    if (!hasWords)
      emit({ type: 'fault', fault: { type: 'empty-mention', tag: mention.tag, at: mention.at }, at: mention.at });
    emit({ type: 'mention-close', mention, at });
    leaveTo(outer);
  }

  function leaveTo(outer: Open | null): void {
    open = outer;
    depth--;
    if (outer !== null) outer.hasWords = true;
  }

  function dropMentions(from: number): void {
    while (open !== null) dropMention(from);
  }

  function emitText(text: string, from: number): void {
    if (text === '') return;
    if (open !== null && !open.hasWords) {
      open.hasWords = true;
      open.named = isWord(text.charCodeAt(0)) || /^[\p{L}\p{N}“‘'"«(]/u.test(text);
    }
    emit({ type: 'text', text, mention: open === null ? null : open.mention, at: [from, from + text.length] });
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

  function closeMention(tag: MentionTag, at: Range): void {
    if (open === null) {
      emit({ type: 'fault', fault: { type: 'stray-closing-tag', tag, at }, at });
      emit({ type: 'layout', at });
      return;
    }
    const { mention } = open;
    if (mention.tag !== tag) {
      if (isMeant(open, tag)) while (open.outer !== null && open.mention.tag !== tag) dropMention(at[0]);
      else emit({ type: 'fault', fault: { type: 'wrong-closing-tag', expected: mention.tag, found: tag, at }, at });
    }
    leaveMention(at);
  }

  return {
    text(text, from) {
      openLoose(from);
      let read = 0;
      // A mention is part of a sentence: one that runs into the next paragraph was never closed.
      while (open !== null) {
        const newline = text.indexOf('\n', read);
        if (newline < 0) {
          const rest = text.slice(read);
          afterNewline &&= rest.trim() === '';
          emitText(rest, from + read);
          return;
        }
        if (afterNewline && text.slice(read, newline).trim() === '') {
          emitText(text.slice(read, newline), from + read);
          dropMentions(from + newline);
          read = newline;
        } else {
          afterNewline = true;
          emitText(text.slice(read, newline + 1), from + read);
          read = newline + 1;
        }
      }
      emitText(read === 0 ? text : text.slice(read), from + read);
    },
    openFrame(tag, no, at) {
      frame = at;
      emit({ type: 'frame-open', frame: no, at });
      const { unusual: what, attributes } = tag;
      if (what !== null)
        emit({ type: 'fault', fault: { type: 'unusual', what, count: 1, written: `<gdi ${attributes}>`, at }, at });
      if (tag.misspelt) emit({ type: 'fault', fault: { type: 'misspelt-tag', tag: 'gdf', at }, at });
      if (no === null)
        emit({ type: 'fault', fault: { type: 'unknown-frame', written: tag.attributes.trim(), at }, at });
    },
    resume(no, from) {
      frame = [from, from];
      emit({ type: 'frame-open', frame: no, at: frame });
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
    openMention({ attributes, alone, unusual }, tag, at) {
      if (open !== null && attributes.trim() === '') {
        const written = `<${tag}>`;
        emit({ type: 'fault', fault: { type: 'unusual', what: 'tag-in-place-of-closing', count: 1, written, at }, at });
        closeMention(tag, at);
        return;
      }
      openLoose(at[0]);
      if (depth >= MAX_DEPTH) dropMention(at[0]);
      const { ids, unknown, unusual: listed } = idsOf(attributes);
      const mention: Mention = { tag, ids, unknown, within: open === null ? null : open.mention, at };
      open = { mention, outer: open, hasWords: false, named: false };
      depth++;
      afterNewline = false;
      emit({ type: 'mention-open', mention, at });
      const what = unusual ?? (listed ? 'attributes' : null);
      if (what !== null) {
        const written = `<${tag} ${attributes}>`;
        emit({ type: 'fault', fault: { type: 'unusual', what, count: 1, written, at }, at });
      }
      for (const id of unknown)
        emit({ type: 'fault', fault: { type: 'unknown-id', id, near: nearestId(id, known), at }, at });
      if (ids.length === 0 && unknown.length === 0)
        emit({ type: 'fault', fault: { type: 'mention-without-id', tag, at }, at });
      if (alone) leaveMention([at[1], at[1]]);
    },
    closeMention,
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
      return open !== null;
    },
  };
}

/** Whether a character is an ASCII letter. */
function isWord(code: number): boolean {
  return (code > 96 && code < 123) || (code > 64 && code < 91);
}

/**
 * Whether a closing tag that does not fit the innermost mention closes one further out. A mark between words is never
 * closed: then the closing tag is only the wrong one.
 */
function isMeant(innermost: Open, tag: MentionTag): boolean {
  for (let { outer } = innermost; outer !== null; { outer } = outer)
    if (outer.mention.tag === tag) return outer.named || !innermost.named;
  return false;
}
