import type { Failure, Server } from './types.ts';

export type BaseUrl =
  | {
      readonly ok: true;
      readonly baseUrl: string;
      /** A sentence about the changes to the typed text; null if there are none. */
      readonly note: string | null;
    }
  | { readonly ok: false; readonly failure: Failure };

const EXAMPLE = 'http://localhost:8000/v1';

// Users paste addresses with these endpoints from a curl command or from the server's log.
const ENDPOINT = /(?:\/(?:chat\/completions|completions|models|chat))+$/;

/** The key that is sent if the user has none: the SDK requires a key, and vLLM without --api-key ignores it. */
export const NO_KEY = 'EMPTY';

/** Returns the server with a clean URL and key, or the failure if it cannot be called. */
export function checkServer(server: Server): Server | Failure {
  const address = readBaseUrl(server.baseUrl);
  if (!address.ok) return address.failure;
  const apiKey = server.apiKey.trim();
  if (/^[\x21-\x7e]*$/.test(apiKey)) return { ...server, baseUrl: address.baseUrl, apiKey };
  return {
    kind: 'key',
    sentence: 'The API key has characters that cannot be sent, such as spaces or accents.',
    said: null,
    advice: 'Copy it again, or leave it empty if vLLM was started without --api-key.',
    status: null,
  };
}

/**
 * Turns the server URL that the user typed or pasted into the base URL of the server's OpenAI-compatible API.
 * A base URL is returned unchanged and without a note.
 */
export function readBaseUrl(text: string): BaseUrl {
  const typed = text.trim();
  if (typed === '')
    return refuse('There is no server URL.', `Enter the address of the vLLM server, such as ${EXAMPLE}.`);
  const web = /^(https?):\/*(.*)$/i.exec(typed);
  const other = web === null ? /^([a-z][a-z\d+.-]*):\/\//i.exec(typed)?.[1] : undefined;
  if (other !== undefined) {
    return refuse(`The server URL begins with ${other}://, which is not a web address.`, `Write it as ${EXAMPLE}.`);
  }
  const url = parse(web === null ? `http://${typed.replace(/^\/+/, '')}` : `${web[1]}://${web[2]}`);
  if (url === null) return refuse(`“${shorten(typed)}” is not a web address.`, `Write it as ${EXAMPLE}.`);
  if (url.username !== '' || url.password !== '') {
    return refuse(
      'The server URL contains a user name or a password, which browsers refuse to send.',
      'Remove it from the URL. A key belongs in the field API key.',
    );
  }
  if (url.hostname === '0.0.0.0' || url.hostname === '[::]') {
    url.hostname = 'localhost';
    return refuse(
      'A server listens on 0.0.0.0, but a browser cannot call that address.',
      `On the same machine use ${url.origin}${apiPath(url.pathname)}, otherwise the machine’s name or IP address.`,
    );
  }
  const baseUrl = url.origin + apiPath(url.pathname);
  return { ok: true, baseUrl, note: noteOn(typed, baseUrl, url, web === null) };
}

function parse(text: string): URL | null {
  try {
    const url = new URL(text);
    // URL reads `http//host` as a host named http.
    return url.hostname === 'http' || url.hostname === 'https' ? null : url;
  } catch {
    return null;
  }
}

/**
 * The path of the API: `/v1/chat/completions` → `/v1`, `/v1/v1/` → `/v1`, `` → `/v1`, `/proxy/8000` → `/proxy/8000/v1`;
 * `/api/v3` stays.
 */
function apiPath(pathname: string): string {
  const path = pathname
    .replace(/\/{2,}/g, '/')
    .replace(/\/$/, '')
    .replace(ENDPOINT, '')
    .replace(/(?:\/v1)+$/, '/v1');
  return /\/v\d\w*(?:\/|$)/.test(path) ? path : `${path}/v1`;
}

function noteOn(typed: string, baseUrl: string, url: URL, schemeAdded: boolean): string | null {
  if (typed.replace(/\/+$/, '') === baseUrl) return null;
  const changes: string[] = [];
  if (schemeAdded) changes.push('http:// was added');
  const path = url.pathname.replace(/\/+$/, '');
  const wanted = apiPath(url.pathname);
  if (wanted === `${path}/v1`) changes.push('/v1 was added');
  else if (wanted !== path) changes.push(`the path was shortened to ${wanted}`);
  if (url.search !== '' || url.hash !== '') changes.push('everything after the path was left out');
  return changes.length === 0 ? null : `Read as ${baseUrl}: ${changes.join(', ')}.`;
}

const shorten = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text);

function refuse(sentence: string, advice: string): BaseUrl {
  return { ok: false, failure: { kind: 'address', sentence, said: null, advice, status: null } };
}

/** The address above `/health`, `/version` and `/metrics`: they are beside `/v1`, not under it. */
export function rootOf(baseUrl: string): string {
  return baseUrl.replace(/\/v\d\w*$/, '');
}
