import type { Probe, Server } from '../../src/inference/index.ts';
import { probe, type ProbeOptions } from '../../src/inference/probe.ts';
import { serve } from '../../scripts/replay/client.mjs';
import type { ReplayOptions } from '../../scripts/replay/options.mjs';
import { pageFetch } from './page.ts';
import { requestTo } from './request.ts';

type Fetch = typeof globalThis.fetch;

export const ORIGIN = 'http://page.test';

/** Probes this address from a page at `ORIGIN`, in a browser that has no permissions to ask for. */
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

/** Probes a replay server; `path` takes the place of its `/v1`. */
export async function probeReplay(
  settings: ReplayOptions,
  { path = '/v1', ...server }: Partial<Server> & { path?: string } = {},
  options: Partial<ProbeOptions> = {},
) {
  const replay = await serve(settings);
  const baseUrl = replay.url.replace('/v1', path);
  return { replay, baseUrl, found: await probeFrom({ baseUrl, ...server }, options) };
}

/** A network in which nobody answers. */
export const NOBODY: Fetch = async () => Promise.reject(new TypeError('Failed to fetch'));

/** The failure that a probe found. */
export function failureOf(found: Probe) {
  if (found.ok) throw new Error('It is well');
  return found.failure;
}

const LEAVE = { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'authorization, content-type' };

/** An answer that any page may read. */
export const readable = (body: string, status = 200): Response => new Response(body, { status, headers: LEAVE });

/** A network in which whatever is asked, but for preflights, is answered with this. */
export function answeringWith(answer: (url: URL, init: RequestInit) => Response | Promise<Response>): Fetch {
  return async (input, init = {}) => {
    if (init.method === 'OPTIONS') return readable('');
    return answer(new URL(input instanceof Request ? input.url : input), init);
  };
}

/** A network in which these paths (or beginnings of paths, with a slash at the end) are answered by somebody else. */
export function withPaths(paths: Readonly<Record<string, () => Response>>): Fetch {
  return answeringWith(async (url, init) => {
    const isMeant = (path: string): boolean =>
      path.endsWith('/') ? url.pathname.startsWith(path) : url.pathname === path;
    const found = Object.entries(paths).find(([path]) => isMeant(path));
    return found ? found[1]() : fetch(url, init);
  });
}
