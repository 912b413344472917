/** The checks of pydantic, which refuses bodies that do not have the form of a request. */

import { isObject } from './prompt.mjs';
import { pythonRepr } from './python.mjs';
import { shapeOf } from './version.mjs';

/** @import { Refusal } from './errors.mjs' */
/** @import { Json } from './prompt.mjs' */

const floats = ['temperature', 'top_p', 'min_p', 'repetition_penalty'];
const integers = ['top_k', 'max_tokens', 'max_completion_tokens', 'seed'];

/**
 * A problem that pydantic found in the body.
 * @typedef {object} Problem
 * @property {string} type
 * @property {string | number | null} at The field, or the offset in a text that is not JSON; null is the body itself.
 * @property {string} message
 * @property {unknown} input
 * @property {string} [context] As Python prints it.
 */

/** @param {Problem['at']} at @param {boolean} named */
function place(at, named) {
  if (named) return pythonRepr(at === null ? 'body' : `body.${at}`);
  return at === null ? "('body',)" : `('body', ${pythonRepr(at)})`;
}

/** A short form of an input for the message. @param {unknown} input @returns {string} */
function briefly(input) {
  if (Array.isArray(input)) return `<list of ${input.length} items>`;
  if (isObject(input)) return `<dict of ${Object.keys(input).length} items>`;
  return typeof input === 'string' ? input : pythonRepr(input);
}

/**
 * The answer to a body in which pydantic found problems.
 * @param {string} version
 * @param {readonly Problem[]} problems
 * @returns {Refusal}
 */
export function invalid(version, problems) {
  const { namesPaths } = shapeOf(version);
  const lines = problems.map(({ type, at, message, input, context }) => {
    const shown = pythonRepr(namesPaths ? briefly(input) : input);
    const rest = context === undefined ? '' : `, 'ctx': ${context}`;
    return `{'type': '${type}', 'loc': ${place(at, namesPaths)}, 'msg': '${message}', 'input': ${shown}${rest}}`;
  });
  const first = problems[0]?.at ?? null;
  return {
    message: `${problems.length} validation error${problems.length > 1 ? 's' : ''}:\n  ${lines.join('\n  ')}`,
    type: 'Bad Request',
    param: namesPaths ? (first === null ? 'body' : `body.${first}`) : null,
  };
}

/** @param {string} field @param {unknown} value @returns {Problem | null} */
function numberProblem(field, value) {
  if (value === null || value === undefined) return null;
  const kind = floats.includes(field) ? 'float' : 'int';
  const noun = kind === 'float' ? 'number' : 'integer';
  const wanted = `Input should be a valid ${noun}`;
  if (typeof value === 'string') {
    if (value.trim() !== '' && Number.isFinite(Number(value))) return null;
    const message = `${wanted}, unable to parse string as a${kind === 'float' ? '' : 'n'} ${noun}`;
    return { type: `${kind}_parsing`, at: field, message, input: value };
  }
  if (typeof value !== 'number') return { type: `${kind}_type`, at: field, message: wanted, input: value };
  if (kind === 'float' || Number.isInteger(value)) return null;
  const message = `${wanted}, got a number with a fractional part`;
  return { type: 'int_from_float', at: field, message, input: value };
}

/**
 * @param {Json} body @returns {{ rule: string, param: string | null } | null} the broken rule about two fields, if any
 */
function contradiction(body) {
  if (isObject(body['stream_options']) && body['stream'] !== true) {
    return { rule: 'Stream options can only be defined when `stream=True`.', param: 'stream_options' };
  }
  if (body['continue_final_message'] === true && body['add_generation_prompt'] === true) {
    return { rule: 'Cannot set both `continue_final_message` and `add_generation_prompt` to True.', param: null };
  }
  return null;
}

/**
 * Pydantic's refusal of the body.
 * @param {string} version
 * @param {unknown} body
 * @returns {Refusal | null}
 */
export function checkShape(version, body) {
  const { echoesInput, namesPaths } = shapeOf(version);
  if (!isObject(body)) {
    const message = 'Input should be a valid dictionary or object to extract fields from';
    return invalid(version, [{ type: 'model_attributes_type', at: null, message, input: body }]);
  }
  const echo = echoesInput || namesPaths ? body : {};
  const against = contradiction(body);
  if (against !== null && namesPaths) {
    const { rule, param } = against;
    return { message: param === null ? rule : `${rule} (parameter=${param})`, param };
  }
  if (against !== null) {
    const context = `{'error': ValueError('${against.rule}')}`;
    const message = `Value error, ${against.rule}`;
    return invalid(version, [{ type: 'value_error', at: null, message, input: echo, context }]);
  }
  const problems = [...floats, ...integers].map((field) => numberProblem(field, body[field]));
  const messages = body['messages'];
  if (messages === undefined) {
    problems.unshift({ type: 'missing', at: 'messages', message: 'Field required', input: echo });
  } else if (!Array.isArray(messages)) {
    problems.unshift({ type: 'list_type', at: 'messages', message: 'Input should be a valid list', input: messages });
  }
  const found = problems.filter((problem) => problem !== null);
  return found.length === 0 ? null : invalid(version, found);
}
