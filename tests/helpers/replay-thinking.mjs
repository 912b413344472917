/** Which part of a completion is thinking, and in which field of a delta each part is delivered. */

import { shapeOf } from './replay-version.mjs';

/** @import { Settings } from './replay-options.mjs' */

/**
 * @typedef {object} Delta
 * @property {string} [role]
 * @property {string} [content]
 * @property {string} [reasoning]
 * @property {string | null} [reasoning_content]
 */

/**
 * Turns the range of a token in the completion into the delta that carries it; null if there is nothing to send, as for
 * `<think>` itself.
 * @typedef {(from: number, to: number) => Delta | null} ToDelta
 */

const open = '<think>';
const close = '</think>';

/**
 * The thinking lies between the tags. Without the first tag it begins the text, as for models whose prompt ends with
 * it; without both there is none.
 * @param {string} text
 */
function findThinking(text) {
  const tag = /^\s*<think>/.exec(text);
  const end = text.indexOf(close);
  if (tag === null && end === -1) return null;
  const from = tag === null ? 0 : tag[0].length;
  return {
    openedAt: tag === null ? 0 : from - open.length,
    from,
    to: end === -1 ? text.length : end,
    closedAt: end === -1 ? text.length : end + close.length,
  };
}

/**
 * @param {string} text The whole completion, also the part that the request already has.
 * @param {Pick<Settings, 'reasoning' | 'version'>} settings
 * @returns {ToDelta}
 */
export function createToDelta(text, { reasoning, version }) {
  const repeatsNull = reasoning === 'both' || (reasoning === 'inline' && shapeOf(version).copiesReasoning);
  const beside = repeatsNull ? { reasoning_content: null } : {};
  const thinking = reasoning === 'inline' ? null : findThinking(text);
  if (thinking === null) return (from, to) => ({ content: text.slice(from, to), ...beside });

  return (from, to) => {
    const before = text.slice(from, Math.max(from, Math.min(to, thinking.openedAt)));
    const thought = text.slice(Math.max(from, thinking.from), Math.max(from, Math.min(to, thinking.to)));
    const after = text.slice(Math.max(from, thinking.closedAt), Math.max(to, thinking.closedAt));
    const content = before + after;
    if (thought === '' && content === '') return null;
    const told = content === '' ? {} : { content };
    if (thought === '') return { ...told, ...beside };
    if (reasoning === 'reasoning') return { ...told, reasoning: thought };
    if (reasoning === 'reasoning_content') return { ...told, reasoning_content: thought };
    return { ...told, reasoning: thought, reasoning_content: thought };
  };
}

/**
 * The delta of a finish chunk that brings no text.
 * @param {Pick<Settings, 'reasoning' | 'version'>} settings
 * @returns {Delta}
 */
export function emptyDelta({ reasoning, version }) {
  if (reasoning === 'both') return { reasoning_content: null };
  if (reasoning !== 'inline') return {};
  return shapeOf(version).copiesReasoning ? { content: '', reasoning_content: null } : { content: '' };
}

/**
 * The delta of the first chunk.
 * @param {string} role
 * @param {Pick<Settings, 'reasoning' | 'version'>} settings
 * @returns {Delta}
 */
export function roleDelta(role, { reasoning, version }) {
  const repeatsNull = reasoning === 'both' || (reasoning === 'inline' && shapeOf(version).copiesReasoning);
  return { role, content: '', ...(repeatsNull ? { reasoning_content: null } : {}) };
}
