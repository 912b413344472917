/** What pydantic refuses: bodies that are not of the form of a request. */

import { isObject } from './replay-prompt.mjs';
import { pythonRepr } from './replay-python.mjs';
import { shapeOf } from './replay-version.mjs';

/** @import { Refusal } from './replay-errors.mjs' */
/** @import { Json } from './replay-prompt.mjs' */

const floats = ['temperature', 'top_p', 'min_p', 'repetition_penalty'];
const integers = ['top_k', 'max_tokens', 'max_completion_tokens', 'seed'];

/** @param {readonly string[]} problems what pydantic found, each as Python prints it @returns {Refusal} */
const invalid = (problems) => ({
  message: `${problems.length} validation error${problems.length > 1 ? 's' : ''}:\n  ${problems.join('\n  ')}`,
  type: 'Bad Request',
});

/** @param {string} type @param {string} field @param {string} message @param {unknown} input */
function fieldProblem(type, field, message, input) {
  return `{'type': '${type}', 'loc': ('body', '${field}'), 'msg': '${message}', 'input': ${pythonRepr(input)}}`;
}

/** @param {string} field @param {unknown} value @returns {string | null} */
function numberProblem(field, value) {
  if (value === null || value === undefined) return null;
  const kind = floats.includes(field) ? 'float' : 'int';
  const noun = kind === 'float' ? 'number' : 'integer';
  const wanted = `Input should be a valid ${noun}`;
  if (typeof value === 'string') {
    if (value.trim() !== '' && Number.isFinite(Number(value))) return null;
    const message = `${wanted}, unable to parse string as a${kind === 'float' ? '' : 'n'} ${noun}`;
    return fieldProblem(`${kind}_parsing`, field, message, value);
  }
  if (typeof value !== 'number') return fieldProblem(`${kind}_type`, field, wanted, value);
  if (kind === 'float' || Number.isInteger(value)) return null;
  return fieldProblem('int_from_float', field, `${wanted}, got a number with a fractional part`, value);
}

/** @param {Json} body @returns {string | null} the rules that concern two fields */
function contradiction(body) {
  if (isObject(body['stream_options']) && body['stream'] !== true) {
    return 'Stream options can only be defined when `stream=True`.';
  }
  if (body['continue_final_message'] === true && body['add_generation_prompt'] === true) {
    return 'Cannot set both `continue_final_message` and `add_generation_prompt` to True.';
  }
  return null;
}

/**
 * What pydantic says of the body.
 * @param {string} version
 * @param {unknown} body
 * @returns {Refusal | null}
 */
export function checkShape(version, body) {
  if (!isObject(body)) {
    const message = 'Input should be a valid dictionary or object to extract fields from';
    const input = pythonRepr(body);
    return invalid([`{'type': 'model_attributes_type', 'loc': ('body',), 'msg': '${message}', 'input': ${input}}`]);
  }
  const echo = shapeOf(version).echoesInput ? body : {};
  const rule = contradiction(body);
  if (rule !== null) {
    const where = `{'type': 'value_error', 'loc': ('body',), 'msg': 'Value error, ${rule}'`;
    return invalid([`${where}, 'input': ${pythonRepr(echo)}, 'ctx': {'error': ValueError('${rule}')}}`]);
  }
  const problems = [...floats, ...integers].map((field) => numberProblem(field, body[field]));
  const messages = body['messages'];
  if (messages === undefined) problems.unshift(fieldProblem('missing', 'messages', 'Field required', echo));
  else if (!Array.isArray(messages)) {
    problems.unshift(fieldProblem('list_type', 'messages', 'Input should be a valid list', messages));
  }
  const found = problems.filter((problem) => problem !== null);
  return found.length === 0 ? null : invalid(found);
}
