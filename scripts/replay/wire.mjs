/** Splits the bytes of the event stream into network writes. */

import { setImmediate as turn } from 'node:timers/promises';

/** @import { ServerResponse } from 'node:http' */
/** @import { Split } from './options.mjs' */

/** @typedef {{ event: string, index: number }} IndexedEvent */
/** @typedef {{ data: string | Buffer, whole: readonly number[] }} Piece `whole` lists the events that end in it. */

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
 * Makes a function that returns the next cut after an offset of the stream, both in bytes from its beginning.
 * @param {Split} split
 * @returns {(at: number) => number} called with increasing offsets
 */
function createCutter(split) {
  if (split === 'bytes') return (at) => at + 1;
  if (typeof split === 'string') return () => Infinity;
  if ('seed' in split) {
    const random = createRandom(split.seed);
    let next = 0;
    return (at) => {
      // often some tens of bytes, rarely several events; 250 bytes on average, which is the length of an event
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

  /** @param {string | Buffer} data @returns {Promise<void>} when the system has accepted the data */
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
   * @param {readonly IndexedEvent[]} indexed
   * @returns {Piece[]}
   */
  function cutBytes(indexed) {
    const bytes = Buffer.from(indexed.map(({ event }) => event).join(''));
    let end = 0;
    const ends = indexed.map(({ event, index }) => ({ index, at: (end += Buffer.byteLength(event)) }));
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
     * Sends events (an empty string is not an event) and waits until the system has accepted the last byte. Except with
     * the split 'events', the event loop runs between two writes, so that they reach the client separately if the
     * network allows.
     * @param {readonly string[]} events
     * @param {(index: number) => void} [given] Called with each completely sent event, in order.
     * @throws {DOMException} AbortError, if the client has closed the connection
     */
    async send(events, given = () => {}) {
      const indexed = events.map((event, index) => ({ event, index })).filter(({ event }) => event !== '');
      const inBytes = split !== 'events' && split !== 'events-apart';
      const pieces = inBytes ? cutBytes(indexed) : indexed.map(({ event, index }) => ({ data: event, whole: [index] }));
      for (const [i, { data, whole }] of pieces.entries()) {
        signal.throwIfAborted();
        if (split === 'events' && i < pieces.length - 1) {
          // events that are due together go in one packet, each in its own HTTP chunk
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
