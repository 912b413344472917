import { parser } from './parser.ts';

/** A text that is repeated at the end of a completion. */
export interface Repetition {
  /** The repeated text, as it was written last. */
  readonly unit: string;
  readonly times: number;
  /** The offset in the completion where the first copy ends. */
  readonly firstEnd: number;
}

// Only the last 6,000 characters are searched. A table row or a sentence has 50 to 300 characters, so 20 of the longest
// fit.
const WINDOW = 6000;
// Both limits must be met. A model does not write four equal rows on purpose, but it may write "ha ha ha ha".
const LEAST_TIMES = 4;
const LEAST_LENGTH = 160;
// Rows that differ only in their digits (char57, char58, …) may describe a crowd, but not twelve in a row.
const LEAST_COUNTED = 12;

/**
 * Finds a text that the model repeats, as it may do until its tokens are used up (Qwen3#513). Null if there is none.
 * The time is linear in a window of 6,000 characters.
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
 * The offset where the first copy ends. The text before the first copy may end like the copies do. Then the repeated
 * stretch begins too early by that much, so the end of the line or of the sentence counts.
 *
 *     ## Image 1 |\n| char1 | Mara |\n| char1 | Mara |\n
 *               ^stretch begins     ^first copy ends
 */
function endOfFirst(completion: string, from: number, period: number): number {
  const firstEnd = from + period;
  const twoCopies = completion.slice(0, firstEnd + period);
  if (completion.slice(from, firstEnd).includes('\n')) return twoCopies.indexOf('\n', firstEnd - 1) + 1;
  return Math.max(firstEnd, parser().continuationStart(twoCopies.slice(0, -1)) + 1);
}

/**
 * The longest stretch at the end of a text that consists of one repeated period. Its first period may be incomplete.
 */
function repeated(text: string, least: number): { period: number; times: number; length: number } | null {
  // The prefix function of the reversed text: the value at `i` is the length of the longest proper prefix that ends at
  // `i`.
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
  // The line under a table's headings does not count as text, but a row of exclamation marks does (vllm#14110).
  return best !== null && /[^\s|:-]/u.test(text.slice(-best.period)) ? best : null;
}
