import { plain } from './failures.ts';
import { failureOfSilence } from './connection-failures.ts';
import { rootOf } from './server.ts';
import { quote } from './shell.ts';
import type { Failure, Relay, Server } from './types.ts';
import type { RelayReason } from './sdk-fetch.ts';
import { presentable } from './server-message.ts';

type Fetch = typeof globalThis.fetch;

/** The header that only our page sets: a page of another origin needs a preflight for it, and the relay answers none. */
const RELAY_HEADER = { 'x-storylens': 'page' } as const;

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
 * The relays of the server that this page came from. Null where that is not `npm start`: a static host answers
 * `relay.json` with 404 or with a page, and a file has no server.
 *
 * @param page the address of the page
 */
export async function findRelays(page: string, fetch: Fetch = globalThis.fetch): Promise<readonly Relay[] | null> {
  if (!/^https?:/.test(page)) return null;
  try {
    const response = await fetch(new URL('relay.json', page).href, { cache: 'no-store' });
    return response.ok ? readRelays(await response.json(), page) : null;
  } catch {
    return null;
  }
}

function readRelays(value: unknown, page: string): readonly Relay[] | null {
  const targets: unknown = isRecord(value) ? value['targets'] : null;
  if (!Array.isArray(targets)) return null;
  return targets.filter(isRecord).flatMap(({ url, path }) => {
    if (typeof url !== 'string' || typeof path !== 'string') return [];
    return { target: url.replace(/\/$/, ''), url: new URL(path, page).href.replace(/\/$/, '') };
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/**
 * The command that starts StoryLens so that it also passes requests on to another server.
 *
 * @param baseUrl as `readBaseUrl` returns it
 * @param relays those that there are already
 * @param port of the page; saved settings belong to it
 */
export function relayCommand(baseUrl: string, relays: readonly Relay[], port: string): string {
  const servers = [...relays.map(({ target }) => target), rootOf(baseUrl)];
  const options = servers.map((server) => `--server ${quote(server)}`);
  return ['npm start --', ...options, ...(port === '5173' || port === '' ? [] : [`--port ${port}`])].join(' ');
}

/** The relay answered instead of the server: `message` is what it says. */
export function failureOfRelay(reason: RelayReason, message: string, server: Server): Failure {
  switch (reason) {
    case 'unreachable':
      return failureOfSilence(server, '');
    case 'redirect':
      return {
        ...plain(
          'other-server',
          `The server at ${server.baseUrl} redirects to another address, and StoryLens follows no redirect.`,
          'Start StoryLens with the address that the server redirects to (npm start -- --server URL).',
        ),
        said: presentable(message),
      };
    case 'broken':
      return {
        ...plain(
          'gateway',
          `The server at ${server.baseUrl} closed the connection without an answer.`,
          'It may just be starting or stopping. Look at its log and try again.',
        ),
        said: presentable(message),
      };
    case 'refused':
      return {
        ...plain(
          'relay',
          'StoryLens’s own server (npm start) did not pass the request on.',
          'Open the page at the address that npm start prints. If you opened it by another name, give that name at the ' +
            'start: npm start -- --name NAME.',
        ),
        said: presentable(message),
      };
  }
}

/** The page's own server does not answer, so nothing is known of the model's server. */
export function failureOfRelayGone(): Failure {
  return plain(
    'relay',
    'StoryLens’s own server (npm start) does not answer.',
    'It passes the requests of this page on to the model’s server. Start it again in its terminal; this page can stay open.',
  );
}
