// The answers that this server writes itself.

/** @import { ServerResponse } from 'node:http' */
/** @import { Target } from './targets.mjs' */

/**
 * What goes wrong at the relay: nothing listens at the target, the target redirects, it breaks off before its answer,
 * or the rules refuse the request.
 * @typedef {'unreachable' | 'redirect' | 'broken' | 'refused'} RelayReason
 */

/** Whatever the model server sends: no browser runs it, guesses its type or keeps it. */
export const GUARDS = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': 'sandbox',
  'cache-control': 'no-store',
};

/**
 * A failure of the relay, which the page tells from an answer of the model server by its shape.
 * @param {ServerResponse} response
 * @param {number} status
 * @param {{ reason: RelayReason, target: Target | null, message: string }} failure
 */
export function sendFailure(response, status, { reason, target, message }) {
  sendJson(response, status, { relay: { reason, target: target?.url ?? null, message } });
}

/** @param {ServerResponse} response @param {number} status @param {unknown} value */
export function sendJson(response, status, value) {
  response.writeHead(status, { ...GUARDS, 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}

/** @param {ServerResponse} response @param {number} status @param {string} sentence */
export function sendSentence(response, status, sentence) {
  response.writeHead(status, { ...GUARDS, 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${sentence}\n`);
}
