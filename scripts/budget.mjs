// The size budget: what a browser must fetch before the page works, and what it must not.
import { gzipSync } from 'node:zlib';

/** @typedef {import('rolldown').OutputChunk} Chunk */
/** @typedef {{ file: string, gzipped: number, first: boolean }} Weight `gzipped` in bytes */

/** The most script that the first load may take, in bytes after gzip. */
export const FIRST_LOAD_LIMIT = 120_000;

/** Packages that come only when somebody needs them: a canvas to draw on, a server to talk to. */
const LAZY_PACKAGES = ['konva', 'react-konva', 'openai'];

/**
 * The chunks that a page loads at once: those its HTML names, as scripts or to be preloaded, and all that they import
 * other than by import().
 * @param {string} html
 * @param {readonly Chunk[]} chunks
 * @returns {Set<Chunk>}
 */
function firstLoad(html, chunks) {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const named = [...html.matchAll(/\b(?:src|href)="\.\/([^"]+\.js)"/g)].map(([, file = '']) => file);
  /** @type {Set<Chunk>} */
  const found = new Set();
  const waiting = named;
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    const chunk = byName.get(file);
    if (!chunk || found.has(chunk)) continue;
    found.add(chunk);
    waiting.push(...chunk.imports);
  }
  return found;
}

/**
 * Weighs a build.
 * @param {string} html the built index.html
 * @param {readonly Chunk[]} chunks every script of the build
 * @returns {{ weights: Weight[], total: number, violations: string[] }} heaviest first; the bytes of the first load;
 *   one sentence for each way in which the budget is broken
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
    violations.push(`The first load takes ${inKb(total)} of script; ${inKb(FIRST_LOAD_LIMIT)} is the most.`);
  }
  for (const { fileName, moduleIds } of first) {
    const early = LAZY_PACKAGES.filter((name) => moduleIds.some((id) => id.includes(`/node_modules/${name}/`)));
    for (const name of early) violations.push(`${name} is in ${fileName}, which the first load fetches.`);
  }
  return { weights, total, violations };
}

/** @param {number} bytes */
export const inKb = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
