/** What each request was and how it ended. */

/** @import { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http' */

/**
 * @typedef {object} LoggedRequest
 * @property {string} method
 * @property {string} path Without the query.
 * @property {IncomingHttpHeaders} headers
 * @property {any} body The parsed JSON; null if there is none, or it is broken.
 * @property {boolean} aborted Whether the client left before the end.
 * @property {boolean} finished Whether the whole answer was sent.
 * @property {string} sent The text of the completion that was handed over in whole events, up to the fault if there is
 *   one (after a stall that was resumed, to the end; after a malformed event no more). Where `<think>` and `</think>` are
 *   no part of any delta, they stand in it as soon as more than white space has followed them. A client that joins the
 *   deltas and puts the tags there itself, each on a line of its own, has this very text once it has read everything;
 *   one that left or was cut off may have less, never more.
 * @property {Promise<void>} closed Settles when the exchange is over, whoever ended it.
 */

/**
 * One request and its answer while they last.
 * @typedef {object} Exchange
 * @property {LoggedRequest} entry
 * @property {'asked' | 'waiting' | 'running'} phase Whether a completion waits in the queue, or is being told.
 * @property {AbortSignal} signal Aborts when the connection is gone before the answer is whole.
 * @property {Promise<void>} resumed Settles at the first `resume()` after the request came, or when the client left.
 * @property {() => void} resume
 * @property {() => void} drop Breaks the connection from this side.
 * @property {boolean} dropped
 */

/** @param {IncomingMessage} request */
export const pathOf = (request) => (request.url ?? '/').replace(/[?#].*$/s, '');

/**
 * @param {IncomingMessage} request
 * @param {ServerResponse} response
 * @returns {Exchange}
 */
export function openExchange(request, response) {
  const gone = new AbortController();
  const gate = new AbortController();
  /** @type {Promise<void>} */
  const resumed = new Promise((resolve) => {
    gate.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  // a client may leave at any moment; what is written then is nobody's loss
  response.on('error', () => {});
  /** @type {Exchange} */
  const exchange = {
    entry: {
      method: request.method ?? 'GET',
      path: pathOf(request),
      headers: request.headers,
      body: null,
      aborted: false,
      finished: false,
      sent: '',
      closed: new Promise((resolve) => {
        response.once('close', () => {
          exchange.entry.finished = response.writableFinished;
          exchange.entry.aborted = !response.writableFinished && !exchange.dropped;
          if (!response.writableFinished) gone.abort();
          gate.abort();
          resolve();
        });
      }),
    },
    phase: 'asked',
    signal: gone.signal,
    resumed,
    resume: () => gate.abort(),
    drop: () => {
      exchange.dropped = true;
      response.destroy();
    },
    dropped: false,
  };
  return exchange;
}

/**
 * @param {IncomingMessage} request
 * @returns {Promise<string>} its body
 * @throws {Error} if the client leaves before the end
 */
export async function readBody(request) {
  const pieces = [];
  for await (const piece of request) pieces.push(/** @type {Buffer} */ (piece));
  return Buffer.concat(pieces).toString('utf8');
}
