// What the relay passes on in normal use, and what it leaves out.
import { type AddressInfo, connect, createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { startReplay } from '../../../scripts/replay/server.mjs';
import { harbour } from '../../fixtures/harbour.ts';
import { PAGE, ask, failureIn, servePage, serveUpstream } from './serving.ts';

const CHAT = '/relay/1/v1/chat/completions';

/** The headers that each connection adds to an answer, the relay's and vLLM's. */
const OF_THE_CONNECTION = new Set(['connection', 'date', 'keep-alive', 'transfer-encoding']);

test('four request headers reach the target, and no other', async () => {
  const upstream = await serveUpstream();
  const port = await servePage([upstream.url]);
  const headers = {
    ...PAGE,
    accept: 'application/json',
    'content-type': 'application/json',
    'content-length': '2',
    authorization: 'Bearer mine',
    cookie: 'session=secret',
    origin: `http://127.0.0.1:${port}`,
    referer: `http://127.0.0.1:${port}/`,
    'user-agent': 'Browser/1',
    'accept-encoding': 'gzip',
    'accept-language': 'pt',
    'x-forwarded-for': '1.2.3.4',
    'x-stainless-lang': 'js',
    'x-request-id': '7',
    'sec-fetch-site': 'same-origin',
  };
  await ask(port, { method: 'POST', path: CHAT, headers, body: '{}' });
  expect(upstream.requests[0]?.headers).toEqual({
    accept: 'application/json',
    'content-type': 'application/json',
    'content-length': '2',
    authorization: 'Bearer mine',
    // These two belong to the connection itself.
    host: new URL(upstream.url).host,
    connection: 'keep-alive',
  });
});

test('a header that only looks like content-length is not forwarded', async () => {
  const upstream = await serveUpstream();
  const port = await servePage([upstream.url]);
  await ask(port, { path: '/relay/1/health', headers: { ...PAGE, connection: 'authorization', te: 'trailers' } });
  expect(upstream.requests[0]?.headers).toEqual({ host: new URL(upstream.url).host, connection: 'keep-alive' });
});

test('status, content type and body come back, and no other header', async () => {
  const upstream = await serveUpstream((_, response) => {
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'set-cookie': ['a=1', 'b=2'],
      'access-control-allow-origin': '*',
      'access-control-allow-credentials': 'true',
      'access-control-expose-headers': '*',
      server: 'uvicorn',
      'x-request-id': '7',
      'content-security-policy': "default-src 'unsafe-inline'",
      'cache-control': 'max-age=600',
      'x-content-type-options': 'sniff',
      'clear-site-data': '"*"',
      'service-worker-allowed': '/',
      refresh: '0; url=http://example.com',
      link: '<http://example.com>; rel=preload',
      location: 'http://example.com',
    });
    response.end('<script>alert(1)</script>');
  });
  const port = await servePage([upstream.url]);
  const { status, headers, body } = await ask(port, { path: '/relay/1/health' });
  expect(status).toBe(200);
  expect(body).toBe('<script>alert(1)</script>');
  const own = Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_THE_CONNECTION.has(name)));
  expect(own).toEqual({
    'content-type': 'text/html; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'content-security-policy': 'sandbox',
    'cache-control': 'no-store',
  });
});

test('an answer without a content type stays without one', async () => {
  const upstream = await serveUpstream((_, response) => response.end());
  const port = await servePage([upstream.url]);
  const { headers, body } = await ask(port, { path: '/relay/1/health' });
  expect(headers['content-type']).toBeUndefined();
  expect(body).toBe('');
});

test.each([
  [400, 'application/json', '{"error":{"message":"At most 2 image(s) may be provided in one prompt."}}'],
  [401, 'application/json', '{"error":"Unauthorized"}'],
  [404, 'application/json', '{"detail":"Not Found"}'],
  [500, 'text/plain; charset=utf-8', 'Internal Server Error'],
  [503, 'text/plain', ''],
])('%i comes through unchanged', async (status, type, body) => {
  const upstream = await serveUpstream((_, response) => {
    response.writeHead(status, { 'content-type': type });
    response.end(body);
  });
  const port = await servePage([upstream.url]);
  const answer = await ask(port, { method: 'POST', path: CHAT, body: '{}' });
  expect(answer).toMatchObject({ status, body });
  expect(answer.headers['content-type']).toBe(type);
});

