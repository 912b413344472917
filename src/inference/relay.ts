import { rootOf } from './server.ts';
import { quote } from './shell.ts';
import { tunnelHeaders } from './tunnels.ts';
import type { Relay, Server } from './types.ts';

type Fetch = typeof globalThis.fetch;

/** Only StoryLens sets this header. A page of another origin needs a preflight for it, which the relay never answers. */
const RELAY_HEADER = { 'x-storylens': 'page' } as const;

/** How requests reach a server: directly or through the relay. */
export interface Route {
  /** The URL above `/chat/completions` and `/models`. */
  readonly baseUrl: string;
  /** The URL above `/health`, `/version` and `/metrics`. */
  readonly root: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** @param server as `checkServer` returns it */
export function routeOf({ baseUrl, relay }: Server): Route {
  if (relay === undefined) return { baseUrl, root: rootOf(baseUrl), headers: tunnelHeaders(new URL(baseUrl).hostname) };
  return { baseUrl: `${relay.url}/v1`, root: relay.url, headers: RELAY_HEADER };
}

/**
 * Finds the relay to a server, if there is one. The names of this machine (`localhost`, `127.0.0.1`, `[::1]`) count as
 * one address.
 *
 * @param baseUrl as `readBaseUrl` returns it
 */
export function relayTo(baseUrl: string, relays: readonly Relay[]): Relay | undefined {
  return relays.find(({ target }) => withLocalhost(baseUrl) === withLocalhost(`${target}/v1`));
}

function withLocalhost(url: string): string {
  return url.replace(/^(https?:\/\/)(?:localhost|127\.0\.0\.1|\[::1\])(?=[:/]|$)/, '$1localhost');
}

/**
 * Reads the relays of the server that this page came from. Null if that server is not `npm start`: a static host answers
 * `relay.json` with 404 or with a page, and a file has no server.
 *
 * @param page the address of the page.
 */
export async function findRelays(page: string, fetch: Fetch = globalThis.fetch): Promise<readonly Relay[] | null> {
  if (!/^https?:/.test(page)) return null;
  try {
    const response = await fetch(new URL('relay.json', page).href, { cache: 'no-store' });
    if (!response.ok) return null;
    const { readRelays } = await import('./relay-list.ts');
    return readRelays(await response.text(), page);
  } catch {
    return null;
  }
}

/**
 * The command that restarts StoryLens with a relay to one more server.
 *
 * @param baseUrl as `readBaseUrl` returns it.
 * @param relays the current relays, which the command keeps.
 * @param port the port of the page. The command keeps it, because the browser saves settings for each port separately.
 */
export function relayCommand(baseUrl: string, relays: readonly Relay[], port: string): string {
  const servers = [...relays.map(({ target }) => target), rootOf(baseUrl)];
  const options = servers.map((server) => `--server ${quote(server)}`);
  return ['npm start --', ...options, ...(port === '5173' || port === '' ? [] : [`--port ${port}`])].join(' ');
}
