import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ask, servePage } from './serving.ts';

/** Starts a server for a folder with a file of each kind. A file beside the folder must not be served. */
async function serveFolder(): Promise<{ port: number; folder: string }> {
  const outside = mkdtempSync(join(tmpdir(), 'storylens-files-'));
  const folder = join(outside, 'dist');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(outside, 'secret.txt'), 'secret');
  mkdirSync(join(outside, 'dist-other'));
  writeFileSync(join(outside, 'dist-other/secret.txt'), 'secret');
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>page</title>');
  writeFileSync(join(folder, 'storylens.html'), '<!doctype html><title>one file</title>');
  for (const name of ['a.js', 'a.css', 'a.svg', 'a.webp', 'a.woff2', 'a.json', 'ü b.js']) {
    writeFileSync(join(folder, 'assets', name), name);
  }
  onTestFinished(() => rmSync(outside, { recursive: true }));
  return { port: await servePage([], { folder }), folder };
}

test.each([
  ['/', 'text/html;charset=utf-8'],
  ['/?x=1', 'text/html;charset=utf-8'],
  ['/index.html', 'text/html;charset=utf-8'],
  ['/storylens.html', 'text/html;charset=utf-8'],
  ['/assets/a.js', 'text/javascript'],
  ['/assets/a.css', 'text/css'],
  ['/assets/a.svg', 'image/svg+xml'],
  ['/assets/a.webp', 'image/webp'],
  ['/assets/a.woff2', 'font/woff2'],
  ['/assets/a.json', 'application/json'],
  ['/assets/%C3%BC%20b.js', 'text/javascript'],
])('%s has the type %s', async (path, type) => {
  const { port } = await serveFolder();
  const { status, headers } = await ask(port, { path, headers: {} });
  expect(status).toBe(200);
  expect(headers['content-type']).toBe(type);
  expect(headers['x-content-type-options']).toBe('nosniff');
});

test.each([
  '/nothing.js',
  '/assets',
  '/assets/',
  '/../secret.txt',
  '/assets/../../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/%2e%2e%2fsecret.txt',
  '/..\\secret.txt',
  '/..%5csecret.txt',
  '/../dist-other/secret.txt',
  '/%252e%252e/secret.txt',
  '//secret.txt',
  '/index.html%00.js',
  '/%',
  '/%ff',
  `/${'a'.repeat(5000)}`,
])('%s is 404', async (path) => {
  const { port } = await serveFolder();
  const { status, headers, body } = await ask(port, { path, headers: {} });
  expect(status).toBe(404);
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(body).not.toContain('secret');
});

test('an unchanged file is not sent again, and a changed file is', async () => {
  const { port, folder } = await serveFolder();
  const first = await ask(port, { path: '/assets/a.js', headers: {} });
  expect(first.headers['cache-control']).toBe('no-cache');
  const headers = { 'if-none-match': String(first.headers.etag) };
  expect((await ask(port, { path: '/assets/a.js', headers })).status).toBe(304);
  writeFileSync(join(folder, 'assets/a.js'), 'a new build');
  expect(await ask(port, { path: '/assets/a.js', headers })).toMatchObject({ status: 200, body: 'a new build' });
});

test('HEAD gets only the headers', async () => {
  const { port } = await serveFolder();
  const answer = await ask(port, { method: 'HEAD', path: '/', headers: {} });
  expect(answer).toMatchObject({ status: 200, body: '' });
  expect(answer.headers['content-length']).toBe('34');
});

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('%s is 405', async (method) => {
  const { port } = await serveFolder();
  const answer = await ask(port, { method, path: '/', headers: {} });
  expect(answer.status).toBe(405);
  expect(answer.headers.allow).toBe('GET, HEAD');
});

test.each(['bytes=0-3', 'bytes=5-2', 'bytes=-1', 'bytes=99999-', 'x'])(
  'a request for the range %s gets the whole file',
  async (range) => {
    const { port } = await serveFolder();
    const answer = await ask(port, { path: '/assets/a.js', headers: { range } });
    expect(answer).toMatchObject({ status: 200, body: 'a.js' });
  },
);
