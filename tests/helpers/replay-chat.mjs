/** `POST /v1/chat/completions`. */

import { randomUUID } from 'node:crypto';
import { checkRequest, checkShape } from './replay-checks.mjs';
import { createEvents, doneEvent, usageAsked, wholeCompletion } from './replay-chunks.mjs';
import { engineFailure, errorEvent, json, refuse, usualReply } from './replay-errors.mjs';
import { tooManyImages } from './replay-limits.mjs';
import { completionId, planCompletion } from './replay-plan.mjs';
import { isObject, readPrompt } from './replay-prompt.mjs';
import { tell } from './replay-stream.mjs';
import { shapeOf } from './replay-version.mjs';

/** @import { IncomingMessage, ServerResponse } from 'node:http' */
/** @import { Refusal, Reply } from './replay-errors.mjs' */
/** @import { Exchange } from './replay-log.mjs' */
/** @import { Settings } from './replay-options.mjs' */
/** @import { Clock } from './replay-pace.mjs' */
/** @import { Plan } from './replay-plan.mjs' */
/** @import { Json } from './replay-prompt.mjs' */

/**
 * @typedef {object} Call
 * @property {IncomingMessage} request
 * @property {ServerResponse} response
 * @property {Exchange} exchange
 * @property {Settings} settings
 * @property {Clock} clock
 * @property {() => void} openStream Writes the headers of an event stream.
 */

/**
 * The answer of an ordered status.
 * @param {Settings} settings
 * @param {unknown} body Of the request.
 * @returns {Reply | null} null if none is ordered
 */
export function orderedReply({ fault, version, model, imageLimit }, body) {
  if (fault?.kind !== 'status') return null;
  const asked = isObject(body) && typeof body['model'] === 'string' ? body['model'] : model;
  const limit = imageLimit ?? shapeOf(version).imageLimit;
  const usual = usualReply(version, fault.status, { model: asked, imageRefusal: tooManyImages(version, limit) });
  const reply = { ...usual, cors: fault.cors ?? usual.cors };
  if (fault.body === undefined) return reply;
  if (typeof fault.body !== 'string') return { ...reply, ...json(fault.status, fault.body, reply.cors) };
  const type = fault.body.trimStart().startsWith('<') ? 'text/html' : 'text/plain; charset=utf-8';
  return { ...reply, type, body: fault.body };
}

/** @param {string} problem @returns {Refusal} */
const unreadable = (problem) => ({ message: problem, type: 'Bad Request' });

/** @param {IncomingMessage} request @param {string} text @returns {{ body: unknown } | { refusal: Refusal }} */
function parseBody(request, text) {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    return { refusal: unreadable("Unsupported Media Type: Only 'application/json' is allowed") };
  }
  try {
    return { body: JSON.parse(text) };
  } catch {
    const found = "{'type': 'json_invalid', 'loc': ('body', 0), 'msg': 'JSON decode error', 'input': {}";
    return { refusal: unreadable(`1 validation error:\n  ${found}, 'ctx': {'error': 'Expecting value'}}`) };
  }
}

/** @param {Call} call @param {Plan} plan @param {object} whole @returns {Promise<Reply | null>} */
async function answerWhole({ exchange, settings }, plan, whole) {
  const { fault, version } = settings;
  switch (fault?.kind) {
    case 'cut':
      exchange.drop();
      return null;
    case 'stall':
    case 'queue':
      await exchange.resumed;
      break;
    case 'error-event':
      return refuse(version, { ...engineFailure, ...(fault.message === undefined ? {} : { message: fault.message }) });
    case 'malformed': {
      const reply = json(200, whole);
      return { ...reply, body: reply.body.slice(0, reply.body.length / 2) };
    }
    case undefined:
    case 'finish':
    case 'no-finish':
    case 'status':
      break;
  }
  exchange.entry.sent = plan.tokens.map(({ text }) => text).join('');
  return json(200, whole);
}

/**
 * @param {Call} call
 * @param {string} text The body of the request.
 * @returns {Promise<Reply | null>} null if the answer was streamed, or there is none
 */
export async function answerChat(call, text) {
  const { request, response, exchange, settings, clock } = call;
  const ordered = orderedReply(settings, exchange.entry.body);
  if (ordered !== null) return ordered;

  const { version } = settings;
  const parsed = parseBody(request, text);
  const wrong = 'refusal' in parsed ? parsed.refusal : checkShape(version, parsed.body);
  if (wrong !== null) return refuse(version, wrong);

  const body = /** @type {Json} */ (exchange.entry.body);
  const messages = /** @type {unknown[]} */ (body['messages']);
  const prompt = readPrompt(messages, settings);
  const refusal = checkRequest(settings, body, prompt);
  const stream = body['stream'] === true;
  if (refusal !== null && !(stream && refusal.late === true)) return refuse(version, refusal);
  if (refusal !== null) {
    call.openStream();
    response.end(errorEvent(version, refusal) + doneEvent);
    return null;
  }
  const plan = planCompletion(settings, body, messages, prompt);
  const asked = body['model'];
  const identity = {
    id: completionId(body, request.headers['x-request-id'], randomUUID().replaceAll('-', '')),
    created: Math.floor(Date.now() / 1000),
    model: typeof asked === 'string' && asked !== '' ? asked : settings.model,
    promptTokens: prompt.tokens,
  };
  if (!stream) return answerWhole(call, plan, wholeCompletion(identity, settings, plan));
  call.openStream();
  const events = createEvents(identity, settings, plan, usageAsked(body['stream_options']));
  await tell({ response, exchange, settings, plan, events, clock });
  return null;
}
