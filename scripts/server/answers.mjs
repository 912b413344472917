// The answers that this server itself writes.

/** @import { ServerResponse } from 'node:http' */
/** @import { Target } from './targets.mjs' */

/**
 * Why the relay failed: nothing listens at the target, the target redirects, the target closes the connection before its
 * answer, or the rules of the relay refuse the request.
 * @typedef {'unreachable' | 'redirect' | 'broken' | 'refused'} RelayReason
 */

/** Headers for every answer: the browser must not run it, guess its type or store it. */
export const GUARDS = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': 'sandbox',
  'cache-control': 'no-store',
};

/**
 * Sends a failure of the relay. The page can distinguish it from an answer of the model server by its shape.
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
