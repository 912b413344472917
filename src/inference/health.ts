import { routeOf } from './relay.ts';
import { checkServer } from './server.ts';
import type { Server } from './types.ts';
import { readError } from './sdk-fetch.ts';

type Fetch = typeof globalThis.fetch;

/**
 * What `/health` says of a server:
 *
 * - `ok`: it is well.
 * - `dead`: its engine has died (503 with an empty body, as vLLM answers).
 * - `gone`: the relay of `npm start` answers that nothing accepts connections at the server's address.
 * - `refused`: no answer, not even from the relay if there is one.
 * - `unclear`: something answers, but not with its health (busy, loading, no vLLM, or a proxy).
 */
export type Health = 'ok' | 'dead' | 'gone' | 'refused' | 'unclear';

/** Asks a server for its health, on the way that its requests take. Never throws; an aborted question is `refused`. */
export async function askHealth(
  asked: Server,
  { signal, fetch = globalThis.fetch }: { readonly signal: AbortSignal; readonly fetch?: Fetch },
): Promise<Health> {
  const server = checkServer(asked);
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
 * Whether anything answers at all, also what the page may not read. A proxy that allows the page only `/v1` hides
 * `/health`, and that is no refusal.
 */
async function answers(url: string, { signal, fetch }: { signal: AbortSignal; fetch: Fetch }): Promise<boolean> {
  try {
    await fetch(url, { signal, mode: 'no-cors', cache: 'no-store' });
    return true;
  } catch {
    return false;
  }
}
