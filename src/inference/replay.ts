import { cutIntoPieces } from './tokens.ts';

type Fetch = typeof globalThis.fetch;

export interface ReplayOptions {
  readonly tokensPerSecond: number;
  /** The model's name in the chunks. */
  readonly model: string;
  /** Milliseconds from any origin; `performance.now` if not given. */
  readonly now?: () => number;
  /** Resolves after so many milliseconds, or earlier when the signal is aborted; a timer if not given. */
  readonly sleep?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** The fields of a request that are read here. */
interface Asked {
  readonly messages: readonly { readonly content: string | readonly { readonly text?: string }[] }[];
}

/**
 * A fetch that answers a chat completion with a recorded one, streamed as vLLM streams (role, pieces, finish, usage,
 * `[DONE]`) at the speed asked for. Anything else it does not find.
 */
export function replayFetch(text: string, options: ReplayOptions): Fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    if (request.method !== 'POST' || !new URL(request.url).pathname.endsWith('/chat/completions')) {
      return new Response('{"detail":"Not Found"}', { status: 404, headers: { 'content-type': 'application/json' } });
    }
    const asked: Asked = await request.json();
    const events = completionEvents(cutIntoPieces(text), tokensOf(asked), options.model);
    return new Response(play(events, request.signal, options), {
      headers: { 'content-type': 'text/event-stream; charset=utf-8' },
    });
  };
}

/** Tokens of the prompt's texts. Those of the pictures are left out: their sizes are not known here. */
function tokensOf({ messages }: Asked): number {
  const texts = messages.flatMap(({ content }) => (typeof content === 'string' ? content : content.map((p) => p.text)));
  return texts.reduce((sum, text) => sum + cutIntoPieces(text ?? '').length, 0);
}

/** The server-sent events of a completion, one string for each token; what belongs together in time is one string. */
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
    ...pieces.map((content, at) => chunk({ content }, null, at + 1)),
    `${chunk({ content: '' }, 'stop', total)}${event({ ...head, choices: [], usage: usage(total) })}data: [DONE]\n\n`,
  ];
}

const event = (data: object): string => `data: ${JSON.stringify(data)}\n\n`;

/**
 * Each event's time is counted from the first one, so that a late timer does not slow the whole; in a hidden tab, where
 * timers run once a second, all that are due come together.
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
