/**
 * A model's answer from a stream inside the page: each event is its own read, delivered as fast as the page reads.
 * @typedef {object} OwnReads
 * @property {() => void} open Starts the answer.
 * @property {boolean} ready Whether all events are loaded.
 * @property {boolean} asked Whether the page has requested the answer.
 * @property {number} given Number of events delivered.
 * @property {number} left Number of events not yet delivered.
 * @property {Promise<number>} over Resolves when all are delivered, with the time in epoch milliseconds.
 */

/** @typedef {Window & typeof globalThis & { ownReads: OwnReads }} OwnReadsWindow */

/**
 * Runs in the page before its own scripts: answers chat completions, and passes all other requests on.
 * @param {object} options
 * @param {string} options.address The URL of the events, a JSON list.
 * @param {boolean} options.turns Whether each read is its own task.
 * @param {number} options.seconds After this time no more events are delivered.
 */
export function installOwnReads({ address, turns, seconds }) {
  const fetch = window.fetch.bind(window);
  /** @type {(() => void)[]} */
  const pending = [];
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

  // A message instead of a timer, which would wait for at least one millisecond.
  const { port1, port2 } = new MessageChannel();
  port1.addEventListener('message', () => pending.shift()?.());
  port1.start();
  const turn = async () =>
    new Promise((/** @type {(value: void) => void} */ resolve) => {
      pending.push(() => resolve());
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
      // No read ahead.
      { highWaterMark: 0 },
    );
    return new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });
  };
}
