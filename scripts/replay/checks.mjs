/** The most important checks with which vLLM refuses a well-formed request, in vLLM's order. */

import { unknownModel } from './errors.mjs';
import { checkLength, raisedInPreparation, tooManyImages } from './limits.mjs';
import { namesOf } from './models.mjs';
import { isObject } from './prompt.mjs';
import { pythonFloat } from './python.mjs';
import { answerTokens, checkSampling } from './sampling.mjs';
import { shapeOf } from './version.mjs';

/** @import { Refusal } from './errors.mjs' */
/** @import { Settings } from './options.mjs' */
/** @import { Json, Prompt } from './prompt.mjs' */

/** @param {Settings} settings @param {Prompt} prompt @returns {Refusal | null} */
function checkImages({ version, imageLimit }, { images }) {
  const limit = imageLimit ?? shapeOf(version).imageLimit;
  if (images.length > limit) return tooManyImages(version, limit);
  const { hidesAddresses, namesImageStep } = shapeOf(version);
  if (images.includes(null)) {
    const step = namesImageStep ? 'Failed to load image: ' : '';
    const address = hidesAddresses ? '' : ' at 0x7f2c8d1e4b30';
    return raisedInPreparation(version, `${step}cannot identify image file <_io.BytesIO object${address}>`);
  }
  for (const size of images) {
    if (size === null) continue;
    const ratio = Math.max(size.width, size.height) / Math.min(size.width, size.height);
    if (ratio <= 200) continue;
    const picture = `<PIL.Image.Image image mode=RGB size=${size.width}x${size.height}${hidesAddresses ? '' : ' at 0x7F2C8D1E4B30'}>`;
    const wrapped = `Failed to apply Qwen2_5_VLProcessor on data={'text': '<|image_pad|>', 'images': [${picture}]}`;
    const cause = `absolute aspect ratio must be smaller than 200, got ${pythonFloat(ratio)}`;
    const end = shapeOf(version).appendsCause ? ` ${cause}` : '';
    return { message: `${wrapped} with kwargs={}${end}`, raised: true };
  }
  return null;
}

/** @param {string} version @param {Json} body @returns {Refusal | null} for fields that need --trust-request flags */
function checkTrust(version, body) {
  if (shapeOf(version).distrustsProcessorKwargs && isObject(body['mm_processor_kwargs'])) {
    const cause = 'they can change multimodal preprocessing resource usage';
    const cure = 'Start the server with --trust-request-mm-kwargs only when clients are trusted.';
    const message = `Per-request mm_processor_kwargs are disabled by default because ${cause}. ${cure}`;
    if (!shapeOf(version).namesPaths) return { message, raised: true };
    return { message: `${message} (parameter=mm_processor_kwargs)`, param: 'mm_processor_kwargs', raised: true };
  }
  if (typeof body['chat_template'] !== 'string') return null;
  const known = 'Chat template is passed with request, but --trust-request-chat-template is not set.';
  return { message: `${known} Refused request with untrusted chat template.` };
}

/** @param {string} version @param {Json} body @returns {Refusal | null} */
function checkTurn(version, body) {
  if (body['continue_final_message'] !== true || body['add_generation_prompt'] === false) return null;
  const known = 'continue_final_message and add_generation_prompt are not compatible.';
  const cure =
    'Use continue_final_message when you want the model to continue the final message, and ' +
    'add_generation_prompt when you want to add a header that will prompt it to start a new assistant message instead.';
  return raisedInPreparation(version, `${known} ${cure}`);
}

/** @param {Json} body @returns {Refusal | null} priorities need `--scheduling-policy priority` */
function checkPriority(body) {
  const priority = Number(body['priority'] ?? 0);
  if (priority === 0) return null;
  return { message: `Got priority ${priority} but Priority scheduling is not enabled.`, raised: true };
}

/**
 * The refusal of a well-formed request that vLLM cannot serve.
 * @param {Settings} settings
 * @param {Json} body
 * @param {Prompt} prompt
 * @returns {Refusal | null}
 */
export function checkRequest(settings, body, prompt) {
  const { version, adapters } = settings;
  const asked = body['model'];
  const served = [...namesOf(settings), ...adapters.map(({ id }) => id)];
  if (typeof asked === 'string' && asked !== '' && !served.includes(asked)) {
    return unknownModel(version, asked, served);
  }

  const length = checkLength(settings, prompt, answerTokens(body));
  return (
    checkTrust(version, body) ??
    checkTurn(version, body) ??
    checkImages(settings, prompt) ??
    (length?.late === false ? length : null) ??
    checkSampling(version, body) ??
    (shapeOf(version).takesPriority ? null : checkPriority(body)) ??
    length
  );
}
