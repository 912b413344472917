import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** @type {Readonly<Record<string, string>>} */
const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

const OWN = new Set(['/floor.html', '/counter.html', '/read-events.mjs']);

/**
 * @typedef {object} Site
 * @property {string} base
 * @property {(path: string, data: unknown) => string} give Serves data as JSON and returns its URL.
 * @property {() => void} close
 */

/** Serves the built app and the other benched pages. @returns {Promise<Site>} */
export async function openSite() {
  /** @type {Map<string, string>} */
  const given = new Map();
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://x').pathname);
    const data = given.get(path);
    if (data !== undefined) {
      response.end(data);
      return;
    }
    const file = OWN.has(path) ? join('tests/bench', path) : join('dist', path === '/' ? 'index.html' : path);
    try {
      const body = readFileSync(join(root, file));
      response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  const base = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`;
  return {
    base,
    give(path, data) {
      given.set(path, JSON.stringify(data));
      return base + path;
    },
    close: () => server.close(),
  };
}
