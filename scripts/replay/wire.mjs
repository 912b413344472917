/** Cutting the bytes of the event stream into network writes. */

import { setImmediate as turn } from 'node:timers/promises';

/** @import { ServerResponse } from 'node:http' */
/** @import { Split } from './options.mjs' */

/** @typedef {{ event: string, index: number }} Said */
/** @typedef {{ data: string | Buffer, whole: readonly number[] }} Piece `whole` are the events that end in it. */

/**
 * Random numbers in [0, 1) that are the same for the same seed (mulberry32).
 * @param {number} seed
 */
function createRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Gives the next place to cut after a place of the stream, both in bytes from its beginning.
 * @param {Split} split
 * @returns {(at: number) => number} called with rising places
 */
function createCutter(split) {
  if (split === 'bytes') return (at) => at + 1;
  if (typeof split === 'string') return () => Infinity;
  if ('seed' in split) {
    const random = createRandom(split.seed);
    let next = 0;
    return (at) => {
      // often some tens of bytes, seldom several events at once; 250 bytes on average, as long as an event
      while (next <= at) next += 1 + Math.floor(1000 * random() ** 3);
      return next;
    };
  }
  const places = split.toSorted((a, b) => a - b);
  let i = 0;
  return (at) => {
    while ((places[i] ?? Infinity) <= at) i++;
    return places[i] ?? Infinity;
  };
}

/**
 * @param {ServerResponse} response With its headers written.
 * @param {Split} split
 * @param {AbortSignal} signal Ends any waiting.
 */
export function createWire(response, split, signal) {
  const cutter = createCutter(split);
  let at = 0;
  let next = cutter(0);

  /** @param {string | Buffer} data @returns {Promise<void>} when the system has taken it */
  const write = (data) =>
    new Promise((resolve) => {
      if (signal.aborted || response.destroyed) {
        resolve();
        return;
      }
      const given = () => {
        signal.removeEventListener('abort', given);
        resolve();
      };
      signal.addEventListener('abort', given, { once: true });
      response.write(data, given);
    });

  /**
   * @param {readonly Said[]} said
   * @returns {Piece[]}
   */
  function cutBytes(said) {
    const bytes = Buffer.from(said.map(({ event }) => event).join(''));
    let end = 0;
    const ends = said.map(({ event, index }) => ({ index, at: (end += Buffer.byteLength(event)) }));
    const pieces = [];
    for (let from = 0; from < bytes.length;) {
      const to = Math.min(bytes.length, from + next - at);
      const whole = ends.filter((event) => event.at > from && event.at <= to).map(({ index }) => index);
      pieces.push({ data: bytes.subarray(from, to), whole });
      at += to - from;
      from = to;
      if (at >= next) next = cutter(at);
    }
    return pieces;
  }

  return {
    /**
     * Sends events (an empty string is none) and waits until the system has taken the last byte. In any split but
     * 'events' there is a turn of the event loop between two writes, so that they reach the client apart as far as the
     * network allows.
     * @param {readonly string[]} events
     * @param {(index: number) => void} [given] Called with each event that has been handed over whole, in their order.
     * @throws {DOMException} AbortError, if the client has left
     */
    async send(events, given = () => {}) {
      const said = events.map((event, index) => ({ event, index })).filter(({ event }) => event !== '');
      const inBytes = split !== 'events' && split !== 'events-apart';
      const pieces = inBytes ? cutBytes(said) : said.map(({ event, index }) => ({ data: event, whole: [index] }));
      for (const [i, { data, whole }] of pieces.entries()) {
        signal.throwIfAborted();
        if (split === 'events' && i < pieces.length - 1) {
          // what is due together goes in one packet, each event in an HTTP chunk of its own
          response.write(data);
          whole.forEach(given);
          continue;
        }
        const written = write(data);
        whole.forEach(given);
        // oxlint-disable-next-line no-await-in-loop -- one write must be over before the next begins
        await (split === 'events' ? written : written.then(() => turn()));
      }
      signal.throwIfAborted();
    },
  };
}
