import { routeOf } from './relay.ts';
import { checkServer } from './server.ts';
import type { Server } from './types.ts';
import { readError } from './server-error.ts';

type Fetch = typeof globalThis.fetch;

/**
 * The state of a server according to its `/health`:
 *
 * - `ok`: the server is healthy.
 * - `dead`: its engine has died. vLLM then answers 503 with an empty body.
 * - `gone`: the relay of `npm start` reports that nothing accepts connections at the server's address.
 * - `refused`: there was no answer, not even from the relay if there is one.
 * - `unclear`: something answers, but not as a vLLM would: it is busy or loading, another program, or a proxy.
 */
export type Health = 'ok' | 'dead' | 'gone' | 'refused' | 'unclear';

/** Requests a server's `/health`, through the relay if the server has one. Never throws; `refused` when aborted. */
export async function askHealth(
  requested: Server,
  { signal, fetch = globalThis.fetch }: { readonly signal: AbortSignal; readonly fetch?: Fetch },
): Promise<Health> {
  const server = checkServer(requested);
  if ('kind' in server) return 'unclear';
  const { root, headers } = routeOf(server);
  const url = `${root}/health`;
  try {
    const response = await fetch(url, { signal, headers, cache: 'no-store' });
    return healthOf(response.status, await response.text());
  } catch {
    return server.relay === undefined && (await answers(url, { signal, fetch })) ? 'unclear' : 'refused';
  }
}

function healthOf(status: number, body: string): Health {
  if (status === 200) return 'ok';
  if (status === 503 && body === '') return 'dead';
  return status === 502 && readError(body).relay === 'unreachable' ? 'gone' : 'unclear';
}

/**
 * Whether anything answers, even if the page may not read the answer. A proxy that lets the page read only `/v1` hides
 * `/health`, but the server is there.
 */
async function answers(url: string, { signal, fetch }: { signal: AbortSignal; fetch: Fetch }): Promise<boolean> {
  try {
    await fetch(url, { signal, mode: 'no-cors', cache: 'no-store' });
    return true;
  } catch {
    return false;
  }
}
