import { piecesOf, type Delta, type Field } from './delta-pieces.ts';

const OPEN = '<think>';
const CLOSE = '</think>';
// One character less than the longer tag: enough to recognise a tag that is split between two deltas.
const CARRY = CLOSE.length - 1;

/** Where the server went over to its other field: `at` is an offset in the completion. */
export interface Switch {
  readonly at: number;
  readonly to: 'thinking' | 'content';
}

const NONE: readonly Switch[] = [];

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
  /** The length of the text so far, including the kept text. */
  #length = 0;
  /** Where the field changed since the last `takeSwitches`. */
  #switches: Switch[] = [];
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

  /** Returns where the field has changed, before the text that the last `write` or `end` returned ends. */
  takeSwitches(): readonly Switch[] {
    if (this.#switches.length === 0) return NONE;
    const taken = this.#switches;
    this.#switches = [];
    return taken;
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
    if (field === 'reasoning') {
      this.#switches.push({ at: this.#length, to: 'thinking' });
      this.#awaited = this.#inside ? null : OPEN;
    } else if (this.#inside) this.#awaited = CLOSE;
    else this.#contentBegins();
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
        const tagged = this.#release();
        if (tag === CLOSE) this.#contentBegins();
        return tagged + this.#pass(text.slice(index + 1));
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
    const added = this.#pass(before + tag + after);
    if (tag === CLOSE) this.#contentBegins();
    return added + this.#release();
  }

  #contentBegins(): void {
    this.#switches.push({ at: this.#length, to: 'content' });
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
    this.#length += text.length;
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
