// Requests that the relay must refuse: none of them reaches the model server.
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { PAGE, type Question, ask, failureIn, servePage, serveUpstream } from './serving.ts';

const MODELS = '/relay/1/v1/models';
const CHAT = '/relay/1/v1/chat/completions';

test('requests of the page get through', async () => {
  const upstream = await serveUpstream();
  const port = await servePage([upstream.url]);
  const paths = ['/v1/models', '/health', '/version', '/metrics'];
  for (const path of paths) expect((await ask(port, { path: `/relay/1${path}` })).status).toBe(200);
  const posts = ['/v1/chat/completions', '/tokenize'];
  for (const path of posts) {
    expect((await ask(port, { method: 'POST', path: `/relay/1${path}`, body: '{}' })).status).toBe(200);
  }
  expect(upstream.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
    ...paths.map((path) => `GET ${path}`),
    ...posts.map((path) => `POST ${path}`),
  ]);
});

test('each target has its own path, and its base path is kept', async () => {
  const [first, second] = [await serveUpstream(), await serveUpstream()];
  const port = await servePage([first.url, `${second.url}/proxy`]);
  await ask(port, { path: '/relay/2/health' });
  expect(first.requests).toEqual([]);
  expect(second.requests.map(({ path }) => path)).toEqual(['/proxy/health']);
});

test.each([
  '/relay/1/collective_rpc',
  '/relay/1/v1/../collective_rpc',
  '/relay/1/v1/models/../../collective_rpc',
  '/relay/1/../1/v1/models',
  '/relay/1/./v1/models',
  '/relay/1/v1/%2e%2e/collective_rpc',
  '/relay/1/%2e%2e/1/v1/models',
  '/relay/1/v1%2fmodels',
  '/relay/1%2fv1/models',
  '/relay/1/v1%5cmodels',
  '/relay/1/v1\\models',
  '/relay/1/v1/%6dodels',
  '/relay/1/v1/models/',
  '/relay/1/v1/modelsx',
  '/relay/1/healthz',
  '/relay/1/health/x',
  '/relay/1//health',
  '/relay/1/v1//models',
  '/relay//1/health',
  '//relay/1/health',
  '/relay/1/HEALTH',
  '/relay/1/V1/models',
  '/RELAY/1/health',
  '/%72elay/1/health',
  '/relay/1/health?x=1',
  '/relay/1/health?',
  '/relay/1/health#x',
  '/relay/1/health;x',
  '/relay/1/health%00',
  '/relay/1/health%20',
  '/relay/01/health',
  '/relay/0/health',
  '/relay/2/health',
  '/relay/11/health',
  '/relay/-1/health',
  '/relay/__proto__/health',
  '/relay/1/constructor',
  '/relay/1/toString',
  '/relay/1',
  '/relay/1/',
  '/relay/',
  '/relay',
  '/v1/models',
  '/health',
  '/metrics',
])('the path %s is answered with 404', async (path) => {
  const upstream = await serveUpstream();
  const port = await servePage([upstream.url]);
  expect((await ask(port, { path })).status).toBe(404);
  expect((await ask(port, { path, method: 'POST', body: '{}' })).status).toBeGreaterThanOrEqual(404);
  expect(upstream.requests).toEqual([]);
  expect(upstream.sockets.size).toBe(0);
});

test.each(['http://127.0.0.1:8000/v1/models', 'http://localhost/relay/1/health', 'https://x/relay/1/health', '*'])(
  'the request target %s is answered with 400',
  async (path) => {
    const upstream = await serveUpstream();
    const port = await servePage([upstream.url]);
    expect((await ask(port, { path })).status).toBe(400);
    expect(upstream.requests).toEqual([]);
  },
);

const origin = (port: number) => `http://127.0.0.1:${port}`;

