import { routeOf } from './relay.ts';
import { checkServer } from './server.ts';
import type { Server } from './types.ts';

type Fetch = typeof globalThis.fetch;

/**
 * How many requests wait at a vLLM server, ours among them (`/metrics`, in Prometheus' text format; it needs no key).
 * Null where it does not say.
 */
export async function askQueue(
  asked: Server,
  { signal, fetch = globalThis.fetch }: { readonly signal: AbortSignal; readonly fetch?: Fetch },
): Promise<number | null> {
  const server = checkServer(asked);
  if ('kind' in server) return null;
  try {
    const { root, headers } = routeOf(server);
    const response = await fetch(`${root}/metrics`, { signal, headers, cache: 'no-store' });
    return response.ok ? readWaiting(await response.text()) : null;
  } catch {
    return null;
  }
}

// One line for each engine: vllm:num_requests_waiting{engine="0",model_name="…"} 3.0
const WAITING = /^vllm:num_requests_waiting(?:\{[^\n]*\})? ([\d.e+]+)$/gm;

function readWaiting(metrics: string): number | null {
  const counts = [...metrics.matchAll(WAITING)].map(([, count]) => Number(count));
  return counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0);
}
