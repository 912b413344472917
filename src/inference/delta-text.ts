import { piecesOf, type Delta, type Field } from './delta-pieces.ts';

const OPEN = '<think>';
const CLOSE = '</think>';
// One character less than the longer tag: enough to recognise a tag that is split between two deltas.
const CARRY = CLOSE.length - 1;

/**
 * Joins deltas into one text in which the thinking is between `<think>` and `</think>`, whichever field it came in:
 *
 *     reasoning           ‹tables›
 *     content                               ‹story›
 *     text       <think>\n‹tables›\n</think>\n‹story›
 *
 * If the text already contains a tag or a line break, the joiner does not add it again. So the result is the same text
 * that a server without a reasoning parser sends.
 *
 * A stretch is a series of deltas in one field. The joiner holds back the first characters of a stretch while they may
 * still become the tag. Delta boundaries never change the result.
 */
export class DeltaJoiner {
  #field: Field = 'content';
  /** The tag that the stretch may start with. Null once the joiner knows whether it does. */
  #awaited: typeof OPEN | typeof CLOSE | null = null;
  #held = '';
  /** How many characters of the awaited tag are at the end of `held`. White space before the tag is skipped. */
  #matched = 0;
  /** Whether the text so far ends inside a think block. */
  #inside = false;
  #carry = '';
  /** Whether the kept text contains the end of the thinking. Then all new text is story, whichever field it comes in. */
  readonly #storyOnly: boolean;

  /**
   * @param kept the text that the answer continues; empty for a new answer. A server with a reasoning parser does not
   *   read this text, so it may send the rest of the thinking as content, or the rest of the story as reasoning.
   */
  constructor(kept = '') {
    this.#pass(kept);
    this.#storyOnly = kept.includes(CLOSE) && !this.#inside;
  }

  /** Reads one delta and returns the text that is now final: usually the whole delta, sometimes nothing. */
  write(delta: Delta): string {
    let joined = '';
    for (const { field, text } of piecesOf(delta)) joined += this.#storyOnly ? text : this.#take(field, text);
    return joined;
  }

  /** Returns the text that was held back. If the stream ends inside the thinking, no closing tag is added. */
  end(): string {
    return this.#release();
  }

  #take(field: Field, text: string): string {
    const out = field === this.#field ? '' : this.#switchTo(field);
    return out + (this.#awaited === null ? this.#pass(text) : this.#match(this.#awaited, text));
  }

  #switchTo(field: Field): string {
    // White space in `content` between two deltas of `reasoning` does not end the thinking.
    const blank = this.#field === 'content' && this.#matched === 0;
    const out = blank ? this.#release() : this.#addTag('');
    this.#field = field;
    if (field === 'reasoning') this.#awaited = this.#inside ? null : OPEN;
    else this.#awaited = this.#inside ? CLOSE : null;
    return out;
  }

  /** Compares the start of the stretch with the awaited tag, and returns text as soon as the comparison is decided. */
  #match(tag: string, text: string): string {
    for (let index = 0; index < text.length; index++) {
      const char = text.charAt(index);
      if (char === tag[this.#matched]) this.#matched++;
      else if (this.#matched > 0 || char.trim() !== '') {
        this.#held += text.slice(0, index);
        const next = text.slice(index);
        return this.#addTag(next) + this.#pass(next);
      }
      if (this.#matched === tag.length) {
        this.#held += text.slice(0, index + 1);
        return this.#release() + this.#pass(text.slice(index + 1));
      }
    }
    this.#held += text;
    return '';
  }

  /** Adds the awaited tag before the stretch, which consists of `held` and then `next` and lacks the tag. */
  #addTag(next: string): string {
    const tag = this.#awaited;
    if (tag === null) return '';
    const after = (this.#held + next).startsWith('\n') ? '' : '\n';
    const before = tag === OPEN || this.#carry.endsWith('\n') ? '' : '\n';
    return this.#pass(before + tag + after) + this.#release();
  }

  #release(): string {
    const held = this.#held;
    this.#awaited = null;
    this.#held = '';
    this.#matched = 0;
    return this.#pass(held);
  }

  /** Passes text on and notes whether it ends inside a think block. */
  #pass(text: string): string {
    const seen = this.#carry + text;
    if (text.includes('>')) {
      const opened = seen.lastIndexOf(OPEN);
      const closed = seen.lastIndexOf(CLOSE);
      if (opened !== closed) this.#inside = opened > closed;
    }
    this.#carry = seen.slice(-CARRY);
    return text;
  }
}
