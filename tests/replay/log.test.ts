import { expect, test } from 'vitest';
import { chat, messages, serve } from '../helpers/replay-client.mjs';

test('each request is logged with its headers and its body, in order', async () => {
  const server = await serve({ text: 'a' });
  await fetch(`${server.url}/models?limit=1`, { headers: { 'x-stainless-os': 'Linux' } });
  await (await chat(server, { temperature: 0.7 })).text();
  await Promise.all(server.requests.map(({ closed }) => closed));
  expect(server.requests).toMatchObject([
    { method: 'GET', path: '/v1/models', body: null, headers: { 'x-stainless-os': 'Linux' }, finished: true },
    {
      method: 'POST',
      path: '/v1/chat/completions',
      finished: true,
      aborted: false,
      sent: 'a',
      body: { messages, stream: true, temperature: 0.7 },
    },
  ]);
});

test('a body of many megabytes comes whole', async () => {
  const server = await serve({ text: 'a' });
  const extra = 'x'.repeat(20_000_000);
  await (await chat(server, { extra })).text();
  expect(server.requests[0]?.body.extra.length).toBe(extra.length);
});

test.each([
  ['in the middle of a paced stream', { tokensPerSecond: 20 }],
  ['while it stalls', { fault: { kind: 'stall', after: 1 } as const }],
  ['in the queue', { fault: { kind: 'queue' } as const }],
])('a client that leaves %s is noticed, and nothing more is sent', async (_when, options) => {
  const server = await serve({ text: 'abcdefghij'.repeat(20), cut: 1, ...options });
  const leaving = new AbortController();
  const response = await chat(server, {}, { signal: leaving.signal });
  expect(response.status).toBe(200);
  leaving.abort();
  const [request] = server.requests;
  await request?.closed;
  expect(request).toMatchObject({ aborted: true, finished: false });
  const { sent } = request ?? { sent: '' };
  expect(sent.length).toBeLessThan(200);
  // the server is well, and what it does for the next client does not add to the first
  server.set({ tokensPerSecond: Infinity, fault: null, text: 'b' });
  expect(await (await chat(server)).text()).toContain('"content":"b"');
  expect(server.requests[0]?.sent).toBe(sent);
});

test('a client that stops reading and leaves', async () => {
  const server = await serve({ text: 'abcdefghij'.repeat(20_000), cut: 1 });
  const leaving = new AbortController();
  const response = await chat(server, {}, { signal: leaving.signal });
  const reader = response.body?.getReader();
  await reader?.read();
  leaving.abort();
  await server.requests[0]?.closed;
  expect(server.requests[0]).toMatchObject({ aborted: true, finished: false });
  expect(server.requests[0]?.sent.length).toBeLessThan(200_000);
});

test('closing the server ends what is open, and that is not the client’s doing', async () => {
  const server = await serve({ text: 'abc', fault: { kind: 'stall', after: 0 } });
  const response = await chat(server);
  await server.close();
  await expect(response.text()).rejects.toThrow('terminated');
  expect(server.requests[0]).toMatchObject({ aborted: false, finished: false });
});
