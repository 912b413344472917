import { parseArgs } from 'node:util';

/**
 * How the story is streamed: a number is tokens a second over HTTP. `reads` and `turns` are a stream inside the page that
 * delivers one token a read, as fast as the page reads: `reads` all in one task, `turns` each in its own task, so that the
 * page may paint in between.
 * @typedef {number | 'reads' | 'turns'} Speed
 */

/** @typedef {'streaming' | 'hover' | 'scroll' | 'library' | 'saving'} Part */

/**
 * @typedef {object} Options
 * @property {readonly number[]} frames
 * @property {readonly Speed[]} speeds
 * @property {readonly Part[]} parts
 * @property {number} seconds How long a story is streamed over HTTP.
 */

const HELP = `npm run bench:browser -- [options]

  --frames 17      length of the story in frames; can be repeated (default: 17 and 60)
  --speed 1000     tokens a second over HTTP, or reads, or turns; can be repeated (default: 50, 200, 1000, reads, turns)
  --only hover     run only this part: streaming, hover, scroll, library or saving; can be repeated (default: all)
  --seconds 8      how long to stream over HTTP; the text before that arrives at once (default: 8)

With "reads" and "turns" the story comes from a stream inside the page, each token in its own read, as fast as the page
reads: all in one task (reads), or each in its own task, so that the page may paint in between (turns).`;

const SPEEDS = /** @type {const} */ ([50, 200, 1000, 'reads', 'turns']);
const PARTS = /** @type {const} */ (['streaming', 'hover', 'scroll', 'library', 'saving']);

/**
 * @param {readonly string[]} args
 * @returns {Options | null} null if only help was requested
 * @throws {Error} for invalid options
 */
export function readOptions(args) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      frames: { type: 'string', multiple: true, default: ['17', '60'] },
      speed: { type: 'string', multiple: true, default: SPEEDS.map(String) },
      only: { type: 'string', multiple: true, default: [...PARTS] },
      seconds: { type: 'string', default: '8' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return null;
  }
  return {
    frames: values.frames.map(numberOf),
    speeds: values.speed.map((speed) => (speed === 'reads' || speed === 'turns' ? speed : numberOf(speed))),
    parts: values.only.map(partOf),
    seconds: numberOf(values.seconds),
  };
}

/** @param {string} text */
function numberOf(text) {
  const number = Number(text);
  if (number > 0) return number;
  throw new Error(`"${text}" is not a number above 0. See --help.`);
}

/** @param {string} text */
function partOf(text) {
  const part = PARTS.find((name) => name === text);
  if (part === undefined) throw new Error(`There is no part "${text}". See --help.`);
  return part;
}
