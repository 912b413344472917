/** Reads the messages of a request: the text, the pictures, and the number of tokens. */

import { imageTokens, sizeOfImage } from './image.mjs';
import { cutText } from './tokens.mjs';

/** @import { Settings } from './options.mjs' */
/** @import { Size } from './image.mjs' */

/** @typedef {Record<string, unknown>} Json a parsed JSON object */

/**
 * @typedef {object} Prompt
 * @property {(Size | null)[]} images Their sizes; null if a picture cannot be read.
 * @property {number} textTokens Each picture counts as 3, as in vLLM's first length check.
 * @property {number} tokens Including all tokens of the pictures.
 */

/** `<|im_start|>`, role, newline, `<|im_end|>`, newline around a message. */
const messageTokens = 5;
/** `<|im_start|>assistant` and a newline. */
const turnTokens = 3;

/** The assumed size of a picture that is only linked, because it is not fetched. */
const linked = { width: 1280, height: 720 };

/** @param {unknown} value @returns {value is Json} */
export const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** @param {unknown} message @returns {Json[]} its content as parts */
function partsOf(message) {
  const content = isObject(message) ? message['content'] : null;
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  return Array.isArray(content) ? content.filter(isObject) : [];
}

/**
 * The text of a message.
 * @param {unknown} message
 * @returns {string}
 */
export function textOf(message) {
  const texts = partsOf(message).map((part) => part['text']);
  return texts.filter((text) => typeof text === 'string').join('');
}

/** @param {Json} part @returns {Size | null} */
function sizeOfPart(part) {
  const image = part['image_url'];
  const url = isObject(image) ? image['url'] : image;
  if (typeof url !== 'string') return null;
  const data = /^data:[^,]*;base64,/.exec(url);
  return data === null ? linked : sizeOfImage(Buffer.from(url.slice(data[0].length), 'base64'));
}

/**
 * @param {readonly unknown[]} messages
 * @param {Pick<Settings, 'maxPixels'>} settings
 * @returns {Prompt}
 */
export function readPrompt(messages, { maxPixels }) {
  const parts = messages.flatMap(partsOf);
  const images = parts.filter((part) => part['type'] === 'image_url').map(sizeOfPart);
  const words = messages.map((message) => cutText(textOf(message), 'tokens').length + messageTokens);
  const text = words.reduce((sum, count) => sum + count, turnTokens);
  const seen = images.map((size) => (size === null ? 0 : imageTokens(size, maxPixels) + 2));
  return {
    images,
    textTokens: text + 3 * images.length,
    tokens: text + seen.reduce((sum, count) => sum + count, 0),
  };
}
