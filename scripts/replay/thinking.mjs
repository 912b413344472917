/** Which part of a completion is thinking, in which field of a delta each part is delivered, and what is never said. */

import { shapeOf } from './version.mjs';

/** @import { Settings } from './options.mjs' */

/**
 * @typedef {object} Delta
 * @property {string} [role]
 * @property {string} [content]
 * @property {string} [reasoning]
 * @property {string | null} [reasoning_content]
 */

/** @typedef {readonly [start: number, end: number]} Range in the whole completion */

/**
 * @typedef {object} Delivery
 * @property {(from: number, to: number) => Delta | null} toDelta Turns the range of a token into the delta that carries
 *   it, to be called once for each token in their order; null if there is nothing to send, as for `<think>` itself.
 * @property {readonly Range[]} unsaid The tags, where no delta carries them.
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

/** @param {Pick<Settings, 'reasoning' | 'version'>} settings @returns {Delta} what stands beside any content */
function besideContent({ reasoning, version }) {
  const repeatsNull = reasoning === 'both' || (reasoning === 'inline' && shapeOf(version).copiesReasoning);
  return repeatsNull ? { reasoning_content: null } : {};
}

/** @param {Settings['reasoning']} reasoning @returns {(thought: string) => Delta} */
function inReasoning(reasoning) {
  let turn = 0;
  return (thought) => {
    if (reasoning === 'both') return { reasoning: thought, reasoning_content: thought };
    const isOld = reasoning === 'reasoning_content' || (reasoning === 'alternating' && turn++ % 2 === 1);
    return isOld ? { reasoning_content: thought } : { reasoning: thought };
  };
}

/**
 * @param {string} text The whole completion, also the part that the request already has.
 * @param {number} taken How long that part is.
 * @param {Pick<Settings, 'reasoning' | 'version' | 'continuesThinkingIn' | 'continuesStoryIn'>} settings
 * @returns {Delivery}
 */
export function createDelivery(text, taken, settings) {
  const beside = besideContent(settings);
  const think = inReasoning(settings.reasoning);
  const thinking = settings.reasoning === 'inline' ? null : findThinking(text);
  /** @type {Delivery} */
  const allContent = { toDelta: (from, to) => ({ content: text.slice(from, to), ...beside }), unsaid: [] };
  if (thinking === null) return allContent;
  if (taken > 0 && taken >= thinking.closedAt) {
    if (settings.continuesStoryIn === 'content') return allContent;
    return { toDelta: (from, to) => think(text.slice(from, to)), unsaid: [] };
  }
  if (taken > 0 && taken >= thinking.from && settings.continuesThinkingIn === 'content') return allContent;

  return {
    toDelta: (from, to) => {
      const before = text.slice(from, Math.max(from, Math.min(to, thinking.openedAt)));
      const thought = text.slice(Math.max(from, thinking.from), Math.max(from, Math.min(to, thinking.to)));
      const after = text.slice(Math.max(from, thinking.closedAt), Math.max(to, thinking.closedAt));
      const content = before + after;
      if (thought === '' && content === '') return null;
      const told = content === '' ? {} : { content };
      return thought === '' ? { ...told, ...beside } : { ...told, ...think(thought) };
    },
    unsaid: [
      [thinking.openedAt, thinking.from],
      [thinking.to, thinking.closedAt],
    ],
  };
}

/**
 * What the deltas of a range have told. A tag that no delta carries counts as told when there is more than white space
 * after it: not before can anybody know that the thinking has begun, or is over.
 * @param {string} text The whole completion.
 * @param {Range} range
 * @param {readonly Range[]} unsaid
 * @returns {string}
 */
export function toldText(text, [from, to], unsaid) {
  let told = '';
  let at = from;
  for (const [start, end] of unsaid) {
    if (end <= at || start >= to) continue;
    const tagAt = Math.max(at, start);
    told += text.slice(at, tagAt);
    if (text.slice(end, to).trim() !== '') told += text.slice(tagAt, end);
    at = Math.min(end, to);
  }
  return told + text.slice(at, to);
}

/**
 * The delta of a chunk that brings no text.
 * @param {Pick<Settings, 'reasoning' | 'version'>} settings
 * @returns {Delta}
 */
export function emptyDelta(settings) {
  return settings.reasoning === 'inline' ? { content: '', ...besideContent(settings) } : besideContent(settings);
}

/**
 * The delta of the first chunk.
 * @param {string} role
 * @param {Pick<Settings, 'reasoning' | 'version'>} settings
 * @returns {Delta}
 */
export const roleDelta = (role, settings) => ({ role, content: '', ...besideContent(settings) });
