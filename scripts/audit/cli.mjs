// `storylens-audit`: see `--help`. The bundle of this file is the command; scripts/storylens-audit.mjs builds and runs it.
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ArgumentError } from '../argument-error.mjs';
import { parseArguments } from './arguments.mjs';
import { audit } from './audit.mjs';
import { help } from './help.mjs';
import { report } from './report.mjs';
import { SourceError } from './sources.mjs';

/** @import { Arguments, Threshold } from './arguments.mjs' */
/** @import { Audit } from './audit.mjs' */
/** @import { ModelNumbers } from '../../src/grounding/index.ts' */

/** @param {string} sentence */
const tell = (sentence) => process.stderr.write(`${sentence}\n`);

/**
 * @param {readonly string[]} argv
 * @returns {Promise<0 | 1 | 2>} the exit status
 */
async function main(argv) {
  const args = parseArguments(argv);
  if (args === 'help') {
    process.stdout.write(help);
    return 0;
  }
  const result = await audit(args, tell);
  await write(args, result);
  if (result.failed) return 2;
  const missed = result.models.flatMap((model) =>
    args.thresholds.flatMap((threshold) => missedBy(model, threshold) ?? []),
  );
  for (const sentence of missed) tell(sentence);
  return missed.length > 0 ? 1 : 0;
}

/** @param {Arguments} args @param {Audit} result */
async function write({ format, out }, { models, between, perOutput }) {
  const text = Readable.from(format === 'json' ? jsonOf(models, perOutput) : [report(models, between, format)]);
  if (out === null) await pipeline(text, process.stdout, { end: false });
  else await pipeline(text, createWriteStream(out));
}

/**
 * Yields the JSON in pieces, because 50,000 outputs make a text of 50 MB.
 * @param {ModelNumbers[]} models @param {Buffer[]} perOutput
 */
function* jsonOf(models, perOutput) {
  yield `{"models":${JSON.stringify(models)},"perOutput":[`;
  for (const [i, one] of perOutput.entries()) yield `${i === 0 ? '\n' : ',\n'}${one.toString()}`;
  yield ']}\n';
}

/** @param {ModelNumbers} model @param {Threshold} threshold @returns {string | null} */
function missedBy(model, { key, least }) {
  /** @type {any} */
  let value = model;
  for (const part of key.split('.')) value = value?.[part];
  if (typeof value !== 'number') return `${model.name}: ${key} is not known, so it cannot reach ${least}.`;
  return value < least ? `${model.name}: ${key} is ${value}, less than ${least}.` : null;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const isUsage = error instanceof ArgumentError;
  if (!isUsage && !(error instanceof SourceError)) throw error;
  tell(`${error.message}${isUsage ? '\nTry: storylens-audit --help' : ''}`);
  process.exitCode = 2;
}
