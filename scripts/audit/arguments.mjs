// The command line of `storylens-audit`.
import { parseArgs } from 'node:util';
import { ArgumentError, mistakeIn } from '../argument-error.mjs';
import { SCORES, sayCount } from '../../src/grounding/index.ts';
import { nameOf } from './sources.mjs';

/** @import { Size, Units, Measure } from './score.mjs' */

/** @typedef {'table' | 'json' | 'csv' | 'md'} Format */
/** @typedef {{ key: string, least: number }} Threshold */
/**
 * @typedef {object} Arguments
 * @property {{ name: string, path: string, measure: Measure }[]} models
 * @property {string | null} reference
 * @property {Format} format
 * @property {string | null} out
 * @property {Threshold[]} thresholds
 * @property {number} seed of the intervals
 */

/** @type {readonly Format[]} */
const FORMATS = ['table', 'json', 'csv', 'md'];
/** @type {readonly Units[]} */
const UNITS = ['sent', 'original', 'resized', '1000', '1', '1000yx'];

const BY_SCORE = ['asInPaper', 'framesCompared', 'answered.asInPaper', 'answered.framesCompared'];

/** Every key that a threshold can name. */
export const KEYS = [
  ...BY_SCORE.flatMap((column) => SCORES.map((key) => `${column}.${key}`)),
  ...['bleu1', 'bleu2', 'bleu3', 'bleu4', 'rougeL'].map((key) => `text.${key}`),
  ...['wellStructured', 'completeNarratives', 'validCot', 'validStory', 'pronounShare'].map(
    (key) => `statistics.${key}`,
  ),
  'statistics.multiFrame.characters',
  'statistics.multiFrame.objects',
];

/**
 * @param {readonly string[]} args
 * @returns {Arguments | 'help'}
 * @throws {ArgumentError}
 */
export function parseArguments(args) {
  const { values, positionals } = parse(args);
  if (values.help === true) return 'help';
  if (positionals.length === 0) throw new ArgumentError('Give the PATH of at least one file or folder of outputs.');
  const { name = [], units = [], 'sent-size': sent = [], 'frame-size': frame, format = 'table' } = values;
  const frameSize = frame === undefined ? null : size('frame-size', frame);
  const count = positionals.length;
  const models = positionals.map((path, i) => {
    const given = eachOf('units', units, count, i) ?? 'original';
    const sentSize = eachOf('sent-size', sent, count, i);
    const measure = {
      units: oneOf('units', given, UNITS),
      sentSize: sentSize === undefined ? null : size('sent-size', sentSize),
      frameSize,
    };
    if (measure.units === 'sent' && measure.sentSize === null)
      throw new ArgumentError('--units sent needs --sent-size WIDTHxHEIGHT.');
    return { path, measure, name: eachOf('name', name, count, i, true) ?? nameOf(path) };
  });
  return {
    models,
    reference: values.reference ?? null,
    format: oneOf('format', format, FORMATS),
    out: values.out ?? null,
    thresholds: (values['fail-under'] ?? []).map(threshold),
    seed: seedIn(values.seed ?? '1'),
  };
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
        reference: string,
        format: string,
        out: string,
        name: strings,
        units: strings,
        'sent-size': strings,
        'frame-size': string,
        'fail-under': strings,
        seed: string,
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw mistakeIn(error);
  }
}

/**
 * The value of an option for one PATH: one value counts for all of them.
 * @param {string} option @param {readonly string[]} values @param {number} count @param {number} index
 * @param {boolean} [own] whether each PATH needs its own
 * @returns {string | undefined}
 */
function eachOf(option, values, count, index, own = false) {
  if (values.length !== 0 && values.length !== count && (own || values.length !== 1))
    throw new ArgumentError(`--${option} is given ${values.length} times for ${sayCount(count, 'PATH')}.`);
  return values.length === 1 && !own ? values[0] : values[index];
}

/** @param {string} option @param {string} given @returns {Size} */
function size(option, given) {
  const [, width, height] = /^(\d{1,5})[x×](\d{1,5})$/i.exec(given) ?? [];
  if (Number(width) > 0 && Number(height) > 0) return { width: Number(width), height: Number(height) };
  throw new ArgumentError(`--${option} takes WIDTHxHEIGHT such as 575x240, not '${given}'.`);
}

/**
 * @template {string} Word
 * @param {string} option @param {string} given @param {readonly Word[]} known @returns {Word}
 */
function oneOf(option, given, known) {
  const found = known.find((word) => word === given);
  if (found !== undefined) return found;
  throw new ArgumentError(`--${option} takes ${known.slice(0, -1).join(', ')} or ${known.at(-1)}, not '${given}'.`);
}

/** @param {string} given @returns {number} */
function seedIn(given) {
  if (/^\d{1,9}$/.test(given)) return Number(given);
  throw new ArgumentError(`--seed takes a whole number such as 1, not '${given}'.`);
}

/** @param {string} given such as `asInPaper.f1=0.4` @returns {Threshold} */
function threshold(given) {
  const [, key = '', least = ''] = /^([^=]+)=(.+)$/.exec(given) ?? [];
  if (!KEYS.includes(key))
    throw new ArgumentError(`--fail-under does not know '${key || given}'; --help lists its keys.`);
  if (least.trim() === '' || !Number.isFinite(Number(least)))
    throw new ArgumentError(`--fail-under ${key} takes a number after =, not '${least}'.`);
  return { key, least: Number(least) };
}
