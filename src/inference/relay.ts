import { rootOf } from './server.ts';
import type { Relay, Server } from './types.ts';

type Fetch = typeof globalThis.fetch;

/** The header that only our page sets: a page of another origin needs a preflight for it, and the relay answers none. */
export const RELAY_HEADER = { 'x-storylens': 'page' } as const;

/** How requests to a server are sent: straight to it, or through the relay. */
export interface Route {
  /** Where `/chat/completions` and `/models` are. */
  readonly baseUrl: string;
  /** Where `/health`, `/version` and `/metrics` are. */
  readonly root: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** @param server as `checkServer` returns it */
export function routeOf({ baseUrl, relay }: Server): Route {
  if (relay === undefined) return { baseUrl, root: rootOf(baseUrl), headers: {} };
  return { baseUrl: `${relay.url}/v1`, root: relay.url, headers: RELAY_HEADER };
}

/**
 * The relay that reaches a server, if there is one. Spellings of this machine (`localhost`, `127.0.0.1`, `[::1]`) count
 * as one address.
 *
 * @param baseUrl as `readBaseUrl` returns it
 */
export function relayTo(baseUrl: string, relays: readonly Relay[]): Relay | undefined {
  return relays.find(({ target }) => spelledAlike(baseUrl) === spelledAlike(`${target}/v1`));
}

function spelledAlike(url: string): string {
  return url.replace(/^(https?:\/\/)(?:localhost|127\.0\.0\.1|\[::1\])(?=[:/]|$)/, '$1localhost');
}

/**
 * The relays of the server that this page came from. Only `npm start` has any: a static host answers `relay.json` with
 * 404 or with a page, and a file has no server.
 *
 * @param page the address of the page
 */
export async function findRelays(page: string, fetch: Fetch = globalThis.fetch): Promise<readonly Relay[]> {
  if (!/^https?:/.test(page)) return [];
  try {
    const response = await fetch(new URL('relay.json', page).href, { cache: 'no-store' });
    return response.ok ? readRelays(await response.json(), page) : [];
  } catch {
    return [];
  }
}

function readRelays(value: unknown, page: string): readonly Relay[] {
  const targets: unknown = isRecord(value) ? value['targets'] : null;
  if (!Array.isArray(targets)) return [];
  return targets.filter(isRecord).flatMap(({ url, path }) => {
    if (typeof url !== 'string' || typeof path !== 'string') return [];
    return { target: url.replace(/\/$/, ''), url: new URL(path, page).href.replace(/\/$/, '') };
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
