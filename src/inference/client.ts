import type { OpenAI } from 'openai/client';
import { bodyOf, refusedFields } from './body.ts';
import { ChunkReader } from './chunk.ts';
import { diagnose } from './diagnosis.ts';
import { OutcomeReader } from './outcome.ts';
import { failureOfLoading } from './plain-failure.ts';
import { routeOf } from './relay.ts';
import { checkServer, NO_KEY } from './server.ts';
import type { Arrival, CompletionRequest, Failure } from './types.ts';
import { sdkFetch } from './sdk-fetch.ts';
import { errorOf } from './server-error.ts';
import { CONTINUATION, unknownFields, without } from './unknown-fields.ts';

type Fetch = typeof globalThis.fetch;

export interface CompleteOptions {
  /** Aborted when the user presses Stop. The network request ends at once. */
  readonly signal: AbortSignal;
  /** Replaces the browser's fetch. The demo plays its recording through it. */
  readonly fetch?: Fetch;
  /** For example `https:`, which blocks requests to http servers. Default: the protocol of the page. */
  readonly pageProtocol?: string;
}

// The SDK's timeout runs until the response headers arrive. vLLM sends them after the request has left the queue and all
// pictures are decoded and scaled, so any timeout could be too short. The user sees the elapsed time and can press Stop.
// This is the longest delay that setTimeout accepts.
const NO_TIMEOUT = 2 ** 31 - 1;

/**
 * Asks the model for a story and yields what arrives. Never throws: the last arrival is always an `end` with the
 * outcome, and there is only one. Sends a request again only if the server refuses fields that it does not know.
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
  const checked = { ...request, server };
  const { signal } = options;
  // A separate controller, so that the request also ends when the caller leaves the loop, and no listener stays on the
  // caller's signal.
  const transfer = new AbortController();
  const stop = (): void => transfer.abort(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  const reader = new ChunkReader(request.kept);
  const end = new OutcomeReader(request.kept);
  let sdk: typeof OpenAI | null = null;
  let opened = false;
  let failure: Failure | null = null;
  try {
    sdk = (await import('openai/client')).OpenAI;
    const { stream, omitted } = await send(sdk, checked, options.fetch ?? globalThis.fetch, transfer.signal);
    opened = true;
    if (omitted.length > 0) yield { type: 'omitted', fields: omitted };
    yield { type: 'open' };
    for await (const chunk of stream) {
      if (signal.aborted) break;
      const { promptTokens } = reader;
      const text = reader.read(chunk);
      for (const change of reader.takeSwitches()) yield { type: 'switch', ...change };
      if (reader.promptTokens !== promptTokens) yield* usage(reader);
      if (text === '') continue;
      end.read(text);
      yield { type: 'text', text, completionTokens: reader.completionTokens };
    }
  } catch (error) {
    const pageProtocol = options.pageProtocol ?? (typeof location === 'undefined' ? '' : location.protocol);
    failure =
      sdk === null
        ? failureOfLoading()
        : diagnose(error, { sdk, request: checked, opened, answered: !end.isEmpty, pageProtocol });
  } finally {
    signal.removeEventListener('abort', stop);
    transfer.abort();
  }
  const held = reader.end();
  for (const change of reader.takeSwitches()) yield { type: 'switch', ...change };
  end.read(held);
  if (held !== '') yield { type: 'text', text: held, completionTokens: reader.completionTokens };
  yield* usage(reader);
  yield { type: 'end', outcome: signal.aborted ? { type: 'stopped' } : end.outcome(reader, failure) };
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
  const body = bodyOf(request);
  const before = refusedFields(body, request);
  return withoutUnknownFields(sdk, body, before, Object.keys(sampling.extra), async (known) => {
    const stream: AsyncIterable<unknown> = await client.chat.completions.create(known, { signal });
    return stream;
  });
}

/**
 * Sends a request. If the server refuses fields because it does not know them, sends the request again without them. A
 * server may name one field at a time. Each attempt has fewer fields, so the attempts end.
 */
async function withoutUnknownFields<Body extends Readonly<Record<string, unknown>>>(
  sdk: typeof OpenAI,
  body: Body,
  before: readonly string[],
  extra: readonly string[],
  post: (body: Body) => Promise<AsyncIterable<unknown>>,
) {
  let known = without(body, before);
  const omitted = [...before];
  for (;;) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- each attempt depends on the answer to the one before
      return { stream: await post(known), omitted };
    } catch (error) {
      if (!(error instanceof sdk.APIError) || error.status === undefined) throw error;
      const message = errorOf({ error: error.error })?.message ?? '';
      const refused = unknownFields(error.status, message, known, extra);
      // Without these fields the server would not continue the answer.
      if (refused.length === 0 || CONTINUATION.some((field) => refused.includes(field))) throw error;
      omitted.push(...refused);
      known = without(known, refused);
    }
  }
}

function* usage({ promptTokens, completionTokens }: ChunkReader): Generator<Arrival, void, undefined> {
  if (promptTokens !== null) yield { type: 'usage', promptTokens, completionTokens: completionTokens ?? 0 };
}
