import { NO_KEY } from './server.ts';
import type { Server } from './types.ts';

type Fetch = typeof globalThis.fetch;

export interface Answer {
  readonly status: number;
  readonly text: string;
  /** The time from the request to the response headers, in milliseconds. */
  readonly took: number;
}

export interface Ask {
  /** Sends a GET or, with a body, a POST. The result is null if the page cannot read the answer. */
  (url: string, headers?: HeadersInit | null, mode?: RequestMode, body?: string): Promise<Answer | null>;
  /** Whether a request took longer than `patience`. */
  readonly slow: () => boolean;
  readonly patience: number;
}

/**
 * Makes a function that sends the requests of a check, one at each call.
 *
 * @param patience milliseconds to wait for each response.
 */
export function asker({
  signal,
  fetch = globalThis.fetch,
  patience = 8000,
}: {
  readonly signal: AbortSignal;
  readonly fetch?: Fetch;
  readonly patience?: number;
}): Ask {
  let slow = false;
  const ask = async (url: string, headers: HeadersInit | null = null, mode: RequestMode = 'cors', body?: string) => {
    const silence = new AbortController();
    const timer = setTimeout(() => silence.abort(), patience);
    const began = performance.now();
    try {
      const response = await fetch(url, {
        mode,
        cache: 'no-store',
        signal: AbortSignal.any([signal, silence.signal]),
        ...(headers && { headers }),
        ...(body !== undefined && { method: 'POST', body }),
      });
      const took = performance.now() - began;
      return { status: response.status, text: await response.text(), took };
    } catch {
      if (silence.signal.aborted) slow = true;
      return null;
    } finally {
      clearTimeout(timer);
    }
  };
  return Object.assign(ask, { slow: () => slow, patience });
}

/**
 * The headers of a request for a completion. The probe sends the same headers, so that its preflight fails in the same
 * cases.
 */
export function headersOf(server: Server): Readonly<Record<string, string>> {
  return {
    authorization: `Bearer ${server.apiKey === '' ? NO_KEY : server.apiKey}`,
    'content-type': 'application/json',
  };
}
