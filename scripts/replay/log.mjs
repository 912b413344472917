/** The log of requests, and how each ended. */

/** @import { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http' */

/**
 * @typedef {object} LoggedRequest
 * @property {string} method
 * @property {string} path Without the query.
 * @property {IncomingHttpHeaders} headers
 * @property {any} body The parsed JSON; null if there is none, or it is broken.
 * @property {boolean} aborted Whether the client closed the connection before the end.
 * @property {boolean} finished Whether the whole answer was sent.
 * @property {string} sent The text of the completion that was sent in whole events, up to the fault if there is one (after
 *   a resumed stall, to the end; after a malformed event, not further). If no delta carries `<think>` and `</think>`, they are
 *   included once text other than white space has followed them. A client that joins the deltas and adds the tags, each on
 *   its own line, has exactly this text after reading everything; a client that stopped earlier may have less, never more.
 * @property {Promise<void>} closed Settles when the exchange is over, whichever side ended it.
 */

/**
 * A request and its answer while they are in progress.
 * @typedef {object} Exchange
 * @property {LoggedRequest} entry
 * @property {'asked' | 'waiting' | 'running'} phase `waiting` in the queue, or `running`.
 * @property {AbortSignal} signal Aborts when the connection closes before the answer is complete.
 * @property {Promise<void>} resumed Settles at the first `resume()` after the request arrived, or when the client closes the connection.
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
  // a client may close the connection at any moment; it is not an error if a write then fails
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
 * @throws {Error} if the client closes the connection before the end
 */
export async function readBody(request) {
  const pieces = [];
  for await (const piece of request) pieces.push(/** @type {Buffer} */ (piece));
  return Buffer.concat(pieces).toString('utf8');
}
