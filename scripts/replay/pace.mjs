/** Decides when each token is due. */

import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';

/**
 * @typedef {object} Clock
 * @property {() => number} now Milliseconds since an arbitrary moment.
 * @property {(ms: number, signal: AbortSignal) => Promise<void>} sleep Rejects when the signal aborts; 0 only
 *   lets other tasks run.
 */

/** @type {Clock} */
export const realClock = {
  now: () => performance.now(),
  sleep: (ms, signal) => (ms > 0 ? pause(ms, undefined, { signal }) : turn(undefined, { signal })),
};

/** Tokens in a batch if there is no pace: about 14 kB of events, so that an abort is noticed soon. */
const burst = 64;

/**
 * Yields the tokens in batches as they become due. Due times are counted from the start, not from the previous token, so a
 * late timer does not slow the stream: the next batch has all tokens that have become due.
 * @param {number} count
 * @param {number} tokensPerSecond
 * @param {Clock} clock
 * @param {AbortSignal} signal
 * @returns {AsyncGenerator<[from: number, to: number], void, void>}
 */
export async function* paced(count, tokensPerSecond, clock, signal) {
  const start = clock.now();
  for (let sent = 0; sent < count;) {
    const elapsed = clock.now() - start;
    const due = tokensPerSecond === Infinity ? sent + burst : Math.floor((elapsed * tokensPerSecond) / 1000) + 1;
    const to = Math.min(count, due);
    if (to > sent) yield [sent, to];
    sent = Math.max(sent, to);
    if (sent === count) return;
    const next = tokensPerSecond === Infinity ? 0 : Math.max(1, (sent * 1000) / tokensPerSecond + start - clock.now());
    // oxlint-disable-next-line no-await-in-loop -- the loop exists to wait
    await clock.sleep(next, signal);
  }
}
