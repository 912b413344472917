/** What vLLM refuses before it begins: the important checks, in its order. */

import { unknownModel } from './replay-errors.mjs';
import { checkLength, raisedInPreparation, tooManyImages } from './replay-limits.mjs';
import { isObject } from './replay-prompt.mjs';
import { pythonFloat, pythonRepr } from './replay-python.mjs';
import { atLeast, shapeOf } from './replay-version.mjs';

/** @import { Refusal } from './replay-errors.mjs' */
/** @import { Settings } from './replay-options.mjs' */
/** @import { Json, Prompt } from './replay-prompt.mjs' */

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

/** @param {Json} body @param {string} field @returns {number | null} */
const numberOf = (body, field) => {
  const value = body[field];
  return value === null || value === undefined ? null : Number(value);
};

/** @param {Json} body @returns {number | null} the most tokens that the answer may have */
export const answerTokens = (body) => numberOf(body, 'max_completion_tokens') ?? numberOf(body, 'max_tokens');

/** @param {string} version @param {Json} body @returns {Refusal | null} */
function checkSampling(version, body) {
  const named = shapeOf(version).namesParameter;
  /** @param {string} rule @param {string} field @param {string} value @param {boolean} [names] @returns {Refusal} */
  const refusal = (rule, field, value, names = named) => ({
    message: `${field} ${rule}, got ${value}.${names ? ` (parameter=${field}, value=${value})` : ''}`,
    param: names ? field : null,
    raised: true,
  });
  const penalty = numberOf(body, 'repetition_penalty');
  const temperature = numberOf(body, 'temperature');
  const topP = numberOf(body, 'top_p');
  const topK = numberOf(body, 'top_k');
  const minP = numberOf(body, 'min_p');
  const most = answerTokens(body);
  if (penalty !== null && penalty <= 0) {
    return refusal('must be greater than zero', 'repetition_penalty', pythonFloat(penalty), false);
  }
  if (temperature !== null && temperature < 0) {
    return refusal('must be non-negative', 'temperature', pythonFloat(temperature));
  }
  if (topP !== null && (topP <= 0 || topP > 1)) return refusal('must be in (0, 1]', 'top_p', pythonFloat(topP));
  const zeroIsOff = atLeast(version, '0.8.6');
  if (topK !== null && (topK < -1 || (topK === 0 && !zeroIsOff))) {
    return refusal(`must be ${zeroIsOff ? 0 : -1} (disable), or at least 1`, 'top_k', String(topK), false);
  }
  if (minP !== null && (minP < 0 || minP > 1)) return refusal('must be in [0, 1]', 'min_p', pythonFloat(minP), false);
  if (most !== null && most < 1) return refusal('must be at least 1', 'max_tokens', String(most));
  const emptyStop = [body['stop']].flat().includes('');
  return emptyStop ? { message: 'stop cannot contain an empty string.', raised: true } : null;
}

/** @param {Settings} settings @param {Prompt} prompt @returns {Refusal | null} */
function checkImages({ version, imageLimit }, { images }) {
  const limit = imageLimit ?? shapeOf(version).imageLimit;
  if (images.length > limit) return tooManyImages(version, limit);
  if (images.includes(null)) {
    return raisedInPreparation(version, 'cannot identify image file <_io.BytesIO object at 0x7f2c8d1e4b30>');
  }
  for (const size of images) {
    if (size === null) continue;
    const ratio = Math.max(size.width, size.height) / Math.min(size.width, size.height);
    if (ratio <= 200) continue;
    const picture = `<PIL.Image.Image image mode=RGB size=${size.width}x${size.height} at 0x7F2C8D1E4B30>`;
    const wrapped = `Failed to apply Qwen2_5_VLProcessor on data={'text': '<|image_pad|>', 'images': [${picture}]}`;
    const cause = `absolute aspect ratio must be smaller than 200, got ${pythonFloat(ratio)}`;
    const end = shapeOf(version).appendsCause ? ` ${cause}` : '';
    return { message: `${wrapped} with kwargs={}${end}`, raised: true };
  }
  return null;
}

/**
 * What vLLM says of a well-formed request that it cannot serve.
 * @param {Settings} settings
 * @param {Json} body
 * @param {Prompt} prompt
 * @returns {Refusal | null}
 */
export function checkRequest(settings, body, prompt) {
  const { version, model, adapters } = settings;
  const asked = body['model'];
  const served = [model, ...adapters.map(({ id }) => id)];
  if (typeof asked === 'string' && asked !== '' && !served.includes(asked)) return unknownModel(version, asked);

  if (shapeOf(version).distrustsProcessorKwargs && isObject(body['mm_processor_kwargs'])) {
    const cause = 'they can change multimodal preprocessing resource usage';
    const cure = 'Start the server with --trust-request-mm-kwargs only when clients are trusted.';
    return {
      message: `Per-request mm_processor_kwargs are disabled by default because ${cause}. ${cure}`,
      raised: true,
    };
  }
  if (body['continue_final_message'] === true && body['add_generation_prompt'] !== false) {
    const known = 'continue_final_message and add_generation_prompt are not compatible.';
    const cure =
      'Use continue_final_message when you want the model to continue the final message, and ' +
      'add_generation_prompt when you want to add a header that will prompt it to start a new assistant message instead.';
    return raisedInPreparation(version, `${known} ${cure}`);
  }
  const images = checkImages(settings, prompt);
  const length = checkLength(settings, prompt, answerTokens(body));
  if (images !== null || length?.late === false) return images ?? length;
  return checkSampling(version, body) ?? length;
}
