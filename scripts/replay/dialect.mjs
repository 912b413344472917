/** How servers other than vLLM write the texts of a completion. */

/** @import { Settings } from './options.mjs' */
/** @import { Delta } from './thinking.mjs' */

/** @param {unknown} text @param {'text' | 'thinking'} type */
const partsOf = (text, type) => {
  if (typeof text !== 'string' || text === '') return [];
  const part = { type: 'text', text };
  return [type === 'text' ? part : { type, thinking: [part] }];
};

/**
 * Writes a delta or a message as this server does. With 'parts' the texts are lists, as Mistral's servers send them.
 * @param {Pick<Settings, 'textIn'>} settings
 * @param {object} fields
 * @returns {object}
 */
export function worded({ textIn }, fields) {
  if (textIn !== 'parts') return fields;
  const { reasoning, reasoning_content: older, content, ...rest } = /** @type {Delta} */ (fields);
  return { ...rest, content: [...partsOf(reasoning ?? older, 'thinking'), ...partsOf(content, 'text')] };
}

/**
 * @param {Pick<Settings, 'textIn'>} settings
 * @param {Delta} delta
 * @returns {object} the field of a streamed choice that has the text
 */
export const placed = (settings, delta) =>
  settings.textIn === 'message' ? { message: delta } : { delta: worded(settings, delta) };
