import * as v from 'valibot';
import { readJson } from './json.ts';
import { cutIntoPieces } from './tokens.ts';

type Fetch = typeof globalThis.fetch;

export interface ReplayOptions {
  readonly tokensPerSecond: number;
  /** The model's name in the chunks. */
  readonly model: string;
  /** Returns milliseconds since a fixed moment. Default: `performance.now`. */
  readonly now?: () => number;
  /** Resolves after the given milliseconds, or earlier when the signal is aborted. Default: a timer. */
  readonly sleep?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** The fields of a request that the replay uses. */
const RequestBody = v.object({
  messages: v.array(v.object({ content: v.union([v.string(), v.array(v.object({ text: v.optional(v.string()) }))]) })),
});

/**
 * Returns a fetch that answers a chat completion with the recorded `text`. It streams like vLLM (role, pieces, finish
 * reason, usage, `[DONE]`) at the given speed. It answers all other requests with 404.
 */
export function replayFetch(text: string, options: ReplayOptions): Fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    if (request.method !== 'POST' || !new URL(request.url).pathname.endsWith('/chat/completions')) {
      return new Response('{"detail":"Not Found"}', { status: 404, headers: { 'content-type': 'application/json' } });
    }
    const body = readJson(RequestBody, await request.text());
    const events = completionEvents(cutIntoPieces(text), tokensOf(body?.messages ?? []), options.model);
    return new Response(play(events, request.signal, options), {
      headers: { 'content-type': 'text/event-stream; charset=utf-8' },
    });
  };
}

/** Tokens of the prompt's texts. Pictures are not counted, because a request does not contain their sizes. */
function tokensOf(messages: v.InferOutput<typeof RequestBody>['messages']): number {
  const texts = messages.flatMap(({ content }) => (typeof content === 'string' ? content : content.map((p) => p.text)));
  return texts.reduce((sum, text) => sum + cutIntoPieces(text ?? '').length, 0);
}

/** The server-sent events of a completion. Each string is sent at once: one for each token, and one for the end. */
function completionEvents(pieces: readonly string[], promptTokens: number, model: string): string[] {
  const head = { id: 'chatcmpl-replay', object: 'chat.completion.chunk', created: 0, model };
  const usage = (count: number) => ({
    prompt_tokens: promptTokens,
    total_tokens: promptTokens + count,
    completion_tokens: count,
  });
  const chunk = (delta: object, finish: string | null, count: number): string =>
    event({ ...head, choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }], usage: usage(count) });
  const total = pieces.length;
  return [
    chunk({ role: 'assistant', content: '' }, null, 0),
    ...pieces.map((content, index) => chunk({ content }, null, index + 1)),
    `${chunk({ content: '' }, 'stop', total)}${event({ ...head, choices: [], usage: usage(total) })}data: [DONE]\n\n`,
  ];
}

const event = (data: object): string => `data: ${JSON.stringify(data)}\n\n`;

/**
 * Streams the events. The time of each event is counted from the first one, so a late timer does not slow down the
 * stream. In a hidden tab, where timers run once a second, all events that are due are sent together.
 */
function play(events: readonly string[], signal: AbortSignal, options: ReplayOptions): ReadableStream<Uint8Array> {
  const { tokensPerSecond, now = () => performance.now(), sleep = timer } = options;
  const playing = new AbortController();
  const encoder = new TextEncoder();
  const start = now();
  let next = 0;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const abort = (): void => {
          controller.error(signal.reason);
          playing.abort();
        };
        signal.addEventListener('abort', abort, { once: true, signal: playing.signal });
      },
      async pull(controller) {
        const wait = start + (next * 1000) / tokensPerSecond - now();
        if (wait > 0) await sleep(wait, playing.signal);
        if (playing.signal.aborted) return;
        const due = Math.max(next + 1, Math.floor(((now() - start) * tokensPerSecond) / 1000) + 1);
        controller.enqueue(encoder.encode(events.slice(next, due).join('')));
        next = due;
        if (next < events.length) return;
        controller.close();
        playing.abort();
      },
      cancel: () => playing.abort(),
    },
    { highWaterMark: 0 },
  );
}

async function timer(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(id);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const id = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done, { once: true });
  });
}
