import { piecesOf, type Delta } from './delta-pieces.ts';
import { DeltaJoiner, type Switch } from './delta-text.ts';
import { errorOf, ReportedError } from './server-error.ts';

/** The fields of a chat completion chunk that `ChunkReader` uses. A server may omit any of them or send null. */
interface Chunk {
  readonly choices?: readonly (Choice | null)[] | null;
  readonly usage?: { readonly prompt_tokens?: unknown; readonly completion_tokens?: unknown } | null;
}

interface Choice {
  readonly delta?: Delta | null;
  /** The text of a completion that is not streamed. Some servers also use this field in a stream. */
  readonly message?: Delta | null;
  readonly finish_reason?: unknown;
}

/** Collects text, token counts and the finish reason from the chunks of one stream. */
export class ChunkReader {
  readonly #joiner: DeltaJoiner;
  /** Whether any delta had text. If so, a `message` repeats the text of the deltas. */
  #hasDeltas = false;
  finishReason: string | null = null;
  /**
   * Whether the stream continued after an empty finish reason. If so, this server may write an empty reason instead of
   * null.
   */
  fillsFinishReason = false;
  promptTokens: number | null = null;
  completionTokens: number | null = null;

  /** @param kept the text that the answer continues; empty for a new answer. */
  constructor(kept = '') {
    this.#joiner = new DeltaJoiner(kept);
  }

  /**
   * Reads one chunk and returns the text that is now final. `DeltaJoiner` may hold some text back.
   *
   * @throws ReportedError, or SyntaxError for JSON that is not an object.
   */
  read(data: unknown): string {
    if (typeof data !== 'object' || data === null) throw new SyntaxError('A chunk is not an object');
    const chunk: Chunk = data;
    if (!chunk.choices) {
      const event = errorOf(data);
      if (event !== null) throw new ReportedError(event);
    }
    const usage = chunk.usage;
    if (usage) {
      if (typeof usage.prompt_tokens === 'number') this.promptTokens = usage.prompt_tokens;
      if (typeof usage.completion_tokens === 'number') this.completionTokens = usage.completion_tokens;
    }
    const choice = chunk.choices?.[0];
    if (!choice) return '';
    if (this.finishReason === '') this.fillsFinishReason = true;
    if (typeof choice.finish_reason === 'string') this.finishReason = choice.finish_reason;
    this.#hasDeltas ||= piecesOf(choice.delta).length > 0;
    const source = this.#hasDeltas ? choice.delta : choice.message;
    return source ? this.#joiner.write(source) : '';
  }

  /** Returns where the server changed the field since the last call. */
  takeSwitches(): readonly Switch[] {
    return this.#joiner.takeSwitches();
  }

  /** Returns the text that was held back. Call it once, after the last chunk. */
  end(): string {
    return this.#joiner.end();
  }
}