test.each<[what: string, status: number, rule: string, question: (port: number) => Question]>([
  ['no header of the page', 403, 'x-storylens', () => ({ headers: {} })],
  ['another value of the header', 403, 'x-storylens', () => ({ headers: { 'x-storylens': '1' } })],
  ['another site', 403, 'served', () => ({ headers: { ...PAGE, 'sec-fetch-site': 'cross-site' } })],
  ['another port of this machine', 403, 'served', () => ({ headers: { ...PAGE, 'sec-fetch-site': 'same-site' } })],
  ['the address bar', 403, 'served', () => ({ headers: { ...PAGE, 'sec-fetch-site': 'none' } })],
  ['a navigation', 403, 'navigations', () => ({ headers: { ...PAGE, 'sec-fetch-mode': 'navigate' } })],
  ['a request without CORS', 403, 'navigations', () => ({ headers: { ...PAGE, 'sec-fetch-mode': 'no-cors' } })],
  ['a document', 403, 'navigations', () => ({ headers: { ...PAGE, 'sec-fetch-dest': 'document' } })],
  ['a frame', 403, 'navigations', () => ({ headers: { ...PAGE, 'sec-fetch-dest': 'iframe' } })],
  ['a picture', 403, 'navigations', () => ({ headers: { ...PAGE, 'sec-fetch-dest': 'image' } })],
  ['another origin', 403, 'origin', () => ({ headers: { ...PAGE, origin: 'http://example.com' } })],
  ['no origin', 403, 'origin', () => ({ headers: { ...PAGE, origin: 'null' } })],
  ['the origin of another port', 403, 'origin', (port) => ({ headers: { ...PAGE, origin: origin(port + 1) } })],
  ['the origin with https', 403, 'origin', (port) => ({ headers: { ...PAGE, origin: `https://127.0.0.1:${port}` } })],
  [
    'another name in the origin',
    403,
    'origin',
    (port) => ({ headers: { ...PAGE, origin: `http://localhost:${port}` } }),
  ],
  ['a body of a GET', 400, 'body', () => ({ body: '{}' })],
  ['a body of a GET in chunks', 400, 'body', () => ({ headers: { ...PAGE, 'transfer-encoding': 'chunked' } })],
  ['POST', 405, 'GET', () => ({ method: 'POST', body: '{}' })],
  ['HEAD', 405, '', () => ({ method: 'HEAD' })],
  ['OPTIONS', 405, 'GET', () => ({ method: 'OPTIONS' })],
  ['DELETE', 405, 'GET', () => ({ method: 'DELETE' })],
])('%s is refused with %i', async (_, status, rule, question) => {
  const upstream = await serveUpstream();
  const port = await servePage([upstream.url]);
  const answer = await ask(port, { path: MODELS, ...question(port) });
  expect(answer.status).toBe(status);
  if (rule !== '') {
    expect(failureIn(answer)).toMatchObject({ reason: 'refused', target: upstream.url });
    expect(failureIn(answer).message).toContain(rule);
  }
  expect(upstream.requests).toEqual([]);
});

test('GET is refused on a path that the page uses with POST', async () => {
  const upstream = await serveUpstream();
  const port = await servePage([upstream.url]);
  expect((await ask(port, { path: CHAT })).status).toBe(405);
  expect(upstream.requests).toEqual([]);
});

test('the headers that a browser sends for the page itself get through', async () => {
  const upstream = await serveUpstream();
  const port = await servePage([upstream.url]);
  const fetched = { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' };
  const headers = { ...PAGE, ...fetched, origin: origin(port), 'content-length': '2' };
  expect((await ask(port, { method: 'POST', path: CHAT, headers, body: '{}' })).status).toBe(200);
});

test('a preflight gets no CORS header, on any path', async () => {
  const port = await servePage([(await serveUpstream()).url]);
  const headers = {
    origin: 'http://example.com',
    'access-control-request-method': 'GET',
    'access-control-request-headers': 'x-storylens',
    'access-control-request-private-network': 'true',
  };
  for (const path of ['/', '/relay.json', MODELS, '/relay/9/health']) {
    const answer = await ask(port, { method: 'OPTIONS', path, headers });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  }
});

test.each([
  [
    'a WebSocket',
    { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-key': 'x', 'sec-websocket-version': '13' },
  ],
  ['HTTP/2', { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': '' }],
])('the connection is closed at an upgrade to %s', async (_, headers) => {
  const upstream = await serveUpstream();
  const port = await servePage([upstream.url]);
  for (const path of [MODELS, '/relay/1/health', '/']) {
    await expect(ask(port, { path, headers: { ...PAGE, ...headers } })).rejects.toThrow('hang up');
  }
  expect(upstream.requests).toEqual([]);
});

/** The server's answer to these bytes, until it closes the connection. */
async function raw(port: number, lines: readonly string[]): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write([...lines, '', ''].join('\r\n'));
  return text(socket);
}

test('CONNECT is closed without an answer', async () => {
  const upstream = await serveUpstream();
  const port = await servePage([upstream.url]);
  expect(await raw(port, [`CONNECT 127.0.0.1:${upstream.port} HTTP/1.1`, 'Host: localhost'])).toBe('');
  expect(upstream.sockets.size).toBe(0);
});

test.each([
  ['no Host', ['GET /relay/1/health HTTP/1.1']],
  ['no Host in HTTP/1.0', ['GET /relay/1/health HTTP/1.0', 'x-storylens: page']],
  ['a space in the path', ['GET /relay/1/health /x HTTP/1.1', 'Host: localhost', 'x-storylens: page']],
  [
    'two lengths',
    [
      'POST /relay/1/tokenize HTTP/1.1',
      'Host: localhost',
      'x-storylens: page',
      'Content-Length: 0',
      'Transfer-Encoding: chunked',
    ],
  ],
])('%s is refused', async (_, lines) => {
  const upstream = await serveUpstream();
  const port = await servePage([upstream.url]);
  expect(await raw(port, [...lines, 'Connection: close'])).toMatch(/^HTTP\/1\.1 40[03] /);
  expect(upstream.requests).toEqual([]);
});
