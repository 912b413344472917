/** `POST /v1/chat/completions`. */

import { randomUUID } from 'node:crypto';
import { parseBody } from './body.mjs';
import { checkRequest } from './checks.mjs';
import { createEvents, doneEvent, usageAsked, wholeCompletion } from './chunks.mjs';
import { errorEvent, json, orderedError, refuse } from './errors.mjs';
import { namesOf } from './models.mjs';
import { orderedReply } from './ordered.mjs';
import { completionId, planCompletion } from './plan.mjs';
import { readPrompt } from './prompt.mjs';
import { checkShape } from './shape.mjs';
import { streamCompletion } from './stream.mjs';
import { refuseUnknown } from './strict.mjs';

/** @import { IncomingMessage, ServerResponse } from 'node:http' */
/** @import { Reply } from './errors.mjs' */
/** @import { Exchange } from './log.mjs' */
/** @import { Settings } from './options.mjs' */
/** @import { Clock } from './pace.mjs' */
/** @import { Plan } from './plan.mjs' */
/** @import { Json } from './prompt.mjs' */

/**
 * @typedef {object} Call
 * @property {IncomingMessage} request
 * @property {ServerResponse} response
 * @property {Exchange} exchange
 * @property {Settings} settings
 * @property {Clock} clock
 * @property {() => void} openStream Writes the headers of an event stream.
 */

/** @param {Call} call @param {Plan} plan @param {object} whole @returns {Promise<Reply | null>} */
async function answerWhole({ exchange, settings }, plan, whole) {
  const { fault, version } = settings;
  if (fault?.kind === 'cut') {
    exchange.drop();
    return null;
  }
  if (fault?.kind === 'error-event') return refuse(version, orderedError(fault));
  if (fault?.kind === 'stall' || fault?.kind === 'queue') await exchange.resumed;
  const reply = json(200, whole);
  if (fault?.kind === 'malformed') return { ...reply, body: reply.body.slice(0, reply.body.length / 2) };
  exchange.entry.sent = plan.sentTextAfter(plan.tokens.length);
  return reply;
}

/**
 * @param {Call} call
 * @param {string} text The body of the request.
 * @returns {Promise<Reply | null>} null if the answer was streamed, or if nothing is sent
 */
export async function answerChat(call, text) {
  const { request, response, exchange, settings, clock } = call;
  const ordered = orderedReply(settings, exchange.entry.body);
  if (ordered !== null) return ordered;

  const { version } = settings;
  const parsed = parseBody(version, request, text);
  const wrong = 'refusal' in parsed ? parsed.refusal : checkShape(version, parsed.body);
  if (wrong !== null) return refuse(version, wrong);

  const body = /** @type {Json} */ (exchange.entry.body);
  const strictReply = refuseUnknown(settings, body);
  if (strictReply !== null) return strictReply;
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
    model: typeof asked === 'string' && asked !== '' ? asked : (namesOf(settings)[0] ?? settings.model),
    promptTokens: prompt.tokens,
  };
  if (!stream || settings.wholeAnswer) return answerWhole(call, plan, wholeCompletion(identity, settings, plan));
  call.openStream();
  const events = createEvents(identity, settings, plan, usageAsked(body['stream_options']));
  await streamCompletion({ response, exchange, settings, plan, events, clock });
  return null;
}
