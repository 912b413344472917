// The size budget: how much script the first load may fetch, and which packages it must not fetch.
import { gzipSync } from 'node:zlib';

/** @typedef {import('rolldown').OutputChunk} Chunk */
/** @typedef {{ file: string, gzipped: number, first: boolean }} Weight `gzipped` in bytes */

/** The most script that the first load may take, in bytes after gzip. */
export const FIRST_LOAD_LIMIT = 106_500;

/** Packages that the page loads only when it needs them: to draw on a canvas, or to talk to a server. */
const LAZY_PACKAGES = ['konva', 'react-konva', 'openai'];

/**
 * The chunks of the first load: the chunks that the HTML names as scripts or preloads, and all chunks that these import
 * statically.
 * @param {string} html
 * @param {readonly Chunk[]} chunks
 * @returns {Set<Chunk>}
 */
function firstLoad(html, chunks) {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const named = [...html.matchAll(/\b(?:src|href)="\.\/([^"]+\.js)"/g)].map(([, file = '']) => file);
  /** @type {Set<Chunk>} */
  const found = new Set();
  const pending = named;
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    const chunk = byName.get(file);
    if (!chunk || found.has(chunk)) continue;
    found.add(chunk);
    pending.push(...chunk.imports);
  }
  return found;
}

/**
 * Checks a build against the budget.
 * @param {string} html the built index.html
 * @param {readonly Chunk[]} chunks every script of the build
 * @returns {{ weights: Weight[], total: number, violations: string[] }} heaviest first; the bytes of the first load;
 *   one sentence for each violation of the budget
 */
export function weigh(html, chunks) {
  const first = firstLoad(html, chunks);
  const weights = chunks
    .map((chunk) => ({
      file: chunk.fileName,
      gzipped: gzipSync(chunk.code, { level: 9 }).length,
      first: first.has(chunk),
    }))
    .toSorted((a, b) => Number(b.first) - Number(a.first) || b.gzipped - a.gzipped);
  const total = weights.reduce((sum, { first: counts, gzipped }) => sum + (counts ? gzipped : 0), 0);

  const violations = [];
  if (first.size === 0) violations.push('The page loads no script at all.');
  if (total > FIRST_LOAD_LIMIT) {
    violations.push(`The first load takes ${inKb(total)} of script; the limit is ${inKb(FIRST_LOAD_LIMIT)}.`);
  }
  for (const { fileName, moduleIds } of first) {
    const early = LAZY_PACKAGES.filter((name) => moduleIds.some((id) => id.includes(`/node_modules/${name}/`)));
    for (const name of early) violations.push(`${name} is in ${fileName}, which the first load fetches.`);
  }
  return { weights, total, violations };
}

/** @param {number} bytes */
export const inKb = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