test('a stream passes byte for byte, with its comments', async () => {
  const said = ': keep-alive\n\ndata: {"a":"ü"}\n\n: keep-alive\n\ndata: [DONE]\n\n';
  const upstream = await serveUpstream((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    response.end(said);
  });
  const port = await servePage([upstream.url]);
  const answer = await ask(port, { method: 'POST', path: CHAT, body: '{"stream":true}' });
  expect(answer.body).toBe(said);
  expect(answer.headers['content-type']).toBe('text/event-stream; charset=utf-8');
});

test('the answer of the replay server is the same through the relay and directly', async () => {
  const replay = await startReplay({ text: harbour });
  onTestFinished(async () => replay.close());
  const port = await servePage([replay.url.replace('/v1', '')]);
  const messages = [{ role: 'user', content: 'Tell the story.' }];
  const init = {
    method: 'POST',
    headers: { ...PAGE, 'content-type': 'application/json' },
    body: JSON.stringify({ messages, stream: true, request_id: 'same' }),
  };
  const answerAt = async (url: string) => {
    const answer = await fetch(url, init);
    return (await answer.text()).replaceAll(/"created":\d+/g, '');
  };
  const direct = await answerAt(`${replay.url}/chat/completions`);
  expect(direct).toContain('[DONE]');
  expect(await answerAt(`http://127.0.0.1:${port}${CHAT}`)).toBe(direct);
});

test.each([
  ['no key', undefined, 'Bearer of-the-server'],
  ['the placeholder of the page', 'Bearer EMPTY', 'Bearer of-the-server'],
  ['an empty key', 'Bearer ', 'Bearer of-the-server'],
  ['a key of its own', 'Bearer mine', 'Bearer mine'],
  ['a key that begins with the placeholder', 'Bearer EMPTY2', 'Bearer EMPTY2'],
])('a page that sends %s uses the right one', async (_, sent, arrives) => {
  const upstream = await serveUpstream();
  const port = await servePage([upstream.url], { key: 'of-the-server' });
  const answer = await ask(port, {
    path: '/relay/1/v1/models',
    headers: { ...PAGE, ...(sent !== undefined && { authorization: sent }) },
  });
  expect(upstream.requests[0]?.headers.authorization).toBe(arrives);
  expect(JSON.stringify(answer)).not.toContain('of-the-server');
});

test('without a key in the environment the placeholder is passed on', async () => {
  const upstream = await serveUpstream();
  const port = await servePage([upstream.url]);
  await ask(port, { path: '/relay/1/health', headers: { ...PAGE, authorization: 'Bearer EMPTY' } });
  expect(upstream.requests[0]?.headers.authorization).toBe('Bearer EMPTY');
});

test('no answer of the server itself contains the key', async () => {
  const broken = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => {
    broken.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    broken.close();
  });
  const { port: brokenPort } = broken.address() as AddressInfo;
  const port = await servePage([`http://127.0.0.1:${brokenPort}`], { key: 'of-the-server' });
  const paths = ['/', '/relay.json', '/relay/1/health', '/relay/1/no', '/nothing.js'];
  const answers = await Promise.all(paths.map(async (path) => ask(port, { path })));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 502, 404, 404]);
  expect(JSON.stringify(answers)).not.toContain('of-the-server');
});

test.each([300, 301, 302, 303, 304, 307, 308])(
  'the redirect %i is not followed but answered with 502',
  async (status) => {
    const elsewhere = await serveUpstream();
    const upstream = await serveUpstream((_, response) => {
      response.writeHead(status, { location: `${elsewhere.url}/v1/models` });
      response.end();
    });
    const port = await servePage([upstream.url]);
    const answer = await ask(port, { path: '/relay/1/v1/models' });
    expect(answer.status).toBe(502);
    expect(answer.headers.location).toBeUndefined();
    expect(failureIn(answer)).toMatchObject({ reason: 'redirect', target: upstream.url });
    expect(elsewhere.requests).toEqual([]);
  },
);

