// Passes a request of the page on to a model server, and passes the answer back as it arrives.
import http from 'node:http';
import https from 'node:https';
import { GUARDS, sendFailure } from './answers.mjs';
import { explainBroken, explainUnreachable } from './relay-failures.mjs';

/** @import { IncomingMessage, ServerResponse } from 'node:http' */
/** @import { Allowed } from './relay-rules.mjs' */

/**
 * @typedef {object} RelaySettings
 * @property {string | null} key sent to the target if the page sends none
 * @property {number} connectPatience the time limit for making a connection, in milliseconds
 */

// Each connection is closed after its request, because vLLM waits for open connections when it shuts down.
const agents = { 'http:': new http.Agent({ keepAlive: false }), 'https:': new https.Agent({ keepAlive: false }) };

/**
 * @param {IncomingMessage} request
 * @param {ServerResponse} response
 * @param {Allowed} allowed
 * @param {RelaySettings} settings
 */
export function relay(request, response, { target, method, path }, { key, connectPatience }) {
  const url = new URL(target.url + path);
  const secure = url.protocol === 'https:';
  const upstream = (secure ? https : http).request(url, {
    method,
    // With "close", uvicorn closes the connection as soon as it has refused a request, and then the refusal is lost if
    // the pictures are not yet uploaded. The agents still close the connection after the answer.
    headers: { ...headersFor(request, key), connection: 'keep-alive' },
    agent: agents[secure ? 'https:' : 'http:'],
  });

  let connected = false;
  // Only the connection has a time limit: a queued request may be silent for many minutes.
  const limit = setTimeout(() => {
    upstream.destroy(Object.assign(new Error('The connection took too long.'), { code: 'ETIMEDOUT' }));
  }, connectPatience);
  upstream.once('socket', (socket) => {
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      connected = true;
      clearTimeout(limit);
    });
  });

  upstream.once('response', (answer) => passBack(answer, response, target));
  /** @param {Error} error */
  const fail = (error) => {
    if (response.headersSent) return;
    const message = connected ? explainBroken(target, error) : explainUnreachable(target, error);
    sendFailure(response, 502, { reason: connected ? 'broken' : 'unreachable', target, message });
  };
  upstream.on('error', fail);
  upstream.once('close', () => {
    clearTimeout(limit);
    // The connection may close without an error and without an answer, as when the target switches to another protocol.
    fail(new Error('no answer'));
    // A browser reads the answer only after its upload, so the relay reads and drops the rest of the upload.
    request.unpipe(upstream);
    request.resume();
  });

  // The page may abort before the answer, during it, or during the upload.
  response.once('close', () => upstream.destroy());
  request.pipe(upstream);
}

/**
 * Sends the headers at once and then each byte as it arrives. A slow page slows the model server down.
 * @param {IncomingMessage} answer
 * @param {ServerResponse} response
 * @param {Allowed['target']} target
 */
function passBack(answer, response, target) {
  const { statusCode: status = 0, headers } = answer;
  if (status < 200 || status > 599 || (status >= 300 && status < 400)) {
    answer.destroy();
    const redirects = status >= 300 && status < 400;
    sendFailure(response, 502, {
      reason: redirects ? 'redirect' : 'broken',
      target,
      message: redirects
        ? `${target.url} redirects to another address (${status}); use that address for --server.`
        : `${target.url} answers with a status that is not valid in HTTP (${status}).`,
    });
    return;
  }
  const type = headers['content-type'];
  response.writeHead(status, { ...GUARDS, ...(type !== undefined && { 'content-type': type }) });
  response.flushHeaders();
  passBody(answer, response);
}

/**
 * vLLM sends each event as its own HTTP chunk. All chunks from one read of the socket are written together, which takes a
 * third less processor time than writing each one, and delays none.
 * @param {IncomingMessage} answer
 * @param {ServerResponse} response
 */
function passBody(answer, response) {
  /** @type {Buffer[]} */
  let chunks = [];
  const pass = () => {
    if (chunks.length === 0) return;
    const joined = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
    chunks = [];
    if (response.write(joined)) return;
    answer.pause();
    response.once('drain', () => answer.resume());
  };
  answer.on('data', (chunk) => {
    // The next tick comes after the last chunk of this read.
    if (chunks.push(chunk) === 1) process.nextTick(pass);
  });
  answer.once('end', () => {
    pass();
    response.end();
  });
  // If the answer breaks off, break the connection to the page, too, so that the page notices.
  answer.once('error', () => response.destroy());
}

const FORWARDED = /** @type {const} */ (['accept', 'content-type', 'content-length', 'authorization']);

/**
 * @param {IncomingMessage} request
 * @param {string | null} key
 * @returns {Record<string, string>}
 */
function headersFor({ headers }, key) {
  const sent = Object.fromEntries(
    FORWARDED.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])),
  );
  // The openai SDK always sends a key; the page uses EMPTY for none.
  const none = /^(?:Bearer\s*(?:EMPTY)?)?$/i.test(headers.authorization ?? '');
  return none && key !== null ? { ...sent, authorization: `Bearer ${key}` } : sent;
}
