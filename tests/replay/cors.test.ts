/** Which answers a page on another origin may read. */

import { expect, test } from 'vitest';
import type { ReplayOptions } from '../../scripts/replay/options.mjs';
import { chat, serve } from '../../scripts/replay/client.mjs';

const origin = 'http://page.test';
const long = { maxModelLen: 10 };

async function allowed(options: ReplayOptions, body: object = {}): Promise<[status: number, acao: string | null]> {
  const server = await serve({ text: 'a', ...options });
  const response = await chat(server, body, { headers: { origin } });
  await response.arrayBuffer();
  return [response.status, response.headers.get('access-control-allow-origin')];
}

const table: [name: string, options: ReplayOptions, body: object, expected: [number, string | null]][] = [
  ['200', {}, {}, [200, '*']],
  ['404 model', {}, { model: 'foo' }, [404, '*']],
  ['400 pydantic', {}, { temperature: 'hot' }, [400, '*']],
  ['400 pydantic in v0.18', { version: '0.18.0' }, { temperature: 'hot' }, [400, '*']],
  ['404 model in v0.18', { version: '0.18.0' }, { model: 'foo' }, [404, '*']],
  ['401', { apiKey: 'k' }, {}, [401, null]],
  ['401 in v0.7', { apiKey: 'k', version: '0.7.3' }, {}, [401, null]],
  ['500 unhandled', { fault: { kind: 'status', status: 500 } }, {}, [500, null]],
  ['503 scaling', { fault: { kind: 'status', status: 503 } }, {}, [503, null]],
  ['413 of a proxy', { fault: { kind: 'status', status: 413 } }, {}, [413, null]],
  ['502 of a proxy', { fault: { kind: 'status', status: 502 } }, {}, [502, null]],
  ['502 that may be read', { fault: { kind: 'status', status: 502, cors: true } }, {}, [502, '*']],
  ['405', { fault: { kind: 'status', status: 405 } }, {}, [405, '*']],
  ['400 ValueError in v0.16', { ...long, version: '0.16.0' }, {}, [400, '*']],
  ['400 ValueError in v0.17', { ...long, version: '0.17.0' }, {}, [400, null]],
  ['400 ValueError in v0.22', { ...long, version: '0.22.1' }, {}, [400, null]],
  ['400 ValueError in v0.23', { ...long, version: '0.23.0' }, {}, [400, '*']],
  ['400 sampling in v0.18', { version: '0.18.0' }, { temperature: -1 }, [400, null]],
  ['a restricted origin', { cors: { origins: ['http://other.test'] } }, {}, [200, null]],
  ['the restricted origin itself', { cors: { origins: [origin] } }, {}, [200, origin]],
];

test.each(table)('%s', async (_name, options, body, expected) => {
  expect(await allowed(options, body)).toEqual(expected);
});

test('health, version, an unknown path and a wrong method may be read, also where a key is missing', async () => {
  const server = await serve({ apiKey: 'k' });
  const paths = ['/health', '/version', '/load', '/metrics', '/nowhere'];
  const root = `http://127.0.0.1:${server.port}`;
  const responses = await Promise.all(paths.map((path) => fetch(root + path, { headers: { origin } })));
  expect(responses.map(({ headers }) => headers.get('access-control-allow-origin'))).toEqual(paths.map(() => '*'));
});

async function preflight(options: ReplayOptions, headers: Record<string, string>): Promise<unknown[]> {
  const server = await serve({ apiKey: 'k', ...options });
  const response = await fetch(`${server.url}/chat/completions`, { method: 'OPTIONS', headers });
  const names = ['allow-origin', 'allow-methods', 'allow-headers', 'max-age'];
  return [
    response.status,
    await response.text(),
    ...names.map((name) => response.headers.get(`access-control-${name}`)),
  ];
}

const methods = 'DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT';
const asks = {
  origin,
  'access-control-request-method': 'POST',
  'access-control-request-headers': 'authorization,content-type,x-stainless-os',
};

test('a preflight needs no key, and the answer echoes the requested headers', async () => {
  const echoed = asks['access-control-request-headers'];
  expect(await preflight({}, asks)).toEqual([200, 'OK', '*', methods, echoed, '600']);
});

test('a preflight passes while every other answer is a 502', async () => {
  const fault = { kind: 'status', status: 502, everywhere: true } as const;
  expect((await preflight({ fault }, asks)).slice(0, 2)).toEqual([200, 'OK']);
});

test('a preflight from a restricted origin, or for a restricted header, is refused with a message', async () => {
  const cors = { origins: ['http://other.test'] };
  expect((await preflight({ cors }, asks)).slice(0, 3)).toEqual([400, 'Disallowed CORS origin', null]);
  const headers = { origins: [origin], headers: ['authorization', 'content-type'] };
  const listed = 'Accept, Accept-Language, Content-Language, Content-Type, authorization, content-type';
  expect(await preflight({ cors: headers }, asks)).toEqual([
    400,
    'Disallowed CORS headers',
    origin,
    methods,
    listed,
    '600',
  ]);
  const fewer = { ...asks, 'access-control-request-headers': 'Authorization, content-type' };
  expect((await preflight({ cors: headers }, fewer)).slice(0, 3)).toEqual([200, 'OK', origin]);
});

test('without an origin there are no CORS headers', async () => {
  const server = await serve({ text: 'a' });
  const response = await chat(server);
  await response.text();
  expect(response.headers.get('access-control-allow-origin')).toBeNull();
  expect(response.headers.get('vary')).toBeNull();
});
