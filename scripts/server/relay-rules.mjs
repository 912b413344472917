// Which requests the relay passes on. It refuses every request that is not listed here. Paths are compared exactly as
// received, without resolving or decoding, so `..` and `%2e` never match.

/** @import { IncomingHttpHeaders } from 'node:http' */
/** @import { Target } from './targets.mjs' */

/** Path of vLLM → the method that the page uses. @type {Readonly<Record<string, 'GET' | 'POST'>>} */
const PATHS = {
  '/v1/models': 'GET',
  '/health': 'GET',
  '/version': 'GET',
  '/metrics': 'GET',
  '/v1/chat/completions': 'POST',
  '/tokenize': 'POST',
};

/** @typedef {{ method: string, url: string, headers: IncomingHttpHeaders }} ReceivedRequest `url` as received */
/** @typedef {{ target: Target, method: 'GET' | 'POST', path: string }} Allowed `path` is the path at the target */
/** @typedef {{ target: Target | null, status: 400 | 403 | 404 | 405, message: string }} Refused */

/**
 * Decides whether to pass on a request. Its Host header has already been checked.
 * @param {ReceivedRequest} received
 * @param {readonly Target[]} targets
 * @returns {Allowed | Refused}
 */
export function judge({ method, url, headers }, targets) {
  const found = find(url, targets);
  if (found === null) {
    return { target: null, status: 404, message: 'The relay does not pass on requests to this path.' };
  }
  /** @param {Refused['status']} status @param {string} message @returns {Refused} */
  const refuse = (status, message) => ({ target: found.target, status, message });

  if (method !== found.method) return refuse(405, `The relay passes on only ${found.method} to this path.`);
  // A foreign page needs a preflight to send this header, and the relay answers no preflight.
  if (headers['x-storylens'] !== 'page') return refuse(403, 'The relay needs the header "x-storylens: page".');
  // Browsers send these three headers only to addresses that they trust, such as localhost, so they may be missing.
  if (!isOneOf(headers['sec-fetch-site'], ['same-origin'])) {
    return refuse(403, 'The relay answers only pages that this server has served.');
  }
  if (!isOneOf(headers['sec-fetch-mode'], ['cors', 'same-origin']) || !isOneOf(headers['sec-fetch-dest'], ['empty'])) {
    return refuse(403, 'The relay answers only requests of scripts, not navigations or elements.');
  }
  if (!isOneOf(headers.origin, [`http://${headers.host}`])) {
    return refuse(403, 'The relay answers only pages of its own origin.');
  }
  if (method === 'GET' && hasBody(headers)) return refuse(400, 'The relay does not pass on a GET with a body.');
  return found;
}

/** @param {string} url @param {readonly Target[]} targets @returns {Allowed | null} */
function find(url, targets) {
  for (const target of targets) {
    const prefix = `/${target.path}`;
    const path = url.startsWith(`${prefix}/`) ? url.slice(prefix.length) : '';
    const method = Object.hasOwn(PATHS, path) ? PATHS[path] : undefined;
    if (method !== undefined) return { target, method, path };
  }
  return null;
}

/** Whether a header is missing or has one of these values. @param {unknown} header @param {readonly string[]} values */
const isOneOf = (header, values) => header === undefined || values.some((value) => value === header);

/** @param {IncomingHttpHeaders} headers */
const hasBody = (headers) => headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
