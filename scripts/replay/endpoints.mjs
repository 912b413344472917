/** Answers all requests except completions: checks before any path, and the small endpoints. */

import { preflight } from './cors.mjs';
import { json, loadingModel, methodNotAllowed, notFound, scaling, unauthorized } from './errors.mjs';
import { pathOf } from './log.mjs';
import { metrics } from './metrics.mjs';
import { modelList } from './models.mjs';
import { orderedStatus } from './ordered.mjs';
import { answerTokenize } from './tokenize.mjs';

/** @import { IncomingMessage } from 'node:http' */
/** @import { Reply } from './errors.mjs' */
/** @import { Traffic } from './metrics.mjs' */
/** @import { Settings } from './options.mjs' */

const chatPath = '/v1/chat/completions';

/** @type {Reply} */
const empty = { status: 200, type: null, body: '', cors: true };

const emptyList = { object: 'list', data: [] };

/** @param {Settings} settings @returns {Reply} */
const health = ({ fault }) => {
  const dead =
    fault?.kind === 'dead' || fault?.kind === 'loading' || (fault?.kind === 'error-event' && fault.dead === true);
  return dead ? { ...empty, status: 503 } : empty;
};

/** @typedef {{ traffic: Traffic, request: IncomingMessage, text: string }} ReceivedRequest a request with its body */

/** @type {Record<string, { methods: string[], reply: (settings: Settings, asked: ReceivedRequest) => Reply }>} */
const routes = {
  '/health': { methods: ['GET'], reply: health },
  '/ping': { methods: ['GET', 'POST'], reply: health },
  '/load': { methods: ['GET'], reply: () => json(200, { server_load: 0 }) },
  '/metrics': { methods: ['GET'], reply: (settings, { traffic }) => metrics(settings, traffic) },
  '/version': { methods: ['GET'], reply: ({ version }) => json(200, { version }) },
  '/tokenize': { methods: ['POST'], reply: (settings, { request, text }) => answerTokenize(settings, request, text) },
  '/v1/models': {
    methods: ['GET'],
    reply: (settings) => json(200, settings.listsModels ? modelList(settings) : emptyList),
  },
};

/** @param {string | null} apiKey @param {IncomingMessage} request */
function isAuthorized(apiKey, request) {
  if (apiKey === null || !pathOf(request).startsWith('/v1')) return true;
  const [scheme, key] = (request.headers.authorization ?? '').split(/ (.*)/s);
  return scheme?.toLowerCase() === 'bearer' && key === apiKey;
}

/**
 * The answer of a proxy or of vLLM's middleware, outermost first, which comes before any path is considered.
 * @param {Settings} settings
 * @param {IncomingMessage} request
 * @param {unknown} body
 * @returns {Reply | null} null if the request passes
 */
export function stopped(settings, request, body) {
  const { fault } = settings;
  if (fault?.kind === 'scaling') return scaling;
  if (request.method === 'OPTIONS') return preflight(settings, request.headers);
  if (fault?.kind === 'loading') {
    if (fault.lists !== true) return loadingModel;
    if (pathOf(request) === '/version') return notFound;
    if (pathOf(request) === chatPath) return { ...empty, status: 503 };
  }
  if (fault?.kind === 'status' && fault.everywhere === true) return orderedStatus(settings, fault, body);
  return isAuthorized(settings.apiKey, request) ? null : unauthorized;
}

/** @param {IncomingMessage} request @returns {Reply} for an unknown path */
function lost(request) {
  const known = pathOf(request).replace(/\/$/, '');
  if (known !== chatPath && routes[known] === undefined) return notFound;
  return { ...empty, status: 307, headers: [['location', `http://${request.headers.host ?? ''}${known}`]] };
}

/**
 * @param {Settings} settings
 * @param {ReceivedRequest} asked
 * @returns {Reply | null} null if the request is for a completion
 */
export function answerPath(settings, asked) {
  const { request } = asked;
  const path = pathOf(request);
  const method = request.method ?? '';
  const route = routes[path];
  if (route !== undefined) {
    const allowed = route.methods.includes(method);
    return allowed ? route.reply(settings, asked) : methodNotAllowed(route.methods.at(-1) ?? '');
  }
  if (path !== chatPath) return lost(request);
  return method === 'POST' ? null : methodNotAllowed('POST');
}
