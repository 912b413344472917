import { expect, test } from 'vitest';
import { chat, rawAnswer, serve } from '../../scripts/replay/client.mjs';

/** Head and body of an answer, without the date. */
async function answer(server: Awaited<ReturnType<typeof serve>>, head: string): Promise<string[]> {
  const [lines = '', body = ''] = (await rawAnswer(server, head)).toString('utf8').split('\r\n\r\n');
  return [...lines.split('\r\n').filter((line) => !line.startsWith('date: ')), body];
}

const json = 'content-type: application/json';

test('/health and /ping are 200 and empty, without a content type', async () => {
  const server = await serve({});
  const empty = ['HTTP/1.1 200 OK', 'server: uvicorn', 'content-length: 0', ''];
  expect(await answer(server, 'GET /health HTTP/1.1')).toEqual(empty);
  expect(await answer(server, 'GET /ping HTTP/1.1')).toEqual(empty);
  expect(await answer(server, 'POST /ping HTTP/1.1')).toEqual(empty);
});

test('/version and /load answer with JSON', async () => {
  const server = await serve({ version: '0.11.0' });
  const version = '{"version":"0.11.0"}';
  expect(await answer(server, 'GET /version HTTP/1.1')).toEqual([
    'HTTP/1.1 200 OK',
    'server: uvicorn',
    'content-length: 20',
    json,
    version,
  ]);
  expect((await answer(server, 'GET /load?x=1 HTTP/1.1')).at(-1)).toBe('{"server_load":0}');
});

test('/v1/models lists the model with its length, and adapters under their base', async () => {
  const adapters = [{ id: 'noir', root: '/lora/noir' }];
  const server = await serve({ model: 'teller', maxModelLen: 4096, adapters });
  const list = await (await fetch(`${server.url}/models`)).json();
  const known = { object: 'model', created: expect.any(Number), owned_by: 'vllm', permission: [expect.any(Object)] };
  expect(list).toEqual({
    object: 'list',
    data: [
      { ...known, id: 'teller', root: 'teller', parent: null, max_model_len: 4096 },
      { ...known, id: 'noir', root: '/lora/noir', parent: 'teller', max_model_len: null },
    ],
  });
  expect(Object.keys(list.data[0])).toEqual([
    'id',
    'object',
    'created',
    'owned_by',
    'root',
    'parent',
    'max_model_len',
    'permission',
  ]);
});

test('a model served under other names has a card for each, and answers to these only', async () => {
  const adapters = [{ id: 'noir', root: '/lora/noir' }];
  const server = await serve({ text: 'a', model: '/models/teller', servedNames: ['teller', 'st'], adapters });
  const { data } = await (await fetch(`${server.url}/models`)).json();
  expect(data).toMatchObject([
    { id: 'teller', root: '/models/teller', parent: null },
    { id: 'st', root: '/models/teller', parent: null },
    { id: 'noir', root: '/lora/noir', parent: 'teller' },
  ]);
  const answerFor = async (model?: string) => (await chat(server, { model, stream: false })).json();
  expect((await answerFor()).model).toBe('teller');
  expect((await answerFor('st')).model).toBe('st');
  expect((await answerFor('/models/teller')).error.message).toBe('The model `/models/teller` does not exist.');
});

/** The lines of vLLM's gauges at `/metrics`, without Prometheus' comments. */
async function gauges(server: Awaited<ReturnType<typeof serve>>): Promise<string[]> {
  const response = await fetch(`http://127.0.0.1:${server.port}/metrics`);
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  return (await response.text()).split('\n').filter((line) => line.startsWith('vllm:'));
}

test('/metrics counts running and waiting requests, and those of other clients', async () => {
  const server = await serve({ text: 'abc', model: 'm', waiting: 3, fault: { kind: 'queue' } });
  expect(await gauges(server)).toEqual([
    'vllm:num_requests_running{engine="0",model_name="m"} 0.0',
    'vllm:num_requests_waiting{engine="0",model_name="m"} 3.0',
    'vllm:kv_cache_usage_perc{engine="0",model_name="m"} 0.0',
  ]);
  const queued = await chat(server);
  server.set({ waiting: 1, fault: { kind: 'stall', after: 1 } });
  const stalled = await chat(server);
  expect((await gauges(server)).slice(0, 2)).toEqual([
    'vllm:num_requests_running{engine="0",model_name="m"} 1.0',
    'vllm:num_requests_waiting{engine="0",model_name="m"} 2.0',
  ]);
  server.resume();
  await Promise.all([queued.text(), stalled.text()]);
  await Promise.all(server.requests.map(({ closed }) => closed));
  expect((await gauges(server))[0]).toContain(' 0.0');
  expect(() => server.set({ waiting: -1 })).toThrow('waiting must be a whole number');
});

