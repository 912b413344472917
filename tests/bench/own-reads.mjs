/**
 * The answer of a model, from a stream inside the page: each event is a read of its own, and comes as fast as it is read.
 * @typedef {object} OwnReads
 * @property {() => void} open Lets the answer begin.
 * @property {boolean} ready Whether all events are at hand.
 * @property {boolean} asked Whether the page waits for the answer.
 * @property {number} given Events so far.
 * @property {number} left Events that have not been given.
 * @property {Promise<number>} over Resolves when all are given, with that time in milliseconds of the epoch.
 */

/** @typedef {Window & typeof globalThis & { ownReads: OwnReads }} ReadingWindow */

/**
 * To be run in the page before its own scripts: answers chat completions, and lets all other requests through.
 * @param {object} told
 * @param {string} told.address Where the events are, as a list in JSON.
 * @param {boolean} told.turns Whether each read is a task of its own.
 * @param {number} told.seconds After so long no more are given.
 */
export function installOwnReads({ address, turns, seconds }) {
  const fetch = window.fetch.bind(window);
  /** @type {(() => void)[]} */
  const waiting = [];
  let open = () => {};
  /** @type {(at: number) => void} */
  let end = () => {};
  const opened = new Promise((/** @type {(value: void) => void} */ resolve) => (open = resolve));
  const over = new Promise((/** @type {(at: number) => void} */ resolve) => (end = resolve));
  /** @type {OwnReads} */
  const ownReads = { open: () => open(), ready: false, asked: false, given: 0, left: 0, over };
  Object.assign(window, { ownReads });

  const load = async () => {
    const response = await fetch(address);
    /** @type {string[]} */
    const events = await response.json();
    const encoder = new TextEncoder();
    ownReads.ready = true;
    return events.map((event) => /** @type {Uint8Array | null} */ (encoder.encode(event)));
  };
  const loaded = load();

  // Not a timer, which would wait for a millisecond or four.
  const { port1, port2 } = new MessageChannel();
  port1.addEventListener('message', () => waiting.shift()?.());
  port1.start();
  const turn = async () =>
    new Promise((/** @type {(value: void) => void} */ resolve) => {
      waiting.push(() => resolve());
      port2.postMessage(null);
    });

  window.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (!url.endsWith('/chat/completions')) return fetch(input, init);
    const chunks = await loaded;
    ownReads.asked = true;
    await opened;
    const until = performance.now() + seconds * 1000;
    /** @param {ReadableStreamDefaultController} controller */
    function give(controller) {
      const chunk = chunks[ownReads.given];
      chunks[ownReads.given] = null;
      if (chunk) controller.enqueue(chunk);
      ownReads.given++;
      ownReads.left = chunks.length - ownReads.given;
      if (ownReads.left > 0 && performance.now() < until) return;
      end(Date.now());
      controller.close();
    }
    const body = new ReadableStream(
      { pull: turns ? async (controller) => turn().then(() => give(controller)) : give },
      // Nothing is read ahead.
      { highWaterMark: 0 },
    );
    return new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });
  };
}
