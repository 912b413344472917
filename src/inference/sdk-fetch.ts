import { asEvents, NotAStreamError } from './event-body.ts';
import { readError } from './server-error.ts';

type Fetch = typeof globalThis.fetch;

/**
 * Returns a fetch for the openai SDK that works with every version of vLLM:
 *
 * - It omits the SDK's `X-Stainless-*` headers. The server does not use them, and the preflight fails at a proxy whose
 *   list of allowed headers lacks them.
 * - It converts the body of an error response to the shape that the SDK reads. The SDK drops the message of the flat
 *   shape (vLLM up to 0.10.0), of `{"detail": …}` and of `{"error": "…"}`.
 * - It reads the body of every other response as events, whatever its content type (see `asEvents`).
 */
export function sdkFetch(fetch: Fetch): Fetch {
  return async (input, init) => {
    const headers = [...new Headers(init?.headers)].filter(([name]) => !name.startsWith('x-stainless-'));
    const response = await fetch(input, { ...init, headers });
    if (!response.ok) return refusal(response);
    if (response.body === null) throw new NotAStreamError('');
    const { body, headers: answered, status } = response;
    const events = await asEvents(body, answered.get('content-type') ?? '');
    return new Response(events, { status, headers: answered });
  };
}

async function refusal(response: Response): Promise<Response> {
  // If the body breaks off, the status is still known, and it says more than the broken connection does.
  const text = await response.text().catch(() => '');
  return new Response(JSON.stringify({ error: readError(text) }), { status: response.status });
}
