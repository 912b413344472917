import type { OpenAI } from 'openai/client';
import { ChunkReader } from './chunk.ts';
import { diagnose } from './diagnosis.ts';
import { failureOfFinishReason, failureOfKey, failureOfLoading, failureOfSilentEnd } from './failure.ts';
import { messages } from './prompt.ts';
import { readBaseUrl } from './server.ts';
import type { Arrival, CompletionRequest, Failure, Outcome, Server } from './types.ts';
import { wire } from './wire.ts';

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
  const reader = new ChunkReader();
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

function checkServer(server: Server): Server | Failure {
  const address = readBaseUrl(server.baseUrl);
  if (!address.ok) return address.failure;
  const apiKey = server.apiKey.trim();
  return /^[\x21-\x7e]*$/.test(apiKey) ? { ...server, baseUrl: address.baseUrl, apiKey } : failureOfKey();
}

async function send(sdk: typeof OpenAI, request: CompletionRequest, fetch: Fetch, signal: AbortSignal) {
  const { server, sampling } = request;
  const client = new sdk({
    baseURL: server.baseUrl,
    // The SDK refuses to go without; vLLM without --api-key does not look at it.
    apiKey: server.apiKey === '' ? 'EMPTY' : server.apiKey,
    dangerouslyAllowBrowser: true,
    maxRetries: 0,
    timeout: NO_TIMEOUT,
    logLevel: 'off',
    fetch: wire(fetch),
  });
  const body = {
    model: server.model,
    messages: messages(request),
    stream: true as const,
    // The second is vLLM's: usage on every chunk, from the first.
    stream_options: { include_usage: true, continuous_usage_stats: true },
    temperature: sampling.temperature,
    top_p: sampling.topP,
    top_k: -1,
    min_p: 0,
    repetition_penalty: sampling.repetitionPenalty,
    seed: sampling.seed,
    max_tokens: sampling.maxTokens,
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
  return { type: 'failed', failure: failureOfFinishReason(finishReason) };
}
