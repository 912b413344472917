/** The command line of `npm run replay`. */

import { parseArgs } from 'node:util';
import { ArgumentError, mistakeIn } from '../argument-error.mjs';

/** @import { Fault, Place } from './faults.mjs' */
/** @import { ReplayOptions, Settings, Split } from './options.mjs' */

/**
 * @typedef {object} Arguments
 * @property {string | null} file
 * @property {number} port
 * @property {ReplayOptions} options
 */

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
  for (const kind of /** @type {const} */ (['queue', 'silence', 'full', 'dead', 'loading', 'scaling'])) {
    if (given === kind) return { kind };
  }
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

/**
 * @template {string} Word
 * @param {string} name
 * @param {string} given
 * @param {readonly Word[]} known
 * @returns {Word}
 */
function oneOf(name, given, known) {
  const found = known.find((word) => word === given);
  if (found !== undefined) return found;
  throw new ArgumentError(`--${name} takes ${known.slice(0, -1).join(', ')} or ${known.at(-1)}, not '${given}'.`);
}

/** @type {readonly Settings['reasoning'][]} */
const thinkingFields = ['inline', 'reasoning', 'reasoning_content', 'both', 'alternating'];
/** @type {readonly Settings['textIn'][]} */
const textFields = ['delta', 'message', 'parts'];
/** @type {readonly NonNullable<Settings['proxy']>[]} */
const proxies = ['litellm', 'tunnel'];
/** @type {readonly NonNullable<Settings['strict']>[]} */
const strictKinds = ['transformers', 'pydantic', 'first'];
/** @type {readonly Settings['continuesThinkingIn'][]} */
const restFields = ['reasoning', 'content'];

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
        rest: string,
        vllm: string,
        model: string,
        'served-model-name': strings,
        lora: strings,
        context: string,
        images: string,
        waiting: string,
        key: string,
        origin: strings,
        split: string,
        fault: string,
        strict: string,
        proxy: string,
        'no-models': { type: 'boolean' },
        whole: { type: 'boolean' },
        'content-type': string,
        'finish-reason': string,
        'text-in': string,
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw mistakeIn(error);
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
  const { port, speed, cut, thinking, rest, vllm, model, lora, context, images, waiting, key, origin, split } = values;
  const { 'served-model-name': names, fault, 'content-type': type, 'finish-reason': reason, 'text-in': field } = values;
  if (vllm !== undefined && !/^v?\d+\.\d+\.\d+/.test(vllm)) {
    throw new ArgumentError(`--vllm takes a release such as 0.11.0, not '${vllm}'.`);
  }
  return {
    file: positionals[0] ?? null,
    port: port === undefined ? 8000 : wholeNumber('port', port, 0, 65_535),
    options: {
      tokensPerSecond: speed === undefined ? 50 : parseSpeed(speed),
      ...(cut === undefined ? {} : { cut: wholeNumber('cut', cut, 1) }),
      ...(thinking === undefined ? {} : { reasoning: oneOf('thinking', thinking, thinkingFields) }),
      ...(rest === undefined ? {} : { continuesThinkingIn: oneOf('rest', rest, restFields) }),
      ...(vllm === undefined ? {} : { version: vllm.replace(/^v/, '') }),
      ...(model === undefined ? {} : { model }),
      ...(names === undefined ? {} : { servedNames: names }),
      ...(lora === undefined ? {} : { adapters: lora.map((id) => ({ id, root: id })) }),
      ...(context === undefined ? {} : { maxModelLen: wholeNumber('context', context, 1) }),
      ...(images === undefined ? {} : { imageLimit: wholeNumber('images', images, 0) }),
      ...(waiting === undefined ? {} : { waiting: wholeNumber('waiting', waiting, 0) }),
      ...(key === undefined ? {} : { apiKey: key }),
      ...(origin === undefined ? {} : { cors: { origins: origin } }),
      ...(values.strict === undefined ? {} : { strict: oneOf('strict', values.strict, strictKinds) }),
      ...(values.proxy === undefined ? {} : { proxy: oneOf('proxy', values.proxy, proxies) }),
      ...(values['no-models'] === true ? { listsModels: false } : {}),
      ...(values.whole === true ? { wholeAnswer: true } : {}),
      ...(type === undefined ? {} : { contentType: type }),
      ...(reason === undefined ? {} : { finishReason: reason }),
      ...(field === undefined ? {} : { textIn: oneOf('text-in', field, textFields) }),
      ...(split === undefined ? {} : { split: parseSplit(split) }),
      ...(fault === undefined ? {} : { fault: parseFault(fault) }),
    },
  };
}
