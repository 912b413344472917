import { continuationStart } from '../grounding/index.ts';

/** The same text, again and again, at the end of a completion. */
export interface Repetition {
  /** What is repeated, as it stood the last time. */
  readonly unit: string;
  readonly times: number;
  /** The offset at which it had been said once. */
  readonly firstEnd: number;
}

// Looked at from the end. A row of a table or a sentence has 50 to 300 characters: eight of the longest fit.
const WINDOW = 6000;
// So often, and so long in all: four equal rows are none that a model means; "ha ha ha ha" is.
const LEAST_TIMES = 4;
const LEAST_LENGTH = 160;
// Rows that differ only in their digits (char57, char58, …) may be a crowd; a dozen in a row are not.
const LEAST_COUNTED = 12;

/**
 * Whether the model has begun to say the same again and again, as it may until its tokens are used up (Qwen3#513). Null
 * where it has not. The work is linear in a window of 6,000 characters.
 */
export function findRepetition(completion: string): Repetition | null {
  const tail = completion.slice(-WINDOW);
  const same = repeated(tail, LEAST_TIMES) ?? repeated(tail.replaceAll(/\d/g, '0'), LEAST_COUNTED);
  if (same === null) return null;
  const { period, times, length } = same;
  const firstEnd = endOfFirst(completion, completion.length - length, period);
  const last = firstEnd + (Math.floor((completion.length - firstEnd) / period) - 1) * period;
  return { unit: completion.slice(last, last + period).trim(), times, firstEnd };
}

/**
 * Where it had been said once. What stands before it may end as it ends, so that the stretch begins too early by that
 * much: it has been said where its line ends, or its sentence.
 *
 *     ## Image 1 |\n| char1 | Mara |\n| char1 | Mara |\n
 *               ^stretch begins     ^said once
 */
function endOfFirst(completion: string, from: number, period: number): number {
  const once = from + period;
  const twice = completion.slice(0, once + period);
  if (completion.slice(from, once).includes('\n')) return twice.indexOf('\n', once - 1) + 1;
  return Math.max(once, continuationStart(twice.slice(0, -1)) + 1);
}

/** The longest stretch at the end of a text that is one period over and over; its first period may be cut. */
function repeated(text: string, least: number): { period: number; times: number; length: number } | null {
  // The prefix function of the text read backwards: at `i`, how much of its beginning stands again before `i`.
  const last = text.length - 1;
  const border = new Int32Array(text.length);
  let best: { period: number; times: number; length: number } | null = null;
  for (let i = 1; i <= last; i++) {
    let k = border[i - 1] ?? 0;
    while (k > 0 && text[last - i] !== text[last - k]) k = border[k - 1] ?? 0;
    if (text[last - i] === text[last - k]) k++;
    border[i] = k;
    const length = i + 1;
    const period = length - k;
    const times = Math.floor(length / period);
    if (times >= least && length >= LEAST_LENGTH) best = { period, times, length };
  }
  // The line under a table's headings is no speech; a row of exclamation marks is (vllm#14110).
  return best !== null && /[^\s|:-]/u.test(text.slice(-best.period)) ? best : null;
}
