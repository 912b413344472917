import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';
import { startReplay } from '../../scripts/replay/server.mjs';
import { cutText } from '../../scripts/replay/tokens.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const bundled = join(root, 'node_modules/.cache/bench/sample.mjs');
await build({
  input: join(root, 'tests/bench/sample.ts'),
  platform: 'node',
  output: { file: bundled, format: 'esm' },
  logLevel: 'silent',
});
/** @type {typeof import('./sample.ts')} */
const { sampleCompletion } = await import(bundled);

/**
 * @typedef {object} Story
 * @property {number} frames
 * @property {string} text
 * @property {readonly string[]} tokens
 */

/**
 * @param {number} frames
 * @param {{ paragraphs?: number, objects?: number }} [extent]
 * @returns {Story}
 */
export function storyOf(frames, extent) {
  const text = sampleCompletion(frames, extent);
  return { frames, text, tokens: cutText(text, 'tokens') };
}

/**
 * The last sentence of the last complete frame, which occurs only once in the text; null if no frame is complete.
 * @param {string} text
 */
export function lastWordsOf(text) {
  return text.match(/Nobody gave an answer to number \d+\./g)?.at(-1) ?? null;
}

/**
 * The events that the replay server sends for a story, one string each.
 * @param {Story} story
 * @param {import('../../scripts/replay/options.mjs').Cut} cut
 */
export async function eventsOf({ text }, cut) {
  const server = await startReplay({ text, cut, maxModelLen: Infinity });
  const response = await fetch(`${server.url}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      stream: true,
      stream_options: { include_usage: true, continuous_usage_stats: true },
      messages: [{ role: 'user', content: 'Tell' }],
    }),
  });
  const sent = await response.text();
  await server.close();
  return sent.split(/(?<=\n\n)/);
}
