/** `POST /tokenize`: how many tokens a prompt has, with its pictures. */

import { parseBody } from './body.mjs';
import { json, refuse, unknownModel } from './errors.mjs';
import { namesOf } from './models.mjs';
import { isObject, readPrompt } from './prompt.mjs';
import { invalid } from './shape.mjs';
import { cutText } from './tokens.mjs';
import { atLeast } from './version.mjs';

/** @import { IncomingMessage } from 'node:http' */
/** @import { Reply } from './errors.mjs' */
/** @import { Settings } from './options.mjs' */
/** @import { Json } from './prompt.mjs' */

/** @param {Settings} settings @param {Json} body @returns {number | null} null if the body has no prompt or messages */
function countTokens(settings, body) {
  const { prompt, messages } = body;
  if (typeof prompt === 'string') return cutText(prompt, 'tokens').length;
  if (!Array.isArray(messages)) return null;
  const { tokens, textTokens } = readPrompt(messages, settings);
  // The release is an estimate: all tokens of pictures count since the renderer prepares them (#38545, March 2026).
  return atLeast(settings.version, '0.18.0') ? tokens : textTokens;
}

/**
 * @param {Settings} settings
 * @param {IncomingMessage} request
 * @param {string} text The body of the request.
 * @returns {Reply}
 */
export function answerTokenize(settings, request, text) {
  const { version, maxModelLen } = settings;
  const parsed = parseBody(version, request, text);
  if ('refusal' in parsed) return refuse(version, parsed.refusal);
  const body = isObject(parsed.body) ? parsed.body : {};
  const count = countTokens(settings, body);
  if (count === null) {
    const missing = ['prompt', 'messages'].map((at) => ({
      type: 'missing',
      at,
      message: 'Field required',
      input: body,
    }));
    return refuse(version, invalid(version, missing));
  }
  const names = namesOf(settings);
  const { model } = body;
  if (typeof model === 'string' && !names.includes(model)) return refuse(version, unknownModel(version, model, names));
  // The token IDs are unknown, because the replay server has no vocabulary.
  const tokens = Array.from({ length: count }, () => 0);
  return json(200, { count, max_model_len: maxModelLen, tokens, token_strs: null });
}
