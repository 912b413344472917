/** Faults before a stream, except the plain statuses in `faults.test.ts`. */

import { expect, test } from 'vitest';
import { chat, rawAnswer, serve, textOf } from '../../scripts/replay/client.mjs';
import type { Fault } from '../../scripts/replay/faults.mjs';
import type { ReplayOptions } from '../../scripts/replay/options.mjs';

const origin = 'http://page.test';
const headers = { origin };
const serveFault = (fault: Fault, options: ReplayOptions = {}) => serve({ text: 'abc', cut: 1, fault, ...options });
type Server = Awaited<ReturnType<typeof serve>>;

/** Status, body, and whether a page may read them. */
async function summaryOf(response: Response): Promise<[status: number, body: string, readable: boolean]> {
  return [response.status, await response.text(), response.headers.has('access-control-allow-origin')];
}
const ask = async (server: Server, body: object = {}) => summaryOf(await chat(server, body, { headers }));
const get = async (server: Server, path: string, method = 'GET') =>
  summaryOf(await fetch(`http://127.0.0.1:${server.port}${path}`, { method, headers }));

test.each([
  ['0.10.0', '{"object":"error","message":"No.","type":"BadRequestError","param":null,"code":400}', true],
  ['0.16.0', '{"error":{"message":"No.","type":"BadRequestError","param":null,"code":400}}', true],
  ['0.18.0', '{"error":{"message":"No.","type":"BadRequestError","param":null,"code":400}}', false],
])('any words are refused with in the shape of v%s', async (version, body, readable) => {
  const server = await serveFault({ kind: 'refuse', message: 'No.' }, { version });
  expect(await ask(server)).toEqual([400, body, readable]);
  expect((await get(server, '/v1/models'))[0]).toBe(200);
});

test('a refusal may have its own status, type and parameter, and may be returned instead of raised', async () => {
  const fields = { status: 422, type: 'UnprocessableEntityError', param: 'seed' };
  const server = await serveFault({ kind: 'refuse', message: 'No.', ...fields }, { version: '0.18.0' });
  const error = '{"error":{"message":"No.","type":"UnprocessableEntityError","param":"seed","code":422}}';
  expect(await ask(server)).toEqual([422, error, true]);
  server.set({ fault: { kind: 'refuse', message: 'No.', raised: false } });
  expect((await ask(server))[2]).toBe(true);
  expect(() => server.set({ fault: { kind: 'refuse', message: 'No.', status: 200 } })).toThrow('not an HTTP error');
});

test('a full queue is 503, and a page can read it', async () => {
  const server = await serveFault({ kind: 'full' });
  const [status, body, readable] = await ask(server);
  const error = { message: expect.stringContaining('try again later'), type: 'Service Unavailable', code: 503 };
  expect([status, JSON.parse(body), readable]).toEqual([503, { error: { ...error, param: null } }, true]);
});

test('a dead engine is seen at /health and at every completion, and nowhere else', async () => {
  const server = await serveFault({ kind: 'dead' }, { version: '0.17.0' });
  expect(await get(server, '/health')).toEqual([503, '', true]);
  expect(await get(server, '/ping')).toEqual([503, '', true]);
  expect((await get(server, '/v1/models'))[0]).toBe(200);
  expect(await get(server, '/version')).toEqual([200, '{"version":"0.17.0"}', true]);
  const [status, body, readable] = await ask(server);
  expect([status, JSON.parse(body).error.type, readable]).toEqual([500, 'InternalServerError', true]);
  expect(JSON.parse(body).error.message).toMatch(/^EngineCore encountered an issue\./);
  server.set({ version: '0.16.0' });
  expect(await ask(server)).toEqual([500, '', true]);
});

test('scaling refuses every path and preflights, and no page can read it', async () => {
  const server = await serveFault({ kind: 'scaling' }, { apiKey: 'k' });
  const refused = [503, '{"error":"The model is currently scaling. Please try again later."}', false];
  const paths = ['/health', '/v1/models', '/nowhere'];
  expect(await Promise.all(paths.map((path) => get(server, path)))).toEqual([refused, refused, refused]);
  expect(await ask(server)).toEqual(refused);
  const preflight = { ...headers, 'access-control-request-method': 'POST' };
  expect(await summaryOf(await fetch(`${server.url}/models`, { method: 'OPTIONS', headers: preflight }))).toEqual(
    refused,
  );
});

test.each([false, true])('silence lasts until resume (everywhere: %s)', async (everywhere) => {
  const server = await serveFault({ kind: 'silence', everywhere });
  const answer = chat(server);
  const health = get(server, '/health');
  if (!everywhere) expect(await health).toEqual([200, '', true]);
  await expect.poll(() => server.open).toBe(everywhere ? 2 : 1);
  server.resume();
  expect(textOf(await (await answer).text())).toBe('abc');
  expect((await health)[0]).toBe(200);
});

test('a client may close the connection during the silence', async () => {
  const server = await serveFault({ kind: 'silence' });
  const leaving = new AbortController();
  const answer = chat(server, {}, { signal: leaving.signal });
  await expect.poll(() => server.open).toBe(1);
  leaving.abort();
  await expect(answer).rejects.toThrow('aborted');
  await server.requests[0]?.closed;
  expect(server.requests[0]).toMatchObject({ aborted: true, finished: false, sent: '' });
  expect(server.open).toBe(0);
});

test('a status of 200 with another body imitates another program', async () => {
  const page = '<!doctype html><title>Files</title>';
  const server = await serveFault({ kind: 'status', status: 200, body: page, everywhere: true, cors: true });
  expect(await get(server, '/v1/models')).toEqual([200, page, true]);
  expect((await chat(server)).headers.get('content-type')).toBe('text/html');
});

test('an error event may have its own message, also an empty one', async () => {
  const server = await serveFault({ kind: 'error-event', after: 1, message: '' });
  const event = (fields: string) => `data: {"error": {${fields}}}\n\ndata: [DONE]\n\n`;
  const end = async () => (await (await chat(server)).text()).split(/(?=data: \{"error)/)[1];
  expect(await end()).toBe(event('"message": "", "type": "InternalServerError", "param": null, "code": 500'));
  server.set({ fault: { kind: 'error-event', after: 1, message: 'Too long.', status: 400 } });
  expect(await end()).toBe(event('"message": "Too long.", "type": "BadRequestError", "param": null, "code": 400'));
  server.set({ version: '0.10.0', fault: { kind: 'error-event', after: 1, message: '', type: 'X', status: 503 } });
  const old = '"object": "error", "message": "", "type": "BadRequestError", "param": null, "code": 400';
  expect(await end()).toBe(event(old));
});

test('a preflight is answered while everything else is silent', async () => {
  const server = await serveFault({ kind: 'silence', everywhere: true });
  const head = `OPTIONS /v1/models HTTP/1.1\norigin: ${origin}\naccess-control-request-method: GET`;
  expect((await rawAnswer(server, head)).toString('latin1')).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
});
