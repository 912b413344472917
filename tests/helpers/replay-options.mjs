/**
 * What a replay server can be asked to do, with the defaults of a `vllm serve` that nobody configured.
 */

import { parseVersion } from './replay-version.mjs';

/**
 * A place in the completion, counted from the first thing this response streams: so many tokens, or so many
 * characters (UTF-16 units of the text).
 * @typedef {number | { chars: number }} Place
 */

/**
 * - `status`: answers with this HTTP status before any stream; `body` and `cors` replace what vLLM (or the proxy before
 *   it) would send; `everywhere` refuses every path but preflights, as a proxy does, not only chat completions.
 * - `error-event`: an error inside a stream that began with HTTP 200.
 * - `cut`: the connection breaks; with `midEvent` half of the next event has still come.
 * - `stall`: nothing more comes until `resume()`; likewise with `midEvent`.
 * - `finish`: the server ends properly, but for this reason.
 * - `no-finish`: the stream ends with no finish reason; `done` sends `[DONE]` all the same.
 * - `malformed`: one event that is not JSON; the stream goes on after it.
 * - `queue`: headers at once, and no token until `resume()`.
 * @typedef {| { kind: 'status', status: number, body?: string | object, cors?: boolean, everywhere?: boolean }
 *   | { kind: 'error-event', after: Place, message?: string }
 *   | { kind: 'cut', after: Place, midEvent?: boolean }
 *   | { kind: 'stall', after: Place, midEvent?: boolean }
 *   | { kind: 'finish', reason: 'length' | 'abort' | 'repetition', after: Place }
 *   | { kind: 'no-finish', after: Place, done?: boolean }
 *   | { kind: 'malformed', after: Place }
 *   | { kind: 'queue' }} Fault
 */

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
 * @property {'inline' | 'reasoning_content' | 'both' | 'reasoning'} reasoning Where thinking is delivered; all but
 *   'inline' are what a server with `--reasoning-parser` does.
 * @property {string | null} apiKey What `--api-key` was given.
 * @property {string} model
 * @property {number} maxModelLen Tokens of prompt and completion together.
 * @property {readonly { id: string, root: string }[]} adapters LoRA adapters that are served beside the model.
 * @property {number | null} imageLimit Images a prompt may hold; null is the default of the version.
 * @property {number} maxPixels Above this the server resizes a picture (`mm_processor_kwargs.max_pixels`).
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
  apiKey: null,
  model: 'daniel3303/QwenStoryteller',
  maxModelLen: 128_000,
  adapters: [],
  imageLimit: null,
  maxPixels: 12_845_056,
  cors: { origins: ['*'] },
  split: 'events',
  fault: null,
};

/** @param {number} n @param {number} least */
const isWhole = (n, least) => Number.isInteger(n) && n >= least;

/** @param {Fault} fault @returns {string | null} what is wrong with it */
function faultProblem(fault) {
  if (fault.kind === 'status') {
    return isWhole(fault.status, 400) && fault.status < 600 ? null : `not an HTTP error status: ${fault.status}`;
  }
  if (fault.kind === 'queue') return null;
  const count = typeof fault.after === 'number' ? fault.after : fault.after.chars;
  return isWhole(count, 0) || count === Infinity ? null : `a fault needs a place of 0 or more, got ${count}`;
}

/** @param {Settings} settings @returns {string | null} the first thing that is wrong */
function problem(settings) {
  const { cut, split, tokensPerSecond, version, fault } = settings;
  const lengths = cut === 'tokens' ? [1] : [cut].flat();
  if (lengths.length === 0 || !lengths.every((n) => isWhole(n, 1)))
    return 'cut lengths must be whole numbers from 1 up';
  if (!(tokensPerSecond > 0)) return `tokensPerSecond must be more than 0, got ${tokensPerSecond}`;
  if (parseVersion(version) === null) return `not a version of vLLM: '${version}' (it looks like 0.11.0)`;
  if (Array.isArray(split) && !split.every((n) => isWhole(n, 0)))
    return 'split offsets must be whole numbers from 0 up';
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
