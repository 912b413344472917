import { expect, test } from 'vitest';
import { chat, messages, serve, textOf } from '../../scripts/replay/client.mjs';

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

test('a body of many megabytes arrives complete', async () => {
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
  // the server still works, and the next client's answer is not added to the first request
  server.set({ tokensPerSecond: Infinity, fault: null, text: 'b' });
  expect(await (await chat(server)).text()).toContain('"content":"b"');
  expect(server.requests[0]?.sent).toBe(sent);
});

test('a client that stops reading and closes the connection is logged as aborted', async () => {
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

test('closing the server ends open answers, which are not logged as aborted by the client', async () => {
  const server = await serve({ text: 'abc', fault: { kind: 'stall', after: 0 } });
  const response = await chat(server);
  await server.close();
  await expect(response.text()).rejects.toThrow('terminated');
  expect(server.requests[0]).toMatchObject({ aborted: false, finished: false });
});

test('open requests are counted, and none is open after an answer has been read', async () => {
  const server = await serve({ text: 'abc', fault: { kind: 'stall', after: 0 } });
  const responses = await Promise.all([chat(server), chat(server)]);
  expect(server.open).toBe(2);
  server.resume();
  await Promise.all(responses.map((response) => response.text()));
  await Promise.all(server.requests.map(({ closed }) => closed));
  expect(server.open).toBe(0);
});

test('cut breaks open answers, and nothing that the client waited for is lost', async () => {
  const text = 'abcdefghij'.repeat(50);
  const server = await serve({ text, cut: 1, fault: { kind: 'stall', after: 300 } });
  const response = await chat(server);
  const decoder = new TextDecoder();
  let received = '';
  const reading = (async () => {
    for await (const piece of response.body ?? []) received += decoder.decode(piece, { stream: true });
  })();
  await expect.poll(() => textOf(received).length).toBe(300);
  server.cut();
  await expect(reading).rejects.toThrow('terminated');
  expect(textOf(received)).toBe(text.slice(0, 300));
  await server.requests[0]?.closed;
  expect(server.requests[0]).toMatchObject({ sent: text.slice(0, 300), aborted: false, finished: false });
  expect(server.open).toBe(0);
  // the server still works
  server.set({ fault: null });
  expect(textOf(await (await chat(server)).text())).toBe(text);
});

test('a client that closes the connection never has more text than `sent`', async () => {
  const server = await serve({ text: 'abcdefghij'.repeat(500), cut: 1 });
  const leaving = new AbortController();
  const response = await chat(server, {}, { signal: leaving.signal });
  const first = await response.body?.getReader().read();
  leaving.abort();
  await server.requests[0]?.closed;
  const received = new TextDecoder().decode(first?.value);
  const whole = received.slice(0, received.lastIndexOf('\n\n') + 2);
  expect(textOf(whole)).not.toBe('');
  expect(server.requests[0]?.sent.startsWith(textOf(whole))).toBe(true);
});
