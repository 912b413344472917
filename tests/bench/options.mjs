import { parseArgs } from 'node:util';

/**
 * How the story comes: tokens a second over HTTP; or from a stream inside the page that hands over one token a read as
 * fast as it is read, `reads` all in one task, `turns` each in a task of its own, so that the page may paint in between.
 * @typedef {number | 'reads' | 'turns'} Speed
 */

/** @typedef {'telling' | 'hover' | 'scroll'} Part */

/**
 * @typedef {object} Options
 * @property {readonly number[]} frames
 * @property {readonly Speed[]} speeds
 * @property {readonly Part[]} parts
 * @property {number} seconds For so long a story is told over HTTP.
 */

const HELP = `npm run bench:browser -- [options]

  --frames 17      the length of the story in frames; may be given again (17 and 60)
  --speed 1000     tokens a second over HTTP, or: reads, turns; may be given again (50, 200, 1000, reads, turns)
  --only hover     a part: telling, hover, scroll; may be given again (all)
  --seconds 8      for so long a story is told over HTTP; what comes before that is there at once (8)

With "reads" and "turns" every token is a read of its own, from a stream inside the page, as fast as it is read: all in
one task, or each in a task of its own, so that the page may paint in between.`;

const SPEEDS = /** @type {const} */ ([50, 200, 1000, 'reads', 'turns']);
const PARTS = /** @type {const} */ (['telling', 'hover', 'scroll']);

/**
 * @param {readonly string[]} args
 * @returns {Options | null} null where only help was asked for
 * @throws {Error} for options that make no sense
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
  throw new Error(`A number above 0 was expected, not "${text}". See --help.`);
}

/** @param {string} text */
function partOf(text) {
  const part = PARTS.find((name) => name === text);
  if (part === undefined) throw new Error(`There is no part "${text}". See --help.`);
  return part;
}
