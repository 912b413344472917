import { routeOf } from './relay.ts';
import { checkServer } from './server.ts';
import type { Server } from './types.ts';

type Fetch = typeof globalThis.fetch;

/** How busy a vLLM server is: the number of requests from all its clients. */
export interface Queue {
  readonly running: number;
  /** Requests that the server has not started. */
  readonly waiting: number;
}

/**
 * Reads how many requests run and wait at a vLLM server, including those of this page. They come from `/metrics`, which
 * has Prometheus' text format and needs no key. Null if the server does not report them.
 */
export async function askQueue(
  requested: Server,
  { signal, fetch = globalThis.fetch }: { readonly signal: AbortSignal; readonly fetch?: Fetch },
): Promise<Queue | null> {
  const server = checkServer(requested);
  if ('kind' in server) return null;
  try {
    const { root, headers } = routeOf(server);
    const response = await fetch(`${root}/metrics`, { signal, headers, cache: 'no-store' });
    return response.ok ? readQueue(await response.text()) : null;
  } catch {
    return null;
  }
}

// vLLM writes one line for each engine: vllm:num_requests_waiting{engine="0",model_name="…"} 3.0
// Since 0.32 it also splits this count by reason in vllm:num_requests_waiting_by_reason, which must not match.
const RUNNING = /^vllm:num_requests_running(?:\{[^\n]*\})? ([\d.e+]+)$/gm;
const WAITING = /^vllm:num_requests_waiting(?:\{[^\n]*\})? ([\d.e+]+)$/gm;

function readQueue(metrics: string): Queue | null {
  const running = sum(metrics.matchAll(RUNNING));
  const waiting = sum(metrics.matchAll(WAITING));
  return running === null || waiting === null ? null : { running, waiting };
}

function sum(lines: Iterable<RegExpMatchArray>): number | null {
  const counts = [...lines].map(([, count]) => Number(count));
  return counts.length === 0 ? null : counts.reduce((total, count) => total + count, 0);
}
