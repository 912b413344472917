/**
 * A server that speaks vLLM's OpenAI protocol and replays one text: for tests, and for people without a GPU.
 * What it says, byte for byte, is what vLLM v0.7 to about v0.31 says behind uvicorn and starlette.
 */

import { createServer } from 'node:http';
import { corsHeaders, preflight } from './replay-cors.mjs';
import { answerChat, orderedReply } from './replay-chat.mjs';
import { json, methodNotAllowed, notFound, unauthorized } from './replay-errors.mjs';
import { openExchange, pathOf, readBody } from './replay-log.mjs';
import { modelList } from './replay-models.mjs';
import { change, defaults } from './replay-options.mjs';
import { realClock } from './replay-pace.mjs';

/** @import { IncomingMessage, ServerResponse } from 'node:http' */
/** @import { AddressInfo } from 'node:net' */
/** @import { HeaderList } from './replay-cors.mjs' */
/** @import { Reply } from './replay-errors.mjs' */
/** @import { Exchange, LoggedRequest } from './replay-log.mjs' */
/** @import { ReplayOptions, Settings } from './replay-options.mjs' */

/**
 * @typedef {object} ReplayServer
 * @property {string} url Base URL for a client: `http://127.0.0.1:PORT/v1`.
 * @property {number} port
 * @property {LoggedRequest[]} requests Every request, preflights included, in the order of arrival.
 * @property {(changes: ReplayOptions) => void} set Changes settings for the requests that come after.
 * @property {() => void} resume Lets every open answer that stalls or waits in the queue go on, and those that have not
 *   come to their stall yet run past it.
 * @property {() => Promise<void>} close Ends all connections.
 */

/**
 * @param {ServerResponse} response
 * @param {number} status
 * @param {HeaderList} headers
 */
function writeHead(response, status, headers) {
  // uvicorn never names the connection
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

/** @param {string | null} apiKey @param {IncomingMessage} request */
function isAuthorized(apiKey, request) {
  if (apiKey === null || !pathOf(request).startsWith('/v1')) return true;
  const [scheme, key] = (request.headers.authorization ?? '').split(/ (.*)/s);
  return scheme?.toLowerCase() === 'bearer' && key === apiKey;
}

/** @type {Reply} */
const empty = { status: 200, type: null, body: '', cors: true };

/** @type {Record<string, { methods: string[], reply: (settings: Settings) => Reply }>} */
const routes = {
  '/health': { methods: ['GET'], reply: () => empty },
  '/ping': { methods: ['GET', 'POST'], reply: () => empty },
  '/load': { methods: ['GET'], reply: () => json(200, { server_load: 0 }) },
  '/version': { methods: ['GET'], reply: ({ version }) => json(200, { version }) },
  '/v1/models': { methods: ['GET'], reply: (settings) => json(200, modelList(settings)) },
};
const chatPath = '/v1/chat/completions';

/** @param {IncomingMessage} request @returns {Reply} for a path that nobody serves */
function lost(request) {
  const known = pathOf(request).replace(/\/$/, '');
  if (known !== chatPath && routes[known] === undefined) return notFound;
  return { ...empty, status: 307, headers: [['location', `http://${request.headers.host ?? ''}${known}`]] };
}

/**
 * @param {IncomingMessage} request
 * @param {ServerResponse} response
 * @param {Exchange} exchange
 * @param {Settings} settings
 * @returns {Promise<Reply | null>}
 */
async function answer(request, response, exchange, settings) {
  const text = await readBody(request);
  try {
    exchange.entry.body = JSON.parse(text);
  } catch {
    exchange.entry.body = null;
  }
  if (request.method === 'OPTIONS') {
    const reply = preflight(settings.cors, request.headers);
    if (reply !== null) return reply;
  } else {
    const { fault } = settings;
    if (fault?.kind === 'status' && fault.everywhere === true) return orderedReply(settings, exchange.entry.body);
    if (!isAuthorized(settings.apiKey, request)) return unauthorized;
  }
  const path = pathOf(request);
  const method = request.method ?? '';
  const route = routes[path];
  if (route !== undefined) {
    return route.methods.includes(method) ? route.reply(settings) : methodNotAllowed(route.methods.at(-1) ?? '');
  }
  if (path !== chatPath) return lost(request);
  if (method !== 'POST') return methodNotAllowed('POST');

  const openStream = () => {
    /** @type {HeaderList} */
    const headers = [
      ['server', 'uvicorn'],
      ['content-type', 'text/event-stream; charset=utf-8'],
      ...corsHeaders(settings.cors, request.headers),
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
 *   is any free one; `onRequest` is called when a request has come whole and again when its exchange is over.
 * @returns {Promise<ReplayServer>}
 * @throws {RangeError} for an option that makes no sense; or the system's error if the port is taken
 */
export async function startReplay({ port = 0, onRequest = () => {}, ...options } = {}) {
  let settings = change(defaults, options);
  /** @type {LoggedRequest[]} */
  const requests = [];
  /** @type {Set<Exchange>} */
  const open = new Set();

  /** @param {IncomingMessage} request @param {ServerResponse} response */
  async function serve(request, response) {
    const now = settings;
    const exchange = openExchange(request, response);
    requests.push(exchange.entry);
    open.add(exchange);
    response.socket?.setNoDelay(true);
    try {
      const reply = await answer(request, response, exchange, now);
      if (reply !== null) send(response, reply, corsHeaders(now.cors, request.headers));
    } catch (error) {
      // whatever was waited for when the client left rejects; anything else is a fault of this server
      if (!exchange.signal.aborted && !request.destroyed) throw error;
    } finally {
      await exchange.entry.closed;
      open.delete(exchange);
      onRequest(exchange.entry);
    }
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error) => {
      queueMicrotask(() => {
        throw error;
      });
    });
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(undefined));
  });
  const address = /** @type {AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${address.port}/v1`,
    port: address.port,
    requests,
    set: (changes) => {
      settings = change(settings, changes);
    },
    resume: () => {
      for (const exchange of open) exchange.resume();
    },
    close: () => {
      for (const exchange of open) exchange.drop();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
