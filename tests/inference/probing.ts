import type { Probe, Server } from '../../src/inference/index.ts';
import { probe, type ProbeOptions } from '../../src/inference/probe.ts';
import { serve } from '../../scripts/replay/client.mjs';
import type { ReplayOptions } from '../../scripts/replay/options.mjs';
import { pageFetch } from './page.ts';
import { requestTo } from './request.ts';

type Fetch = typeof globalThis.fetch;

export const ORIGIN = 'http://page.test';

/** Probes this server from a page at `ORIGIN`, in a browser without permissions for the local network. */
export async function probeFrom(server: Partial<Server>, options: Partial<ProbeOptions> = {}): Promise<Probe> {
  return probe(requestTo(server).server, {
    signal: new AbortController().signal,
    fetch: pageFetch(ORIGIN),
    pageProtocol: 'http:',
    origin: ORIGIN,
    permission: async () => null,
    ...options,
  });
}

/** Probes a replay server. `path` replaces its `/v1`. */
export async function probeReplay(
  settings: ReplayOptions,
  { path = '/v1', ...server }: Partial<Server> & { path?: string } = {},
  options: Partial<ProbeOptions> = {},
) {
  const replay = await serve(settings);
  const baseUrl = replay.url.replace('/v1', path);
  return { replay, baseUrl, found: await probeFrom({ baseUrl, ...server }, options) };
}

/** A network without any server. */
export const NO_SERVER: Fetch = async () => Promise.reject(new TypeError('Failed to fetch'));

/** Returns the failure that a probe found. Throws if it found none. */
export function failureOf(found: Probe) {
  if (found.ok) throw new Error('The probe found no failure');
  return found.failure;
}

const ALLOW_ALL = { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'authorization, content-type' };

/** An answer that any page may read. */
export const readable = (body: string, status = 200): Response => new Response(body, { status, headers: ALLOW_ALL });

/** A network that answers every request with `answer`, except preflights, which it allows. */
export function answeringWith(answer: (url: URL, init: RequestInit) => Response | Promise<Response>): Fetch {
  return async (input, init = {}) => {
    if (init.method === 'OPTIONS') return readable('');
    return answer(new URL(input instanceof Request ? input.url : input), init);
  };
}

/** A network that answers these paths itself. A path with a slash at its end also stands for all paths below it. */
export function withPaths(paths: Readonly<Record<string, () => Response>>): Fetch {
  return answeringWith(async (url, init) => {
    const matches = (path: string): boolean =>
      path.endsWith('/') ? url.pathname.startsWith(path) : url.pathname === path;
    const found = Object.entries(paths).find(([path]) => matches(path));
    return found ? found[1]() : fetch(url, init);
  });
}
