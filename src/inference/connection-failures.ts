import { plain } from './plain-failure.ts';
import type { Failure, Server } from './types.ts';

// Reasons why a page cannot use a server. The browser only says "Failed to fetch", so `probe` sends more requests to
// find the reason. If their results show no reason, the failure is `failureOfSilence`.

/**
 * No response could be read, and no more is known.
 *
 * @param pageProtocol for example `https:`; empty outside a browser.
 */
export function failureOfSilence(server: Server, pageProtocol: string): Failure {
  if (isMixed(server, pageProtocol)) {
    return plain(
      'mixed-content',
      `This page was loaded over https, so the browser blocks http servers such as ${server.baseUrl}.`,
      'Open StoryLens over http (npm start on your machine) or as a file, or serve vLLM over https (--ssl-keyfile and ' +
        '--ssl-certfile). Chrome can allow a server in the local network: look for its permission prompt.',
    );
  }
  if (server.baseUrl.startsWith('https:') && isLocal(new URL(server.baseUrl).hostname))
    return failureOfCertificate(server);
  const safari =
    pageProtocol === 'https:' && server.baseUrl.startsWith('http:')
      ? ' Safari always blocks http servers on https pages.'
      : '';
  return plain(
    'unreachable',
    `Nothing answers at ${server.baseUrl}.`,
    'Either no server runs there, or vLLM is still loading the model, which can take minutes. ' +
      `Start it, or check the address and the port.${safari}`,
  );
}

/**
 * A local https server cannot be reached. Browsers report an untrusted certificate in the same way as a missing server,
 * and nearly every local server has a certificate that it signed itself.
 */
function failureOfCertificate(server: Server): Failure {
  return {
    ...plain(
      'unreachable',
      `This browser gets no answer from ${server.baseUrl}. A likely cause: it does not trust the server’s certificate.`,
      'Open the address below once in a new tab, accept the certificate, and check again. If that tab shows no ' +
        'answer either, no server runs there, or vLLM is still loading the model.',
    ),
    open: `${server.baseUrl}/models`,
  };
}

/** The server sent nothing before the time limit, given in seconds. */
export function failureOfSlowness(server: Server, seconds: number): Failure {
  return plain(
    'unreachable',
    `${server.baseUrl} sent nothing for ${seconds} seconds.`,
    'A firewall may block the request, or the address belongs to another network. Check both. A vLLM that is reading ' +
      'many pictures can also be silent for some seconds, so check again.',
  );
}

/** Chrome needs a permission for requests to the local network, and the user or a policy denied it. */
export function failureOfPermission(server: Server): Failure {
  return plain(
    'permission',
    `This browser does not let the page call ${new URL(server.baseUrl).host}, which is in your own network.`,
    'Click the icon beside the address of this page, set “Local network access” to Allow, and reload. Or open ' +
      'StoryLens from your own machine (npm start).',
  );
}

/** A server answers, but its CORS headers do not let the page read the answer. */
export function failureOfCors(server: Server, origin: string): Failure {
  return plain(
    'cors',
    `Something answers at ${server.baseUrl}, but it does not let this page (${origin}) read its answers.`,
    'vLLM 0.32 and later allow only the pages in --allowed-origins: restart vLLM with this page among them. If vLLM is ' +
      'behind a proxy, let the proxy add Access-Control-Allow-Origin. A vLLM that is scaling hides its answers, too: ' +
      'then wait a little.',
  );
}

/** A tunnel answers GETs with its warning page, which has no CORS headers. POSTs reach the server. */
export function failureOfTunnel(server: Server): Failure {
  return plain(
    'tunnel',
    `A warning page of a tunnel (such as ngrok’s) answers at ${server.baseUrl} in place of the server.`,
    'Generate works anyway: the warning stops only the check and the list of models. To avoid the warning, use a tunnel ' +
      'without one (such as cloudflared), or start StoryLens with npm start -- --server and this address.',
  );
}

/** The page may read answers, but the preflight of a request with a key or with JSON fails. */
export function failureOfHeaders(server: Server): Failure {
  return plain(
    'cors',
    `The server at ${server.baseUrl} answers this page, but refuses the headers that every request needs.`,
    'Restart vLLM without --allowed-headers, or add authorization and content-type to it. A proxy in front of vLLM must ' +
      'allow these two headers as well.',
  );
}

/** vLLM sends a 401 without CORS headers, so the page cannot read it. `/health` needs no key and can be read. */
export function failureOfKeyUnseen(server: Server): Failure {
  return plain(
    'unauthorized',
    server.apiKey === '' ? 'The server needs an API key.' : 'The server does not accept this API key.',
    'Enter the key that vLLM was started with (--api-key, or VLLM_API_KEY in its environment).',
  );
}

/** The server answers the request for its models, but not with a list of models. */
export function failureOfOtherServer(server: Server): Failure {
  return plain(
    'other-server',
    `Something answers at ${server.baseUrl}, but it does not serve language models.`,
    'Check the address and the port: vLLM listens on port 8000 by default, and its URL ends in /v1.',
  );
}

/** Whether a host name belongs to this machine or to a local network. */
function isLocal(hostname: string): boolean {
  return (
    isLoopback(hostname) ||
    /^(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01])|169\.254|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\.[\d.]+$/.test(
      hostname,
    ) ||
    /^\[f[cde]/.test(hostname) ||
    /^[^.:]+$|\.(?:local|lan|home|internal|intranet|localdomain|home\.arpa)$/.test(hostname)
  );
}

/** Whether the browser blocks requests to the server as mixed content: an https page and an http server. */
function isMixed(server: Server, pageProtocol: string): boolean {
  const { protocol, hostname } = new URL(server.baseUrl);
  return pageProtocol === 'https:' && protocol === 'http:' && !isLoopback(hostname);
}

/** Whether a host name means this machine. Browsers trust such servers without https; Safari does not. */
export function isLoopback(hostname: string): boolean {
  return /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}
