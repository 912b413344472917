/** The command line of `npm run replay`. */

import { parseArgs } from 'node:util';

/** @import { Fault, Place, ReplayOptions, Settings, Split } from './replay-options.mjs' */

export const help = `Replays a recorded completion as a vLLM server would, for people who have no GPU.

  npm run replay -- [FILE] [options]

FILE is a text with the model's output: the thinking between <think> and </think>, then the story.
Without FILE the story of the demo is told.

  --port N           where it listens on 127.0.0.1 (8000; 0 takes any free port)
  --speed N          tokens a second (50), or max
  --cut N            characters a token; by default they are cut as a tokenizer would
  --thinking FIELD   how the thinking is delivered: inline (default), reasoning, reasoning_content or both
  --vllm VERSION     the release whose answers are imitated (0.16.0)
  --model NAME       (daniel3303/QwenStoryteller)
  --lora NAME        an adapter to list beside the model; may be given again
  --context N        context length in tokens (128000)
  --images N         images a prompt may hold
  --key SECRET       requires this API key
  --origin URL       lets only this web page in; may be given again
  --split HOW        how bytes reach the network: events (default), events-apart, bytes, or random:SEED
  --fault FAULT      what goes wrong, in every answer:
                       cut@400        the connection breaks after 400 tokens (400c: after 400 characters)
                       stall@400      nothing more comes until you press Enter
                       queue          headers at once, no token until you press Enter
                       error@400      an error event in the middle of the stream
                       length@400, abort@400, repetition@400   it ends for this reason
                       no-finish@400  it ends without a reason
                       malformed@400  an event that is not JSON
                       401, 404, 413, 500, 502, 503 …          an HTTP error instead of a stream
  --help
`;

/**
 * @typedef {object} Arguments
 * @property {string | null} file
 * @property {number} port
 * @property {ReplayOptions} options
 */

/** Something the user can put right; its message says what. */
export class ArgumentError extends Error {}

/** @param {string} name @param {string} given @param {number} least @param {number} [most] @returns {number} */
function wholeNumber(name, given, least, most = Infinity) {
  const value = /^\d+$/.test(given) ? Number(given) : NaN;
  if (value >= least && value <= most) return value;
  const range = most === Infinity ? `${least} up` : `${least} to ${most}`;
  throw new ArgumentError(`--${name} takes a whole number from ${range}, not '${given}'.`);
}

/** @param {string} kind @param {Place} after @returns {Fault | null} */
function streamFault(kind, after) {
  switch (kind) {
    case 'error':
      return { kind: 'error-event', after };
    case 'cut':
    case 'stall':
    case 'no-finish':
    case 'malformed':
      return { kind, after };
    case 'length':
    case 'abort':
    case 'repetition':
      return { kind: 'finish', reason: kind, after };
    default:
      return null;
  }
}

/**
 * @param {string} given such as `cut@400`, `cut@400c`, `queue` or `503`
 * @returns {Fault}
 * @throws {ArgumentError}
 */
export function parseFault(given) {
  if (given === 'queue') return { kind: 'queue' };
  if (/^[45]\d\d$/.test(given)) return { kind: 'status', status: Number(given) };
  const found = /^([a-z-]+)@(\d+)(c?)$/.exec(given);
  const count = Number(found?.[2]);
  const fault = found === null ? null : streamFault(found[1] ?? '', found[3] === 'c' ? { chars: count } : count);
  if (fault !== null) return fault;
  throw new ArgumentError(`--fault does not know '${given}'. It looks like cut@400, queue or 503; see --help.`);
}

/** @param {string} given @returns {Split} */
function parseSplit(given) {
  if (given === 'events' || given === 'events-apart' || given === 'bytes') return given;
  const seed = /^random:(\d+)$/.exec(given)?.[1];
  if (seed !== undefined) return { seed: Number(seed) };
  throw new ArgumentError(`--split takes events, events-apart, bytes or random:SEED, not '${given}'.`);
}

/** @param {string} given @returns {Settings['reasoning']} */
function parseThinking(given) {
  if (given === 'inline' || given === 'reasoning' || given === 'reasoning_content' || given === 'both') return given;
  throw new ArgumentError(`--thinking takes inline, reasoning, reasoning_content or both, not '${given}'.`);
}

/** @param {string} given @returns {number} */
function parseSpeed(given) {
  const speed = given === 'max' ? Infinity : Number(given);
  if (speed > 0) return speed;
  throw new ArgumentError(`--speed takes a number of tokens a second, or max, not '${given}'.`);
}

/** @param {readonly string[]} args */
function parse(args) {
  const string = /** @type {const} */ ({ type: 'string' });
  const strings = /** @type {const} */ ({ type: 'string', multiple: true });
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        port: string,
        speed: string,
        cut: string,
        thinking: string,
        vllm: string,
        model: string,
        lora: strings,
        context: string,
        images: string,
        key: string,
        origin: strings,
        split: string,
        fault: string,
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    const option = (/--[\w-]+/.exec(String(error)) ?? /-\w/.exec(String(error)))?.[0] ?? 'an option';
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') throw new ArgumentError(`There is no option ${option}.`);
    throw new ArgumentError(option === '--help' ? '--help takes no value.' : `${option} needs a value after it.`);
  }
}

/**
 * @param {readonly string[]} args
 * @returns {Arguments | 'help'}
 * @throws {ArgumentError}
 */
export function parseArguments(args) {
  const { values, positionals } = parse(args);
  if (values.help === true) return 'help';
  if (positionals.length > 1) throw new ArgumentError(`One file at a time, please: got ${positionals.join(' and ')}.`);
  const { port, speed, cut, thinking, vllm, model, lora, context, images, key, origin, split, fault } = values;
  if (vllm !== undefined && !/^v?\d+\.\d+\.\d+/.test(vllm)) {
    throw new ArgumentError(`--vllm takes a release such as 0.11.0, not '${vllm}'.`);
  }
  return {
    file: positionals[0] ?? null,
    port: port === undefined ? 8000 : wholeNumber('port', port, 0, 65_535),
    options: {
      tokensPerSecond: speed === undefined ? 50 : parseSpeed(speed),
      ...(cut === undefined ? {} : { cut: wholeNumber('cut', cut, 1) }),
      ...(thinking === undefined ? {} : { reasoning: parseThinking(thinking) }),
      ...(vllm === undefined ? {} : { version: vllm.replace(/^v/, '') }),
      ...(model === undefined ? {} : { model }),
      ...(lora === undefined ? {} : { adapters: lora.map((id) => ({ id, root: id })) }),
      ...(context === undefined ? {} : { maxModelLen: wholeNumber('context', context, 1) }),
      ...(images === undefined ? {} : { imageLimit: wholeNumber('images', images, 0) }),
      ...(key === undefined ? {} : { apiKey: key }),
      ...(origin === undefined ? {} : { cors: { origins: origin } }),
      ...(split === undefined ? {} : { split: parseSplit(split) }),
      ...(fault === undefined ? {} : { fault: parseFault(fault) }),
    },
  };
}
