import type { OpenAI } from 'openai/client';
import { ChunkReader } from './chunk.ts';
import { diagnose } from './diagnosis.ts';
import { failureOfFinishReason, failureOfLoading, failureOfSilentEnd } from './failures.ts';
import { messages } from './prompt.ts';
import { routeOf } from './relay.ts';
import { checkServer, NO_KEY } from './server.ts';
import type { Arrival, CompletionRequest, Failure, Outcome } from './types.ts';
import { sdkFetch } from './sdk-fetch.ts';

type Fetch = typeof globalThis.fetch;

export interface CompleteOptions {
  /** Aborted when the user presses Stop. The network read ends at once. */
  readonly signal: AbortSignal;
  /** Another way to the server; the demo plays a recording through it. */
  readonly fetch?: Fetch;
  /** The protocol of the page, such as `https:`, which forbids some servers. The page's own if not given. */
  readonly pageProtocol?: string;
}

// The SDK's timeout runs until the headers come, which is after the server has decoded and scaled all pictures, and a
// queue may be long. The user sees the time and has Stop. This is the longest that setTimeout can count.
const NO_TIMEOUT = 2 ** 31 - 1;

/**
 * Asks the model for a story and yields what arrives. Never throws: whatever happens, the last arrival is the one `end`,
 * which says how it ended. Nothing is retried.
 */
export async function* complete(
  request: CompletionRequest,
  options: CompleteOptions,
): AsyncGenerator<Arrival, void, undefined> {
  const server = checkServer(request.server);
  if ('kind' in server) {
    yield { type: 'end', outcome: { type: 'failed', failure: server } };
    return;
  }
  const asked = { ...request, server };
  const { signal } = options;
  // Of our own, so that the read also ends when the caller leaves the loop, and no listener stays on its signal.
  const reading = new AbortController();
  const stop = (): void => reading.abort(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  const reader = new ChunkReader(request.kept);
  let sdk: typeof OpenAI | null = null;
  let opened = false;
  let failure: Failure | null = null;
  try {
    sdk = (await import('openai/client')).OpenAI;
    const stream = await send(sdk, asked, options.fetch ?? globalThis.fetch, reading.signal);
    opened = true;
    yield { type: 'open' };
    for await (const chunk of stream) {
      if (signal.aborted) break;
      const { promptTokens } = reader;
      const text = reader.read(chunk);
      if (reader.promptTokens !== promptTokens) yield* usage(reader);
      if (text !== '') yield { type: 'text', text, completionTokens: reader.completionTokens };
    }
  } catch (error) {
    const pageProtocol = options.pageProtocol ?? (typeof location === 'undefined' ? '' : location.protocol);
    failure = sdk === null ? failureOfLoading() : diagnose(error, { sdk, request: asked, opened, pageProtocol });
  } finally {
    signal.removeEventListener('abort', stop);
    reading.abort();
  }
  const rest = reader.end();
  if (rest !== '') yield { type: 'text', text: rest, completionTokens: reader.completionTokens };
  yield* usage(reader);
  yield { type: 'end', outcome: signal.aborted ? { type: 'stopped' } : outcomeOf(reader.finishReason, failure) };
}

async function send(sdk: typeof OpenAI, request: CompletionRequest, fetch: Fetch, signal: AbortSignal) {
  const { server, sampling } = request;
  const { baseUrl, headers } = routeOf(server);
  const client = new sdk({
    baseURL: baseUrl,
    defaultHeaders: headers,
    apiKey: server.apiKey === '' ? NO_KEY : server.apiKey,
    dangerouslyAllowBrowser: true,
    maxRetries: 0,
    timeout: NO_TIMEOUT,
    logLevel: 'off',
    fetch: sdkFetch(fetch),
  });
  const body = {
    ...sampling.extra,
    model: server.model,
    messages: messages(request),
    stream: true as const,
    // The second is vLLM's: usage on every chunk, from the first.
    stream_options: { include_usage: true, continuous_usage_stats: true },
    temperature: sampling.temperature,
    top_p: sampling.topP,
    top_k: sampling.topK,
    min_p: sampling.minP,
    repetition_penalty: sampling.repetitionPenalty,
    seed: sampling.seed,
    max_tokens: sampling.maxTokens,
    ...(sampling.stop.length > 0 && { stop: [...sampling.stop] }),
    // Both must be said: left out, the second counts as true, and vLLM refuses the two together.
    ...(request.kept !== '' && { continue_final_message: true, add_generation_prompt: false }),
  };
  const stream: AsyncIterable<unknown> = await client.chat.completions.create(body, { signal });
  return stream;
}

function* usage({ promptTokens, completionTokens }: ChunkReader): Generator<Arrival, void, undefined> {
  if (promptTokens !== null) yield { type: 'usage', promptTokens, completionTokens: completionTokens ?? 0 };
}

function outcomeOf(finishReason: string | null, failure: Failure | null): Outcome {
  // Once the server has said how the answer ended, a fault after it costs no text.
  if (finishReason === null) return { type: 'failed', failure: failure ?? failureOfSilentEnd() };
  if (finishReason === 'stop') return { type: 'finished' };
  if (finishReason === 'length') return { type: 'length' };
  if (finishReason === 'abort') return { type: 'aborted' };
  if (finishReason === 'repetition') return { type: 'repetition' };
  return { type: 'failed', failure: failureOfFinishReason(finishReason) };
}
