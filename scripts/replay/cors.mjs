/**
 * Starlette's CORS middleware as vLLM configures it. The answers were compared, byte for byte, with starlette 1.7
 * behind uvicorn 0.54. The method `QUERY`, which that release added, is left out. For vLLM 0.32.0 they were compared
 * with its own starlette 1.10.
 */

import { shapeOf } from './version.mjs';

/** @import { IncomingHttpHeaders } from 'node:http' */
/** @import { Cors, Settings } from './options.mjs' */
/** @import { Reply } from './errors.mjs' */

const methods = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];
const safeHeaders = ['Accept', 'Accept-Language', 'Content-Language', 'Content-Type'];

const preflightVary = [
  'Origin',
  'Access-Control-Request-Method',
  'Access-Control-Request-Headers',
  'Access-Control-Request-Private-Network',
].join(', ');

/** @typedef {[name: string, value: string][]} HeaderList */

/** @param {Cors} cors @param {string} origin */
const isAllowed = (cors, origin) => cors.origins.includes('*') || cors.origins.includes(origin);

/**
 * The headers that allow a page to read a response.
 * @param {Settings} settings
 * @param {IncomingHttpHeaders} request
 * @returns {HeaderList} without an origin in the request none, or since vLLM 0.32.0 only `vary`
 */
export function corsHeaders({ cors, version }, request) {
  if (request.origin === undefined) return shapeOf(version).variesAlways ? [['vary', 'Origin']] : [];
  if (!isAllowed(cors, request.origin)) return [['vary', 'Origin']];
  const allowed = cors.origins.includes('*') ? '*' : request.origin;
  return [
    ['access-control-allow-origin', allowed],
    ['vary', 'Origin'],
  ];
}

/**
 * The answer to a preflight. If all headers are allowed, the requested ones are echoed, because a plain `*`
 * would not allow Authorization.
 * @param {Settings} settings
 * @param {IncomingHttpHeaders} request
 * @returns {Reply | null} null if this OPTIONS request is not a preflight
 */
export function preflight({ cors, version }, request) {
  const { variesAlways } = shapeOf(version);
  const { origin } = request;
  const method = request['access-control-request-method'];
  if (origin === undefined || method === undefined) return null;

  const requested = request['access-control-request-headers'];
  const allowedHeaders = cors.headers ?? ['*'];
  const allHeaders = allowedHeaders.includes('*');
  const listed = [...new Set([...safeHeaders, ...allowedHeaders])].toSorted();
  const known = new Set(listed.map((name) => name.toLowerCase()));

  const failures = [];
  if (!isAllowed(cors, origin)) failures.push('origin');
  if (!methods.includes(method)) failures.push('method');
  const names = requested?.split(',').map((name) => name.trim().toLowerCase()) ?? [];
  if (!allHeaders && !names.every((name) => known.has(name))) failures.push('headers');

  /** @type {HeaderList} */
  const headers = [['vary', variesAlways ? preflightVary : 'Origin']];
  if (isAllowed(cors, origin)) {
    headers.push(['access-control-allow-origin', cors.origins.includes('*') ? '*' : origin]);
  }
  headers.push(
    ['access-control-allow-methods', [...methods, ...(variesAlways ? ['QUERY'] : [])].join(', ')],
    ['access-control-max-age', '600'],
  );
  if (!allHeaders) headers.push(['access-control-allow-headers', listed.join(', ')]);
  else if (requested !== undefined) headers.push(['access-control-allow-headers', requested]);

  const refused = failures.length > 0;
  return {
    status: refused ? 400 : 200,
    type: 'text/plain; charset=utf-8',
    body: refused ? `Disallowed CORS ${failures.join(', ')}` : 'OK',
    headers,
    cors: false,
  };
}
