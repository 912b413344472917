import { readFrameNo } from './ids.ts';
import type { Emit, FrameNo, Range, Switch } from './types.ts';

/**
 * Finds out which part of the story is a draft. A model may try out the story in its thinking, quote `</think>` there, or
 * think again and begin again: the last story counts.
 */
export interface Drafts {
  /** Thinking opens at this offset. */
  open(implied: boolean, from: number): void;
  /** Thinking closes here. */
  close(implied: boolean, at: Range): void;
  /** A frame opens at this offset. Returns its number; null if its tag does not say it. */
  frame(attributes: string, from: number): FrameNo | null;
  /** Text outside every frame; `mention` is whether it is a mention, and so certainly a part of the story. */
  loose(mention: boolean): void;
  /**
   * A `</think>` without its `<think>`: the story so far was a draft. Returns whether it closes nothing: there was no
   * story and no thinking since the last one. `implied` means that it closes a thinking that a heading opened.
   */
  retract(implied: boolean, at: Range): boolean;
  /**
   * The server says what the text from this offset on is. Where its content begins, all story since its thinking began
   * was a draft. Returns whether there was such a story.
   */
  separate(to: Switch['to'], from: number): boolean;
  /** The completion ends. `headings` is the highest number of an image heading, as it is written; 0 if there is none. */
  end(total: number, headings: { readonly highest: number; readonly fromZero: boolean }): void;
}

export function createDrafts(emit: Emit): Drafts {
  /** The end of the last thinking that was closed by its tag. */
  let closed = 0;
  let hasThinking = false;
  /** The numbers of the frames since then, as they are written; null means text or a frame without a number. */
  let since = new Set<number | null>();
  /** The numbers of the frames before the last `<think>`, and its offset. */
  let earlier = new Set<number | null>();
  let opened = 0;
  /** The numbers of the frames of the last draft, as long as it may turn out to be the story. */
  let draft: { readonly frames: ReadonlySet<number | null>; readonly at: Range } | null = null;
  let fromZero = false;
  let highest = 0;
  /** Where the server's thinking began. */
  let separatedFrom = 0;
  let isSeparated = false;

  function restore(from: number): void {
    if (draft === null) return;
    const { at } = draft;
    draft = null;
    emit({ type: 'no-draft', at: [from, from] });
    emit({ type: 'fault', fault: { type: 'stray-closing-tag', tag: 'think', at }, at });
  }

  /** A frame that the draft does not have: what looked like a draft was the first part of the story. */
  function settle(no: number | null, from: number): void {
    if (draft === null) return;
    const numbers = [...draft.frames].filter((frame) => frame !== null);
    if (no !== null && numbers.length > 0 && !numbers.includes(no)) restore(from);
    else draft = null;
  }

  function countFromZero(from: number): void {
    fromZero = true;
    const at: Range = [from, from];
    const fault = { type: 'unusual', what: 'counted-from-zero', count: 1, written: '<gdi image0>', at } as const;
    emit({ type: 'count-from-zero', of: 'story', at });
    emit({ type: 'fault', fault, at });
  }

  return {
    open(implied, from) {
      hasThinking = true;
      // Text right before a thinking does not belong to the story.
      since.delete(null);
      if (implied) return;
      earlier = new Set([...earlier, ...since]);
      opened = from;
    },
    close(implied, at) {
      hasThinking = true;
      if (implied) return;
      [, closed] = at;
      since = new Set();
    },
    frame(attributes, from) {
      const no = readFrameNo(attributes);
      settle(no, from);
      if (no !== null && earlier.has(no)) {
        emit({ type: 'draft', from: 0, to: opened, at: [from, from] });
        earlier = new Set();
      }
      since.add(no);
      highest = Math.max(highest, no ?? 0);
      if (no === 0 && !fromZero) countFromZero(from);
      return no === null ? null : ((fromZero ? no + 1 : no) as FrameNo);
    },
    loose(mention) {
      since.add(null);
      if (mention) draft = null;
    },
    retract(implied, at) {
      // What the server sends as content is the story, also before a tag in it.
      if (isSeparated && !implied) return true;
      const [from] = at;
      const frames = since;
      if (frames.size === 0) return hasThinking && !implied;
      const isFirst = !hasThinking && !implied;
      hasThinking = true;
      // This was only text without tags, so it was thinking and no draft.
      if (isFirst && frames.size === 1 && frames.has(null)) return false;
      emit({ type: 'draft', from: closed, to: from, at: [from, from] });
      draft = { frames, at };
      return false;
    },
    separate(to, from) {
      isSeparated = to === 'content';
      if (!isSeparated) {
        separatedFrom = from;
        since = new Set();
        return false;
      }
      draft = null;
      closed = from;
      const hasStory = since.size > 0;
      if (hasStory) emit({ type: 'draft', from: separatedFrom, to: from, at: [from, from] });
      since = new Set();
      earlier = new Set();
      hasThinking = true;
      return hasStory;
    },
    end(total, headings) {
      if (draft !== null) restore(total);
      if (fromZero || !headings.fromZero || highest === 0 || highest > headings.highest) return;
      countFromZero(total);
    },
  };
}
