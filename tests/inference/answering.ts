import { complete, type CompletionRequest } from '../../src/inference/index.ts';
import { gather, requestTo, type Gathered } from './request.ts';

export const encoder = new TextEncoder();

/** Returns a fetch that answers with these bytes. Each string or array arrives in a separate read. */
export function answering(reads: readonly (string | Uint8Array)[], init: ResponseInit & { breaks?: boolean } = {}) {
  return async () => {
    const queue = reads.map((read) => (typeof read === 'string' ? encoder.encode(read) : read));
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        const next = queue.shift();
        if (next !== undefined) controller.enqueue(next);
        else if (init.breaks === true) controller.error(new TypeError('terminated'));
        else controller.close();
      },
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' }, ...init });
  };
}

export const event = (data: unknown): string => `data: ${JSON.stringify(data)}\n\n`;
export const chunk = (delta: object, finish: string | null = null): string =>
  event({ object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: finish }] });
export const DONE = 'data: [DONE]\n\n';

/** Runs a completion with this fetch and collects all that arrives. */
export async function run(fetch: typeof globalThis.fetch, request: CompletionRequest = requestTo()): Promise<Gathered> {
  return gather(complete(request, { signal: new AbortController().signal, fetch, pageProtocol: 'http:' }));
}
