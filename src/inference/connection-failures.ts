import { plain } from './failures.ts';
import type { Failure, Server } from './types.ts';

// What keeps a page from a server: a browser says no more than "Failed to fetch", so each of these was found out by
// `probe`, or is what remains.

/** No response could be read, and nothing more is known. `pageProtocol` is such as `https:`; empty outside a browser. */
export function failureOfSilence(server: Server, pageProtocol: string): Failure {
  if (isMixed(server, pageProtocol)) {
    return plain(
      'mixed-content',
      `This page came over https, and browsers let such a page call no http server like ${server.baseUrl}.`,
      'Open StoryLens over http (npm start on your machine) or as a file, or give the server https (vLLM: ' +
        '--ssl-keyfile and --ssl-certfile). Chrome can allow a server in the local network: look for its permission ' +
        'prompt.',
    );
  }
  const safari = pageProtocol === 'https:' && server.baseUrl.startsWith('http:') ? ' Safari refuses it always.' : '';
  return plain(
    'unreachable',
    `Nothing answers at ${server.baseUrl}.`,
    'Either no server runs there, or vLLM is still loading the model: it answers only when that is done, which can ' +
      `take minutes. Start it, or check the address and the port.${safari}`,
  );
}

/** Nothing came for so many seconds. */
export function failureOfSlowness(server: Server, seconds: number): Failure {
  return plain(
    'unreachable',
    `Nothing came from ${server.baseUrl} for ${seconds} seconds.`,
    'A firewall may swallow the request, or the address is that of another network. Check both; a vLLM that is reading ' +
      'many pictures can also be silent for some seconds, so check again.',
  );
}

/** Chrome asked for leave to call the local network, and the user or a policy said no. */
export function failureOfPermission(server: Server): Failure {
  return plain(
    'permission',
    `This browser was told not to let the page call ${new URL(server.baseUrl).host}, which is in your own network.`,
    'Click the icon before the address of this page, set “Local network access” to Allow, and reload. Or open ' +
      'StoryLens from your own machine (npm start).',
  );
}

/** Something listens there, but the page may not read what it says. */
export function failureOfCors(server: Server, origin: string): Failure {
  return plain(
    'cors',
    `Something answers at ${server.baseUrl}, but it does not let this page (${origin}) read its answers.`,
    'vLLM 0.32 and later do so unless they are started with this page among their --allowed-origins. Behind a proxy, ' +
      'let the proxy add Access-Control-Allow-Origin. A vLLM that is scaling hides its answers, too: then wait a little.',
  );
}

/** The page may read, but a request with a key or with JSON is refused beforehand. */
export function failureOfHeaders(server: Server): Failure {
  return plain(
    'cors',
    `The server at ${server.baseUrl} lets this page look, but refuses the headers that every request carries.`,
    'Restart vLLM without --allowed-headers, or with authorization and content-type in it; a proxy before it must allow ' +
      'these two as well.',
  );
}

/** vLLM sends its 401 without the headers that let a page read it; `/health` needs no key and can be read. */
export function failureOfKeyUnseen(server: Server): Failure {
  return plain(
    'unauthorized',
    server.apiKey === '' ? 'The server wants an API key.' : 'The server does not accept this API key.',
    'Enter the key with which vLLM was started (--api-key, or VLLM_API_KEY in its environment).',
  );
}

/** It answers the question for its models with something else. */
export function failureOfOtherServer(server: Server): Failure {
  return plain(
    'other-server',
    `Something answers at ${server.baseUrl}, but it is no server of language models.`,
    'Check the address and the port: vLLM listens on port 8000 unless it is told otherwise, and its URL ends in /v1.',
  );
}

/** `/health` says 503: the process is there, its engine is not. */
export function failureOfDeadEngine(): Failure {
  return {
    kind: 'server-error',
    sentence: 'The server runs, but its engine has died.',
    said: null,
    advice: 'Restart vLLM; the cause stands in its log, often a lack of GPU memory (see --max-model-len).',
    status: 503,
  };
}

/**
 * The server is well and answers a probe, but its answer to the completion could not be read.
 *
 * Between March and June 2026 (#31164, #44303: v0.17 to about v0.22) vLLM sent its refusals without the headers that
 * let a page read them.
 */
export function failureOfHiddenAnswer(version: string | null, server: Server): Failure {
  const [, minor] = /^v?0\.(\d+)/.exec(version ?? '') ?? [];
  const hides = minor !== undefined && Number(minor) >= 17 && Number(minor) <= 22;
  return plain(
    'hidden',
    hides
      ? `The server refused the request, and vLLM ${version} keeps the reason from web pages (as v0.17 to v0.22 do).`
      : `The server at ${server.baseUrl} is well, but its answer to this request could not be read.`,
    hides
      ? 'Its log has the reason: most often too many images (--limit-mm-per-prompt) or too long a prompt ' +
          '(--max-model-len). The command below sets both; a newer vLLM also says why.'
      : 'It may have failed inside (its log says why), or a proxy before it refused the request, for example as too ' +
          'large (nginx: client_max_body_size). Try fewer frames or fewer pixels.',
  );
}

/** Whether a browser forbids a page of this protocol to call the server at all. */
function isMixed(server: Server, pageProtocol: string): boolean {
  const { protocol, hostname } = new URL(server.baseUrl);
  return pageProtocol === 'https:' && protocol === 'http:' && !isLoopback(hostname);
}

/** Names of this machine, which browsers trust without https (Safari does not). */
export function isLoopback(hostname: string): boolean {
  return /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}