test('/metrics has the names of older and newer releases', async () => {
  const server = await serve({ model: 'm', version: '0.9.0' });
  expect(await gauges(server)).toEqual([
    'vllm:num_requests_running{model_name="m"} 0.0',
    'vllm:num_requests_waiting{model_name="m"} 0.0',
    'vllm:gpu_cache_usage_perc{model_name="m"} 0.0',
  ]);
  server.set({ version: '0.20.0', waiting: 4 });
  expect((await gauges(server)).slice(1, 3)).toEqual([
    'vllm:num_requests_waiting{engine="0",model_name="m"} 4.0',
    'vllm:num_requests_waiting_by_reason{engine="0",model_name="m",reason="capacity"} 4.0',
  ]);
});

const detail = (text: string) => [json, `{"detail":"${text}"}`];

test('an unknown path is 404, a wrong method 405, and an extra slash is redirected', async () => {
  const server = await serve({});
  const notFound = ['HTTP/1.1 404 Not Found', 'server: uvicorn', 'content-length: 22', ...detail('Not Found')];
  expect(await answer(server, 'GET / HTTP/1.1')).toEqual(notFound);
  expect(await answer(server, 'GET /v1/v1/models HTTP/1.1')).toEqual(notFound);
  expect(await answer(server, 'POST /chat/completions HTTP/1.1')).toEqual(notFound);
  expect(await answer(server, 'GET /v1/chat/completions HTTP/1.1')).toEqual([
    'HTTP/1.1 405 Method Not Allowed',
    'server: uvicorn',
    'allow: POST',
    'content-length: 31',
    ...detail('Method Not Allowed'),
  ]);
  expect(await answer(server, 'OPTIONS /health HTTP/1.1')).toContain('allow: GET');
  expect(await answer(server, 'GET /v1/models/ HTTP/1.1')).toEqual([
    'HTTP/1.1 307 Temporary Redirect',
    'server: uvicorn',
    'location: http://replay/v1/models',
    'content-length: 0',
    '',
  ]);
});

test('with a key, /v1 needs the right bearer, and other paths stay open', async () => {
  const server = await serve({ apiKey: 'let me in', text: 'yes' });
  const status = async (path: string, authorization?: string) =>
    (await fetch(`${server.url}${path}`, { headers: authorization === undefined ? {} : { authorization } })).status;
  expect(await status('/models')).toBe(401);
  expect(await status('/nowhere')).toBe(401);
  expect(await status('/models', 'Bearer wrong')).toBe(401);
  expect(await status('/models', 'Basic let me in')).toBe(401);
  expect(await status('/models', 'bearer let me in')).toBe(200);
  expect(await status('/../health')).toBe(200);
  expect(await status('/../version')).toBe(200);
  const refused = await chat(server);
  expect([refused.status, await refused.text()]).toEqual([401, '{"error":"Unauthorized"}']);
  const response = await chat(server, {}, { headers: { authorization: 'Bearer let me in' } });
  expect(await response.text()).toContain('"content":"yes"');
});

test('changed settings apply to later requests', async () => {
  const server = await serve({ version: '0.9.0' });
  server.set({ version: '0.12.0' });
  expect(await (await fetch(`http://127.0.0.1:${server.port}/version`)).json()).toEqual({ version: '0.12.0' });
  expect(() => server.set({ version: 'newest' })).toThrow("not a version of vLLM: 'newest'");
  expect(() => server.set({ cut: 0 })).toThrow('cut lengths');
  expect(() => server.set({ tokensPerSecond: 0 })).toThrow('tokensPerSecond');
  expect(() => server.set({ fault: { kind: 'status', status: 200 } })).toThrow('not an HTTP error status: 200');
  expect(() => server.set({ fault: { kind: 'cut', after: -1 } })).toThrow('a place of 0 or more');
  expect(await (await fetch(`http://127.0.0.1:${server.port}/version`)).json()).toEqual({ version: '0.12.0' });
});
