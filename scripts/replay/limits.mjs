/** vLLM's messages for prompts that have too many pictures or are too long, by version. */

import { atLeast, shapeOf } from './version.mjs';

/** @import { Refusal } from './errors.mjs' */
/** @import { Settings } from './options.mjs' */
/** @import { Prompt } from './prompt.mjs' */

/**
 * An error raised while the prompt is prepared. Some versions append its cause, which is None.
 * @param {string} version
 * @param {string} message
 * @returns {Refusal}
 */
export const raisedInPreparation = (version, message) => ({
  message: shapeOf(version).appendsCause ? `${message} None` : message,
  raised: true,
});

/** @param {string} version @param {number} limit @returns {Refusal} */
export function tooManyImages(version, limit) {
  const known = `At most ${limit} image(s) may be provided in one`;
  const flag = 'You can set `--limit-mm-per-prompt` to increase this limit if the model supports it.';
  if (shapeOf(version).namesPaths) {
    return { message: `${known} prompt. (parameter=image)`, param: 'image', raised: true };
  }
  if (atLeast(version, '0.10.1')) return raisedInPreparation(version, `${known} prompt.`);
  return raisedInPreparation(version, atLeast(version, '0.8.4') ? `${known} request. ${flag}` : `${known} request.`);
}

/** @param {number} most @param {number} prompt @param {number | null} answer */
function tooLongBeforeAugust2025(most, prompt, answer) {
  const start = `This model's maximum context length is ${most} tokens. However, you requested`;
  if (answer !== null && prompt + answer > most) {
    const sum = `${prompt + answer} tokens (${prompt} in the messages, ${answer} in the completion)`;
    return `${start} ${sum}. Please reduce the length of the messages or completion.`;
  }
  if (prompt < most) return null;
  return `${start} ${prompt} tokens in the messages, Please reduce the length of the messages.`;
}

/** @param {number} most @param {number} prompt @param {number | null} answer */
function tooLongUntil2026(most, prompt, answer) {
  const known = `This model's maximum context length is ${most} tokens`;
  if (prompt >= most) {
    const rest = `However, your request has ${prompt} input tokens. Please reduce the length of the input messages.`;
    return `${known}. ${rest}`;
  }
  if (answer === null || prompt + answer <= most) return null;
  const start = `'max_tokens' or 'max_completion_tokens' is too large: ${answer}.`;
  return `${start} ${known} and your request has ${prompt} input tokens (${answer} > ${most} - ${prompt}).`;
}

/** The message for a text that is too long: the tokenizer stops at the first token over the limit. @param {number} most */
function promptTooLong(most) {
  const known = `This model's maximum context length is ${most} tokens`;
  const read = `your prompt contains at least ${most + 1} input tokens`;
  const rest = 'which exceeds this limit even without any output tokens. Please reduce the length of the input prompt.';
  return `${known}. However, ${read}, ${rest} (parameter=input_tokens, value=${most + 1})`;
}

/** @param {string} version @param {number} most @param {number} prompt @param {number} answer */
function tooLongIn2026(version, most, prompt, answer) {
  const { capsAnswer } = shapeOf(version);
  if (answer > most) {
    const name = capsAnswer ? 'max_model_len' : 'max_model_len=max_total_tokens';
    const known = `max_tokens=${answer} cannot be greater than ${name}=${most}`;
    return `${known}. Please request fewer output tokens. (parameter=max_tokens, value=${answer})`;
  }
  if (capsAnswer) return prompt > most ? promptTooLong(most) : null;
  if (prompt + answer <= most) return null;
  if (!atLeast(version, '0.18.0')) {
    const end = `(parameter=input_tokens, value=${prompt})`;
    const known = `the model's context length is only ${most} tokens`;
    const start = `You passed ${prompt} input tokens and requested ${answer} output tokens. However, ${known}`;
    const room = `resulting in a maximum input length of ${most - answer} tokens`;
    return `${start}, ${room}. Please reduce the length of the input prompt. ${end}`;
  }
  // the tokenizer stops at the first token over the limit
  const read = most - answer + 1;
  const asked = `you requested ${answer} output tokens and your prompt contains at least ${read} input tokens`;
  const start = `This model's maximum context length is ${most} tokens. However, ${asked}`;
  const cure = 'Please reduce the length of the input prompt or the number of requested output tokens.';
  return `${start}, for a total of at least ${most + 1} tokens. ${cure} (parameter=input_tokens, value=${read})`;
}

/**
 * @param {string} version
 * @param {number} most
 * @param {number} prompt in tokens, including all of the pictures'
 * @returns {string | null}
 */
function imagesTooLong(version, most, prompt) {
  if (prompt < most) return null;
  if (atLeast(version, '0.16.0') && !atLeast(version, '0.18.0')) {
    return `max_tokens must be at least 1, got ${most - prompt}.`;
  }
  if (prompt === most) {
    if (!atLeast(version, '0.18.0')) return null;
    return [
      `The decoder prompt (length ${prompt}) plus the number of requested output tokens (at least 1) is longer than the`,
      `maximum model length of ${most}. Make sure that \`max_model_len\` is no smaller than the number of text tokens`,
      '(prompt + requested output tokens).',
    ].join(' ');
  }
  if (atLeast(version, '0.18.0')) return `Input length (${prompt}) exceeds model's maximum context length (${most}).`;
  if (!atLeast(version, '0.8.0')) {
    return `The prompt (total length ${prompt}) is too long to fit into the model (context length ${most}).`;
  }
  return [
    `The decoder prompt (length ${prompt}) is longer than the maximum model length of ${most}.`,
    'Make sure that `max_model_len` is no smaller than the number of text tokens plus multimodal tokens.',
    'For image inputs, the number of image tokens depends on the number of images, and possibly their aspect ratios',
    'as well.',
  ].join(' ');
}

/**
 * Checks whether the prompt and the requested answer fit the context. The first check counts each picture as 3 tokens. It
 * is not an error if pictures leave too little for the answer: the answer then ends with the reason `length`.
 * @param {Settings} settings
 * @param {Prompt} prompt
 * @param {number | null} answer `max_completion_tokens` or `max_tokens`
 * @returns {Refusal | null}
 */
export function checkLength({ version, maxModelLen }, prompt, answer) {
  const shape = shapeOf(version);
  const text = prompt.textTokens;
  let message;
  if (atLeast(version, '0.16.0')) message = tooLongIn2026(version, maxModelLen, text, answer ?? 0);
  else if (shape.nestedErrors) message = tooLongUntil2026(maxModelLen, text, answer);
  else message = tooLongBeforeAugust2025(maxModelLen, text, answer);
  if (message !== null) {
    const param = /\(parameter=(\w+),/.exec(message)?.[1] ?? null;
    return { ...raisedInPreparation(version, message), param, late: false };
  }
  const images = imagesTooLong(version, maxModelLen, prompt.tokens);
  if (images === null) return null;
  // a prompt that leaves no token for the answer is only found in `generate()`
  const late = shape.checksImagesInStream || (atLeast(version, '0.18.0') && prompt.tokens === maxModelLen);
  return { message: images, raised: true, late };
}
