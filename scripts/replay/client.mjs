/** Helpers for tests of the replay server: a server that closes after the test, requests, and the parts of an answer. */

import { connect } from 'node:net';
import { onTestFinished } from 'vitest';
import { startReplay } from './server.mjs';

/** @import { ReplayServer } from './server.mjs' */
/** @import { ReplayOptions } from './options.mjs' */

/**
 * Starts a server that is closed after the current test.
 * @param {ReplayOptions} options
 * @returns {Promise<ReplayServer>}
 */
export async function serve(options) {
  const server = await startReplay(options);
  onTestFinished(() => server.close());
  return server;
}

export const messages = [{ role: 'user', content: 'Tell the story.' }];

/**
 * Requests a completion, streamed unless the body says otherwise.
 * @param {ReplayServer} server
 * @param {object} [body]
 * @param {{ signal?: AbortSignal, headers?: Record<string, string> }} [init]
 */
export const chat = (server, body = {}, init = {}) =>
  fetch(`${server.url}/chat/completions`, {
    method: 'POST',
    body: JSON.stringify({ messages, stream: true, ...body }),
    ...init,
    headers: { 'content-type': 'application/json', ...init.headers },
  });

/**
 * @param {string} stream
 * @returns {string[]} the data of its events
 */
export const dataOf = (stream) =>
  stream.split('\n\n').flatMap((event) => (event.startsWith('data: ') ? [event.slice('data: '.length)] : []));

/**
 * @param {string} stream
 * @returns {any[]} the chunks of its events, without `[DONE]`
 */
export const chunksOf = (stream) =>
  dataOf(stream)
    .filter((data) => data !== '[DONE]')
    .map((data) => JSON.parse(data));

/**
 * @param {string} stream
 * @param {'content' | 'reasoning' | 'reasoning_content'} [field]
 * @returns {string} the text of its deltas
 */
export const textOf = (stream, field = 'content') =>
  chunksOf(stream)
    .map((chunk) => chunk.choices?.[0]?.delta[field] ?? '')
    .join('');

/**
 * All bytes of an answer, with head and chunk sizes.
 * @param {ReplayServer} server
 * @param {string} head Request line and headers, a line each; `connection: close` is added.
 * @param {string} [body]
 * @returns {Promise<Buffer>}
 */
export async function rawAnswer(server, head, body = '') {
  const socket = connect(server.port, '127.0.0.1');
  const lines = [
    ...head.split('\n'),
    'host: replay',
    'connection: close',
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`);
  const pieces = [];
  for await (const piece of socket) pieces.push(/** @type {Buffer} */ (piece));
  return Buffer.concat(pieces);
}

/**
 * The body of a raw answer, one buffer for each HTTP chunk; the server makes a chunk for each write.
 * @param {Buffer} answer
 * @returns {Buffer[]}
 */
export function writesOf(answer) {
  const writes = [];
  let at = answer.indexOf('\r\n\r\n') + 4;
  while (at < answer.length) {
    const lineEnd = answer.indexOf('\r\n', at);
    const size = Number.parseInt(answer.toString('latin1', at, lineEnd), 16);
    if (size > 0) writes.push(answer.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = lineEnd + 2 + size + 2;
  }
  return writes;
}

/**
 * The head of a PNG of this size as a data URL, which is enough because the server only reads the size.
 * @param {number} width
 * @param {number} height
 * @returns {string}
 */
export function pngUrl(width, height) {
  const head = Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\0\0\0', 'latin1');
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  return `data:image/png;base64,${head.toString('base64')}`;
}
