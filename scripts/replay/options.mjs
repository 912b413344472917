/**
 * The settings of a replay server. The defaults are those of `vllm serve` without flags.
 */

import { faultProblem } from './faults.mjs';
import { parseVersion } from './version.mjs';

/** @import { Fault } from './faults.mjs' */

/**
 * How the text is split into tokens: as a current BPE tokenizer would, after a fixed number of characters, or by a list of
 * lengths, which repeats.
 * @typedef {'tokens' | number | readonly number[]} Cut
 */

/**
 * How the event stream is split into network writes: whole events, several at once if several are due; one write for each
 * event; one write for each byte; at these offsets of the whole stream; or at random from a seed.
 * @typedef {'events' | 'events-apart' | 'bytes' | readonly number[] | { seed: number }} Split
 */

/**
 * `--allowed-origins` and `--allowed-headers`; a list with '*' allows everything.
 * @typedef {{ origins: readonly string[], headers?: readonly string[] }} Cors
 */

/**
 * @typedef {object} Settings
 * @property {string} text The completion that is replayed.
 * @property {number} tokensPerSecond Infinity means as fast as the client reads.
 * @property {Cut} cut
 * @property {boolean} splitPairs Whether a cut may split a surrogate pair.
 * @property {string} version The vLLM release whose shapes and messages are imitated, such as '0.11.0'.
 * @property {'inline' | 'reasoning_content' | 'both' | 'reasoning' | 'alternating'} reasoning The field for the
 *   thinking; all but 'inline' imitate a server with `--reasoning-parser`. 'alternating' switches between the two fields,
 *   which no vLLM does, but a proxy in front of servers of several versions may.
 * @property {'reasoning' | 'content'} continuesThinkingIn Where a server with a reasoning parser sends the rest of a
 *   thinking that is continued: as thinking, or as content, followed by `</think>` and the story.
 * @property {'content' | 'reasoning'} continuesStoryIn Where it sends the rest of a story that is continued: some
 *   parsers do not read the request, and treat the whole answer as thinking.
 * @property {boolean} emptyChunks Whether a chunk without text precedes each token, as when a token has only the first bytes
 *   of a character.
 * @property {string | null} apiKey The value of `--api-key`.
 * @property {string} model
 * @property {readonly string[]} servedNames The values of `--served-model-name`; if there are any, the model has only
 *   these names.
 * @property {number} maxModelLen Tokens of prompt and completion together.
 * @property {readonly { id: string, root: string }[]} adapters LoRA adapters to serve beside the model.
 * @property {number | null} imageLimit The most images in a prompt; null means the default of the version.
 * @property {number} maxPixels Above this the server resizes a picture (`mm_processor_kwargs.max_pixels`).
 * @property {number} running Running requests of other clients, for `/metrics`.
 * @property {number} waiting Queued requests of other clients, for `/metrics`.
 * @property {boolean} wholeAnswer Whether the server ignores `stream: true` and answers with one JSON object.
 * @property {string} contentType The content type of a stream; some proxies send a wrong one.
 * @property {string} finishReason What the server sends for `stop`, such as 'eos_token', 'end_turn' or ''.
 * @property {'delta' | 'message' | 'parts'} textIn Where a streamed choice has its text: as a string in its delta or its
 *   message, or as parts in its delta, where the thinking has parts of its own type.
 * @property {'transformers' | 'pydantic' | 'first' | null} strict How the server refuses fields that OpenAI's API does
 *   not have: as `transformers serve` does, as a pydantic model that forbids them, or the first one only. vLLM takes all.
 * @property {boolean} listsModels Whether `/v1/models` lists the model. `transformers serve` loads models on demand.
 * @property {'litellm' | 'tunnel' | null} proxy A proxy in front of the server. 'tunnel' answers each GET with a warning
 *   page without CORS headers, as ngrok does, unless the request has the header `ngrok-skip-browser-warning`.
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
  wholeAnswer: false,
  contentType: 'text/event-stream; charset=utf-8',
  finishReason: 'stop',
  textIn: 'delta',
  strict: null,
  listsModels: true,
  proxy: null,
  cors: { origins: ['*'] },
  split: 'events',
  fault: null,
};

/** @param {number} n @param {number} least */
const isWhole = (n, least) => Number.isInteger(n) && n >= least;

/** @param {Settings} settings @returns {string | null} the first invalid setting */
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
 * @throws {RangeError} naming the first invalid value
 */
export function change(settings, changes) {
  const changed = { ...settings, ...changes };
  const wrong = problem(changed);
  if (wrong !== null) throw new RangeError(`Replay server: ${wrong}`);
  return changed;
}
