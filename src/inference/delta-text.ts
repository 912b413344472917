/** The fields of a chat completion's delta that carry text. */
export interface Delta {
  readonly content?: string | null;
  /** Thinking, on a server with `--reasoning-parser`: vLLM 0.11.1 and later. */
  readonly reasoning?: string | null;
  /** The same up to vLLM 0.15; the versions between send both, with the same text. */
  readonly reasoning_content?: string | null;
}

type Field = 'content' | 'reasoning';

const OPEN = '<think>';
const CLOSE = '</think>';
// One less than the longer tag: enough to see a tag that is cut by a border between deltas.
const CARRY = CLOSE.length - 1;

/**
 * Joins deltas into one text in which the thinking stands between `<think>` and `</think>`, whichever field it came in:
 *
 *     reasoning           ‹tables›
 *     content                               ‹story›
 *     text       <think>\n‹tables›\n</think>\n‹story›
 *
 * A tag that the text brings itself is not put there twice, nor is a line break, so that the text is the very one that a
 * server without reasoning parser sends.
 *
 * The first characters of a field's run are held back while they may still become the tag. How the run is cut into
 * deltas makes no difference to the text.
 */
export class DeltaJoiner {
  #field: Field = 'content';
  /** The tag that the run may begin with, while that is undecided. */
  #awaited: typeof OPEN | typeof CLOSE | null = null;
  #held = '';
  /** How many characters of the awaited tag stand at the end of `held`; before the first, white space may pass. */
  #matched = 0;
  /** Is the text so far within a think block? */
  #inside = false;
  #carry = '';
  /** The kept text has its thinking behind it: whatever comes now is story, whichever field it comes in. */
  readonly #told: boolean;

  /**
   * @param kept the text that stands before the first delta, where an answer is continued. A server with a reasoning
   *   parser does not look at it: it may send the rest of the thinking as content, or the rest of the story as thinking.
   */
  constructor(kept = '') {
    this.#follow(kept);
    this.#told = kept.includes(CLOSE) && !this.#inside;
  }

  /** The text that this delta makes certain, often all of it, sometimes none. */
  write(delta: Delta): string {
    const thinking = textOf(delta.reasoning) || textOf(delta.reasoning_content);
    const told = textOf(delta.content);
    if (this.#told) return thinking + told;
    const thought = thinking === '' ? '' : this.#take('reasoning', thinking);
    return told === '' ? thought : thought + this.#take('content', told);
  }

  /** The text still held back. A stream that ends within its thinking stays open: nothing is added. */
  end(): string {
    return this.#release();
  }

  #take(field: Field, text: string): string {
    const out = field === this.#field ? '' : this.#turnTo(field);
    return out + (this.#awaited === null ? this.#follow(text) : this.#weigh(this.#awaited, text));
  }

  #turnTo(field: Field): string {
    // White space between two deltas of thinking does not say that the thinking is over.
    const blank = this.#field === 'content' && this.#matched === 0;
    const out = blank ? this.#release() : this.#decide('');
    this.#field = field;
    if (field === 'reasoning') this.#awaited = this.#inside ? null : OPEN;
    else this.#awaited = this.#inside ? CLOSE : null;
    return out;
  }

  /** Reads on until the run begins with the awaited tag, or cannot any more. */
  #weigh(tag: string, text: string): string {
    for (let at = 0; at < text.length; at++) {
      const char = text.charAt(at);
      if (char === tag[this.#matched]) this.#matched++;
      else if (this.#matched > 0 || char.trim() !== '') {
        this.#held += text.slice(0, at);
        const rest = text.slice(at);
        return this.#decide(rest) + this.#follow(rest);
      }
      if (this.#matched === tag.length) {
        this.#held += text.slice(0, at + 1);
        return this.#release() + this.#follow(text.slice(at + 1));
      }
    }
    this.#held += text;
    return '';
  }

  /** The run, `held` and then `rest`, does not begin with the awaited tag: the tag is put before it. */
  #decide(rest: string): string {
    const tag = this.#awaited;
    if (tag === null) return '';
    const after = (this.#held + rest).startsWith('\n') ? '' : '\n';
    const before = tag === OPEN || this.#carry.endsWith('\n') ? '' : '\n';
    return this.#follow(before + tag + after) + this.#release();
  }

  #release(): string {
    const held = this.#held;
    this.#awaited = null;
    this.#held = '';
    this.#matched = 0;
    return this.#follow(held);
  }

  /** Passes text on and notes whether it ends inside a think block. */
  #follow(text: string): string {
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

/** Other servers have sent lists of parts here; only text is read. */
function textOf(field: string | null | undefined): string {
  return typeof field === 'string' ? field : '';
}
