import type { ChunkReader } from './chunk.ts';
import { failureOfFinishReason, failureOfNoWord, failureOfSilentEnd } from './failures.ts';
import type { Failure, Outcome } from './types.ts';

/** What servers other than vLLM send for `stop` and `length`, in lower case and with `_`. */
const FINISHED = new Set(
  'stop stopped stop_sequence stop_token eos eos_token end end_turn endoftext im_end complete completed done finished'.split(
    ' ',
  ),
);
const LENGTH = new Set('length max_length max_tokens max_new_tokens max_output_tokens model_length'.split(' '));
/** Finish reasons of a broken answer. Such an answer is not finished, even if the story has all its frames. */
const BROKEN = /error|filter|safety|tool|function|cancel|abort/;

/** Decides how an answer ended, by its finish reason and its text. */
export class OutcomeReader {
  #text: string;

  /** @param kept the text that the answer continues; empty for a new answer. */
  constructor(kept: string) {
    this.#text = kept;
  }

  read(text: string): void {
    this.#text += text;
  }

  get isEmpty(): boolean {
    return this.#text === '';
  }

  /** @param failure what went wrong before the answer was read to its end; null if nothing did. */
  outcome({ finishReason, fillsFinishReason }: ChunkReader, failure: Failure | null): Outcome {
    const reason = finishReason === '' && fillsFinishReason && !this.#isWhole() ? null : finishReason;
    // An error after the finish reason is ignored, because the whole text has arrived.
    if (reason === null || (reason === '' && failure !== null))
      return { type: 'failed', failure: failure ?? failureOfSilentEnd() };
    const plain = reason
      .toLowerCase()
      .replace(/^<\|?|\|?>$/g, '')
      .replace(/[\s-]+/g, '_');
    if (LENGTH.has(plain)) return { type: 'length' };
    if (plain === 'abort') return { type: 'aborted' };
    if (plain === 'repetition') return { type: 'repetition' };
    if (!FINISHED.has(plain) && plain !== '' && (BROKEN.test(plain) || !this.#isWhole()))
      return { type: 'failed', failure: failureOfFinishReason(reason) };
    return this.#hasWord() ? { type: 'finished' } : { type: 'failed', failure: failureOfNoWord() };
  }

  /** Whether the text is a story with all its frames closed. */
  #isWhole(): boolean {
    const text = this.#text.toLowerCase().replace(/\s+/g, '');
    return text.lastIndexOf('</gdi') > text.lastIndexOf('<gdi');
  }

  #hasWord(): boolean {
    return /[\p{L}\p{N}]/u.test(this.#text.replace(/<[^<>]*>/g, ''));
  }
}