/** A target that answers each connection with these bytes, and then closes it. */
async function serveBytes(bytes: string): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end(bytes));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test.each([
  ['nothing', ''],
  ['half a head', 'HTTP/1.1 200 OK\r\ncontent-'],
  ['another protocol', 'SSH-2.0-OpenSSH_9.2\r\n'],
  ['a status that does not exist', 'HTTP/1.1 099 Odd\r\ncontent-length: 0\r\n\r\n'],
  ['a status that is too high', 'HTTP/1.1 999 Odd\r\ncontent-length: 0\r\n\r\n'],
  ['an upgrade that the page did not request', 'HTTP/1.1 101 Switching\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'],
])('a target that says %s is reported as broken', async (_, bytes) => {
  const url = await serveBytes(bytes);
  const port = await servePage([url]);
  const answer = await ask(port, { path: '/relay/1/health' });
  expect(answer.status).toBe(502);
  expect(failureIn(answer)).toMatchObject({ reason: 'broken', target: url });
});

test('an early hint is left out, and the answer arrives', async () => {
  const url = await serveBytes(
    'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok',
  );
  const port = await servePage([url]);
  expect(await ask(port, { path: '/relay/1/health' })).toMatchObject({ status: 200, body: 'ok' });
});

test('a port without a listener is reported as unreachable', async () => {
  const free = await serveBytes('');
  const port = await servePage([free.replace(/\d+$/, '1')]);
  const answer = await ask(port, { path: '/relay/1/health' });
  expect(answer.status).toBe(502);
  expect(answer.headers).toMatchObject({ 'content-type': 'application/json', 'cache-control': 'no-store' });
  expect(failureIn(answer)).toEqual({
    reason: 'unreachable',
    target: 'http://127.0.0.1:1',
    message: 'Nothing answers at http://127.0.0.1:1 (ECONNREFUSED).',
  });
});

test('a machine that does not exist is reported as unreachable', async () => {
  const port = await servePage(['http://no-such-machine.invalid']);
  const answer = await ask(port, { path: '/relay/1/health' });
  expect(failureIn(answer)).toMatchObject({ reason: 'unreachable', target: 'http://no-such-machine.invalid' });
  expect(failureIn(answer).message).toContain('no-such-machine.invalid');
});

test('a server without TLS is reported as unreachable for https', async () => {
  const upstream = await serveUpstream();
  const url = upstream.url.replace('http:', 'https:');
  const port = await servePage([url]);
  const answer = await ask(port, { path: '/relay/1/health' });
  expect(failureIn(answer)).toMatchObject({ reason: 'unreachable', target: url });
  expect(failureIn(answer).message).toContain('secure connection');
});

test('a connection that hangs ends after the time limit', async () => {
  // It accepts the connection but never answers in TLS, so the secure connection is never made.
  const silent = createServer((socket) => socket.on('error', () => {}));
  await new Promise<void>((resolve) => {
    silent.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    silent.close();
  });
  const port = await servePage([`https://127.0.0.1:${(silent.address() as AddressInfo).port}`], {
    connectPatience: 50,
  });
  const answer = await ask(port, { path: '/relay/1/health' });
  expect(answer.status).toBe(502);
  expect(failureIn(answer)).toMatchObject({ reason: 'unreachable' });
  expect(failureIn(answer).message).toContain('ETIMEDOUT');
});

test('the page reads the targets from its own server', async () => {
  const port = await servePage(['http://localhost:8000', 'http://gpu:8001/proxy']);
  const answer = await ask(port, { path: '/relay.json', headers: {} });
  expect(answer.status).toBe(200);
  expect(answer.headers).toMatchObject({ 'content-type': 'application/json', 'cache-control': 'no-store' });
  expect(JSON.parse(answer.body)).toEqual({
    targets: [
      { url: 'http://localhost:8000', path: 'relay/1' },
      { url: 'http://gpu:8001/proxy', path: 'relay/2' },
    ],
  });
});

test('without a relay there are no targets', async () => {
  const port = await servePage([]);
  expect((await ask(port, { path: '/relay.json', headers: {} })).body).toBe('{"targets":[]}');
  expect((await ask(port, { path: '/relay/1/health' })).status).toBe(404);
});

test('both addresses of this machine are served', async () => {
  const port = await servePage([]);
  const reached = await Promise.all(
    ['127.0.0.1', '::1'].map(
      async (host) =>
        new Promise<string>((resolve) => {
          const socket = connect(port, host);
          socket.once('connect', () => {
            socket.destroy();
            resolve('reached');
          });
          socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
        }),
    ),
  );
  expect(reached[0]).toBe('reached');
  expect(['reached', 'EADDRNOTAVAIL', 'EAFNOSUPPORT', 'ENETUNREACH']).toContain(reached[1]);
});
