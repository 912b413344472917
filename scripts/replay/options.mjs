/**
 * What a replay server can be asked to do, with the defaults of a `vllm serve` that nobody configured.
 */

import { faultProblem } from './faults.mjs';
import { parseVersion } from './version.mjs';

/** @import { Fault } from './faults.mjs' */

/**
 * How the text is cut in tokens: as a BPE tokenizer of today would, every so many characters, or by a list of lengths
 * (begun again when it is used up).
 * @typedef {'tokens' | number | readonly number[]} Cut
 */

/**
 * How the bytes of the event stream become network writes: whole events, several at once where several are due; each
 * event in a write of its own; each byte in one; at these offsets of the whole stream; or at random from a seed.
 * @typedef {'events' | 'events-apart' | 'bytes' | readonly number[] | { seed: number }} Split
 */

/**
 * `--allowed-origins` and `--allowed-headers`; a list with '*' allows everything.
 * @typedef {{ origins: readonly string[], headers?: readonly string[] }} Cors
 */

/**
 * @typedef {object} Settings
 * @property {string} text The completion that is replayed.
 * @property {number} tokensPerSecond Infinity is as fast as the client reads.
 * @property {Cut} cut
 * @property {boolean} splitPairs Whether a cut may part the two halves of a surrogate pair.
 * @property {string} version The vLLM release whose shapes and sentences are spoken, such as '0.11.0'.
 * @property {'inline' | 'reasoning_content' | 'both' | 'reasoning' | 'alternating'} reasoning Where thinking is
 *   delivered; all but 'inline' are what a server with `--reasoning-parser` does. 'alternating' uses the one field and the
 *   other by turns, which no vLLM does, but a proxy before servers of several versions may.
 * @property {'reasoning' | 'content'} continuesThinkingIn Where a server with a reasoning parser delivers the rest of a
 *   thinking that the request began: as thinking, or in content, with `</think>` and the story after it.
 * @property {'content' | 'reasoning'} continuesStoryIn Where it delivers the rest of a story that the request began:
 *   some parsers do not look at the request, and take all that comes for thinking.
 * @property {boolean} emptyChunks Whether each token is preceded by a chunk that brings no text, as when it has only the
 *   first bytes of a character.
 * @property {string | null} apiKey What `--api-key` was given.
 * @property {string} model
 * @property {readonly string[]} servedNames What `--served-model-name` was given; without it the model goes by its own
 *   name, with it by these only.
 * @property {number} maxModelLen Tokens of prompt and completion together.
 * @property {readonly { id: string, root: string }[]} adapters LoRA adapters that are served beside the model.
 * @property {number | null} imageLimit Images a prompt may hold; null is the default of the version.
 * @property {number} maxPixels Above this the server resizes a picture (`mm_processor_kwargs.max_pixels`).
 * @property {number} running Requests of others that run, as `/metrics` tells.
 * @property {number} waiting Requests of others that wait in the queue, as `/metrics` tells.
 * @property {Cors} cors
 * @property {Split} split
 * @property {Fault | null} fault
 */

/** @typedef {Partial<Settings>} ReplayOptions */

/** @type {Settings} */
export const defaults = {
  text: '',
  tokensPerSecond: Infinity,
  cut: 'tokens',
  splitPairs: false,
  version: '0.16.0',
  reasoning: 'inline',
  continuesThinkingIn: 'reasoning',
  continuesStoryIn: 'content',
  emptyChunks: false,
  apiKey: null,
  model: 'daniel3303/QwenStoryteller',
  servedNames: [],
  maxModelLen: 128_000,
  adapters: [],
  imageLimit: null,
  maxPixels: 12_845_056,
  running: 0,
  waiting: 0,
  cors: { origins: ['*'] },
  split: 'events',
  fault: null,
};

/** @param {number} n @param {number} least */
const isWhole = (n, least) => Number.isInteger(n) && n >= least;

/** @param {Settings} settings @returns {string | null} the first thing that is wrong */
function problem(settings) {
  const { cut, split, tokensPerSecond, version, running, waiting, fault } = settings;
  const lengths = cut === 'tokens' ? [1] : [cut].flat();
  if (lengths.length === 0 || !lengths.every((n) => isWhole(n, 1)))
    return 'cut lengths must be whole numbers from 1 up';
  if (!(tokensPerSecond > 0)) return `tokensPerSecond must be more than 0, got ${tokensPerSecond}`;
  if (parseVersion(version) === null) return `not a version of vLLM: '${version}' (it looks like 0.11.0)`;
  if (Array.isArray(split) && !split.every((n) => isWhole(n, 0)))
    return 'split offsets must be whole numbers from 0 up';
  if (!isWhole(running, 0)) return `running must be a whole number from 0 up, got ${running}`;
  if (!isWhole(waiting, 0)) return `waiting must be a whole number from 0 up, got ${waiting}`;
  return fault === null ? null : faultProblem(fault);
}

/**
 * Settings with some of them changed.
 * @param {Settings} settings
 * @param {ReplayOptions} changes
 * @returns {Settings}
 * @throws {RangeError} naming the first value that makes no sense
 */
export function change(settings, changes) {
  const changed = { ...settings, ...changes };
  const wrong = problem(changed);
  if (wrong !== null) throw new RangeError(`Replay server: ${wrong}`);
  return changed;
}
