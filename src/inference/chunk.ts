import { DeltaJoiner, type Delta } from './delta-text.ts';
import { errorOf, type ServerError } from './sdk-fetch.ts';

/** The fields of a chat completion chunk that `ChunkReader` uses. A server may omit any of them or send null. */
interface Chunk {
  readonly choices?: readonly ({ readonly delta?: Delta | null; readonly finish_reason?: unknown } | null)[] | null;
  readonly usage?: { readonly prompt_tokens?: unknown; readonly completion_tokens?: unknown } | null;
}

/** Thrown when a chunk is an error in the flat shape. The SDK passes such an error on as if it were a chunk. */
export class FlatErrorEvent extends Error {
  readonly event: ServerError;

  constructor(event: ServerError) {
    super(event.message);
    this.event = event;
  }
}

/** Collects text, token counts and the finish reason from the chunks of one stream. */
export class ChunkReader {
  readonly #joiner: DeltaJoiner;
  finishReason: string | null = null;
  promptTokens: number | null = null;
  completionTokens: number | null = null;

  /** @param kept the text that the answer continues; empty for a new answer. */
  constructor(kept = '') {
    this.#joiner = new DeltaJoiner(kept);
  }

  /**
   * Reads one chunk and returns the text that is now final. `DeltaJoiner` may hold some text back.
   *
   * @throws FlatErrorEvent, or SyntaxError for JSON that is not an object.
   */
  read(data: unknown): string {
    if (typeof data !== 'object' || data === null) throw new SyntaxError('A chunk is not an object');
    const chunk: Chunk = data;
    if (!chunk.choices) {
      const event = errorOf(data);
      if (event !== null) throw new FlatErrorEvent(event);
    }
    const usage = chunk.usage;
    if (usage) {
      if (typeof usage.prompt_tokens === 'number') this.promptTokens = usage.prompt_tokens;
      if (typeof usage.completion_tokens === 'number') this.completionTokens = usage.completion_tokens;
    }
    const choice = chunk.choices?.[0];
    if (!choice) return '';
    if (typeof choice.finish_reason === 'string') this.finishReason = choice.finish_reason;
    return choice.delta ? this.#joiner.write(choice.delta) : '';
  }

  /** Returns the text that was held back. Call it once, after the last chunk. */
  end(): string {
    return this.#joiner.end();
  }
}
