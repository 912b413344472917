/** Plans a whole response before its first byte is sent. */

import { textOf } from './prompt.mjs';
import { answerTokens } from './sampling.mjs';
import { createDelivery, sentText } from './thinking.mjs';
import { boundaryAt, cutText } from './tokens.mjs';

/** @import { Interruption, Place } from './faults.mjs' */
/** @import { Settings } from './options.mjs' */
/** @import { Json, Prompt } from './prompt.mjs' */
/** @import { Delta } from './thinking.mjs' */

/** @typedef {{ delta: Delta | null, end: number }} Token `end` is the offset of its end in the recorded text. */

/**
 * @typedef {object} Plan
 * @property {readonly Token[]} tokens
 * @property {string} role
 * @property {string} reason
 * @property {string | null} stopReason The stop string that was met.
 * @property {boolean} endsWithText Whether the finish chunk has the last token: true if the engine stops after a token of
 *   text. The token that ends a story by itself has no text.
 * @property {number} completionTokens
 * @property {{ fault: Interruption, at: number } | null} interruption `at` is the number of tokens before it.
 * @property {(count: number) => string} sentTextAfter The text that has been sent after this number of tokens.
 */

/**
 * The offset in the recorded text at which a continuation starts: after the common beginning of the text and the request's
 * last message.
 * @param {string} text
 * @param {Json} body
 * @param {readonly unknown[]} messages
 * @returns {number}
 */
function continuedFrom(text, body, messages) {
  if (body['continue_final_message'] !== true) return 0;
  const known = textOf(messages.at(-1));
  if (text.startsWith(known)) return known.length;
  let at = 0;
  while (known[at] === text[at]) at++;
  return at;
}

/** @param {string} rest @param {Json} body @returns {{ end: number, met: string | null }} the first stop string */
function findStop(rest, body) {
  let end = rest.length;
  let met = null;
  for (const stop of [body['stop']].flat()) {
    if (typeof stop !== 'string') continue;
    const at = rest.indexOf(stop);
    if (at === -1 || at >= end) continue;
    end = at;
    met = stop;
  }
  return { end, met };
}

/** @param {readonly string[]} tokens @param {Place} place */
function locate(tokens, place) {
  if (typeof place !== 'number') return boundaryAt(tokens, place.chars);
  return { tokens: [...tokens], at: Math.min(place, tokens.length) };
}

/** @param {Json} body @param {readonly unknown[]} messages */
function roleOf(body, messages) {
  const last = messages.at(-1);
  const role = typeof last === 'object' && last !== null && 'role' in last ? last.role : null;
  return body['add_generation_prompt'] === false && typeof role === 'string' ? role : 'assistant';
}

/**
 * @param {Settings} settings
 * @param {Json} body
 * @param {readonly unknown[]} messages
 * @param {Prompt} prompt
 * @returns {Plan}
 */
export function planCompletion(settings, body, messages, prompt) {
  const { text, cut, splitPairs, fault, maxModelLen, finishReason } = settings;
  const from = continuedFrom(text, body, messages);
  const { end, met } = findStop(text.slice(from), body);
  let words = cutText(text.slice(from, from + end), cut, splitPairs);

  const most = Math.min(answerTokens(body) ?? Infinity, maxModelLen - prompt.tokens);
  /** @type {'stop' | 'length' | 'abort' | 'repetition' | 'tool_calls'} */
  let reason = 'stop';
  if (words.length >= most) {
    reason = 'length';
    words = words.slice(0, most);
  }
  /** @type {Plan['interruption']} */
  let interruption = null;
  if (fault !== null && 'after' in fault) {
    const { tokens, at } = locate(words, fault.after);
    words = fault.kind === 'finish' ? tokens.slice(0, at) : tokens;
    if (fault.kind === 'finish') reason = fault.reason;
    else interruption = { fault, at };
  }

  const { toDelta, undelivered } = createDelivery(text, from, settings);
  let at = from;
  const tokens = words.map((word) => {
    const start = at;
    at += word.length;
    return { delta: toDelta(start, at), end: at };
  });
  return {
    tokens,
    role: roleOf(body, messages),
    reason: reason === 'stop' ? finishReason : reason,
    stopReason: reason === 'stop' ? met : null,
    endsWithText: (reason === 'length' || reason === 'repetition') && tokens.length > 0,
    completionTokens: tokens.length + (reason === 'stop' ? 1 : 0),
    interruption,
    sentTextAfter: (count) => sentText(text, [from, tokens[count - 1]?.end ?? from], undelivered),
  };
}

/**
 * The ID that the client requested, or a new one.
 * @param {Json} body
 * @param {string | string[] | undefined} header `X-Request-Id`, which has precedence
 * @param {string} fresh
 * @returns {string}
 */
export function completionId(body, header, fresh) {
  const asked = [header].flat()[0] ?? body['request_id'];
  return `chatcmpl-${typeof asked === 'string' ? asked : fresh}`;
}
