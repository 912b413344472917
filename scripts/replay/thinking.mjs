/** Finds the thinking of a completion, and chooses the field of the delta that carries each part. */

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
 *   it. It must be called once for each token, in order; null if there is nothing to send, as for `<think>` itself.
 * @property {readonly Range[]} undelivered The ranges of the tags that no delta carries.
 */

const open = '<think>';
const close = '</think>';

/**
 * The thinking is the text between the tags. Without the first tag it begins at the start of the text, as for models whose
 * prompt ends with that tag; without both tags there is none.
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

/** @param {Pick<Settings, 'reasoning' | 'version'>} settings @returns {Delta} the fields that accompany all content */
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
 * @param {string} text The whole completion, including the part that the request already has.
 * @param {number} taken The length of that part.
 * @param {Pick<Settings, 'reasoning' | 'version' | 'continuesThinkingIn' | 'continuesStoryIn'>} settings
 * @returns {Delivery}
 */
export function createDelivery(text, taken, settings) {
  const beside = besideContent(settings);
  const think = inReasoning(settings.reasoning);
  const thinking = settings.reasoning === 'inline' ? null : findThinking(text);
  /** @type {Delivery} */
  const allContent = { toDelta: (from, to) => ({ content: text.slice(from, to), ...beside }), undelivered: [] };
  if (thinking === null) return allContent;
  if (taken > 0 && taken >= thinking.closedAt) {
    if (settings.continuesStoryIn === 'content') return allContent;
    return { toDelta: (from, to) => think(text.slice(from, to)), undelivered: [] };
  }
  if (taken > 0 && taken >= thinking.from && settings.continuesThinkingIn === 'content') return allContent;

  return {
    toDelta: (from, to) => {
      const before = text.slice(from, Math.max(from, Math.min(to, thinking.openedAt)));
      const thought = text.slice(Math.max(from, thinking.from), Math.max(from, Math.min(to, thinking.to)));
      const after = text.slice(Math.max(from, thinking.closedAt), Math.max(to, thinking.closedAt));
      const content = before + after;
      if (thought === '' && content === '') return null;
      const contentField = content === '' ? {} : { content };
      return thought === '' ? { ...contentField, ...beside } : { ...contentField, ...think(thought) };
    },
    undelivered: [
      [thinking.openedAt, thinking.from],
      [thinking.to, thinking.closedAt],
    ],
  };
}

/**
 * The text that the deltas of a range have sent. A tag that no delta carries counts as sent when text other than white
 * space follows it: only then can a client know that the thinking has begun or ended.
 * @param {string} text The whole completion.
 * @param {Range} range
 * @param {readonly Range[]} undelivered
 * @returns {string}
 */
export function sentText(text, [from, to], undelivered) {
  let sent = '';
  let at = from;
  for (const [start, end] of undelivered) {
    if (end <= at || start >= to) continue;
    const tagAt = Math.max(at, start);
    sent += text.slice(at, tagAt);
    if (text.slice(end, to).trim() !== '') sent += text.slice(tagAt, end);
    at = Math.min(end, to);
  }
  return sent + text.slice(at, to);
}

/**
 * The delta of a chunk without text.
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
