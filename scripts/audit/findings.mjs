// Counts the findings of an output by kind.
import { findingsOf } from '../../src/grounding/index.ts';

/** @import { FrameSizes, parseAll } from '../../src/grounding/index.ts' */

/** The verdicts of the project's validators, which count as findings, too. */
export const REJECTIONS = ['cot-rejected', 'story-rejected'];

/**
 * @param {ReturnType<typeof parseAll>} doc @param {FrameSizes} sizes
 * @param {readonly (string | null)[]} errors of the two validators
 * @returns {Record<string, number>} the count of each kind that occurs
 */
export function countKinds(doc, sizes, errors) {
  /** @type {Record<string, number>} */
  const counts = {};
  for (const { kind } of findingsOf(doc, sizes).list) counts[kind] = (counts[kind] ?? 0) + 1;
  for (const [i, kind] of REJECTIONS.entries()) if (errors[i] !== null) counts[kind] = 1;
  return counts;
}
