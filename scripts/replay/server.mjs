/**
 * A server that speaks vLLM's OpenAI protocol and replays one text: for tests, and for people without a GPU.
 * Its answers are, byte for byte, those of vLLM v0.7 to about v0.31 with uvicorn and starlette.
 */

import { createServer } from 'node:http';
import { answerChat } from './chat.mjs';
import { corsHeaders } from './cors.mjs';
import { answerPath, stopped } from './endpoints.mjs';
import { openExchange, readBody } from './log.mjs';
import { change, defaults } from './options.mjs';
import { realClock } from './pace.mjs';
import { throughProxy } from './proxy.mjs';

/** @import { IncomingMessage, ServerResponse } from 'node:http' */
/** @import { AddressInfo } from 'node:net' */
/** @import { HeaderList } from './cors.mjs' */
/** @import { Reply } from './errors.mjs' */
/** @import { Exchange, LoggedRequest } from './log.mjs' */
/** @import { Traffic } from './metrics.mjs' */
/** @import { ReplayOptions, Settings } from './options.mjs' */

/**
 * @typedef {object} ReplayServer
 * @property {string} url Base URL for a client: `http://127.0.0.1:PORT/v1`.
 * @property {number} port
 * @property {LoggedRequest[]} requests Every request, preflights included, in the order of arrival.
 * @property {number} open The number of requests in progress.
 * @property {(changes: ReplayOptions) => void} set Changes settings for later requests.
 * @property {() => void} resume Continues every open answer that stalls, waits in the queue or is silent. Answers that
 *   have not reached their stall yet will not stop there.
 * @property {() => void} cut Breaks the connection of every request in progress. To lose nothing that was sent, let the
 *   answer `stall` first, until the client has read everything.
 * @property {() => Promise<void>} stopListening Refuses new connections, closes idle ones and keeps those with an open
 *   answer, as vLLM sometimes does on Ctrl-C.
 * @property {() => Promise<void>} listenAgain
 * @property {() => Promise<void>} close Ends all connections.
 */

/**
 * @param {ServerResponse} response
 * @param {number} status
 * @param {HeaderList} headers
 */
function writeHead(response, status, headers) {
  // uvicorn sends no `connection` header
  response.removeHeader('connection');
  response.sendDate = false;
  response.writeHead(status, [['date', new Date().toUTCString()], ...headers].flat());
}

/** @param {ServerResponse} response @param {Reply} reply @param {HeaderList} cors */
function send(response, reply, cors) {
  /** @type {HeaderList} */
  const headers = [['server', reply.server ?? 'uvicorn'], ...(reply.headers ?? [])];
  headers.push(['content-length', String(Buffer.byteLength(reply.body))]);
  if (reply.type !== null) headers.push(['content-type', reply.type]);
  writeHead(response, reply.status, reply.cors ? [...headers, ...cors] : headers);
  response.end(reply.body);
}

/**
 * @param {IncomingMessage} request
 * @param {ServerResponse} response
 * @param {Exchange} exchange
 * @param {Settings} settings
 * @param {() => Traffic} traffic
 * @returns {Promise<Reply | null>} null if the answer was streamed, or nothing was sent
 */
async function answer(request, response, exchange, settings, traffic) {
  const text = await readBody(request);
  try {
    exchange.entry.body = JSON.parse(text);
  } catch {
    exchange.entry.body = null;
  }
  const { fault } = settings;
  if (fault?.kind === 'silence' && fault.everywhere === true && request.method !== 'OPTIONS') await exchange.resumed;
  const reply =
    stopped(settings, request, exchange.entry.body) ?? answerPath(settings, { request, text, traffic: traffic() });
  if (reply !== null) return reply;
  if (fault?.kind === 'silence') await exchange.resumed;
  exchange.signal.throwIfAborted();

  const openStream = () => {
    /** @type {HeaderList} */
    const headers = [
      ['server', 'uvicorn'],
      ['content-type', settings.contentType],
      ...corsHeaders(settings, request.headers),
      ['transfer-encoding', 'chunked'],
    ];
    writeHead(response, 200, headers);
    response.flushHeaders();
  };
  return answerChat({ request, response, exchange, settings, clock: realClock, openStream }, text);
}

/**
 * Starts a server on 127.0.0.1.
 * @param {ReplayOptions & { port?: number, onRequest?: (entry: LoggedRequest) => void }} [options] Port 0, the default,
 *   takes any free port; `onRequest` is called when a request is over.
 * @returns {Promise<ReplayServer>}
 * @throws {RangeError} for an invalid option; or the system's error if the port is taken
 */
export async function startReplay({ port = 0, onRequest = () => {}, ...options } = {}) {
  let settings = change(defaults, options);
  /** @type {LoggedRequest[]} */
  const requests = [];
  /** @type {Set<Exchange>} */
  const open = new Set();

  /** @returns {Traffic} */
  function traffic() {
    const phases = [...open].map(({ phase }) => phase);
    return {
      running: phases.filter((phase) => phase === 'running').length,
      waiting: phases.filter((phase) => phase === 'waiting').length,
    };
  }
  /** @param {Exchange} exchange */
  async function seeOff(exchange) {
    await exchange.entry.closed;
    open.delete(exchange);
    onRequest(exchange.entry);
  }
  const cut = () => {
    for (const exchange of open) exchange.drop();
  };

  /** @param {IncomingMessage} request @param {ServerResponse} response */
  async function serve(request, response) {
    const now = settings;
    const exchange = openExchange(request, response);
    requests.push(exchange.entry);
    open.add(exchange);
    const over = seeOff(exchange);
    response.socket?.setNoDelay(true);
    try {
      const reply = await answer(request, response, exchange, now, traffic);
      if (reply === null) return;
      send(response, throughProxy(now, request, reply), corsHeaders(now, request.headers));
    } catch (error) {
      // if the client closed the connection, pending waits reject; any other error is a bug of this server
      if (exchange.signal.aborted || request.destroyed) return;
      exchange.drop();
      throw error;
    } finally {
      await over;
    }
  }

  const server = createServer((request, response) => {
    // A connection that was busy when the server stopped listening is not closed, but no further request may use it.
    if (!server.listening) {
      request.socket.destroy();
      return;
    }
    serve(request, response).catch((error) => {
      queueMicrotask(() => {
        throw error;
      });
    });
  });
  /** @param {number} at @returns {Promise<void>} */
  const listen = (at) =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(at, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  await listen(port);
  const address = /** @type {AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${address.port}/v1`,
    port: address.port,
    requests,
    get open() {
      return open.size;
    },
    set: (changes) => {
      settings = change(settings, changes);
    },
    resume: () => {
      for (const exchange of open) exchange.resume();
    },
    cut,
    stopListening: async () => {
      // the callback waits for the last open connection, but the listening socket closes at once
      server.close();
      server.closeIdleConnections();
    },
    listenAgain: () => listen(address.port),
    close: () => {
      cut();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
