import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askHealth } from '../../src/inference/index.ts';
import type { Server } from '../../src/inference/index.ts';
import { startReplay } from '../../scripts/replay/server.mjs';

const server: Server = { baseUrl: 'http://localhost:8000/v1', model: '', apiKey: '' };
const { signal } = new AbortController();

const answer =
  (status: number, body = ''): typeof globalThis.fetch =>
  async () =>
    new Response(body, { status });

const relayed = (reason: string) =>
  JSON.stringify({ relay: { reason, target: 'http://localhost:8000', message: 'No.' } });

test.each([
  [200, '', 'ok'],
  [503, '', 'dead'],
  [503, '{"error":"The model is currently scaling. Please try again later."}', 'unclear'],
  [503, 'Loading', 'unclear'],
  [502, relayed('unreachable'), 'gone'],
  [502, relayed('broken'), 'unclear'],
  [502, relayed('redirect'), 'unclear'],
  [502, '<html><title>502 Bad Gateway</title></html>', 'unclear'],
  [404, '{"detail":"Not Found"}', 'unclear'],
  [401, '{"error":"Unauthorized"}', 'unclear'],
] as const)('status %i with “%s” is %s', async (status, body, health) => {
  expect(await askHealth(server, { signal, fetch: answer(status, body) })).toBe(health);
});

describe('a server that cannot be read', () => {
  const failing = (opaque: boolean): typeof globalThis.fetch => {
    return async (_, init) => {
      if (opaque && init?.mode === 'no-cors') return new Response();
      throw new TypeError('Failed to fetch');
    };
  };
  test('is unclear if it answers but the page may not read the answer', async () => {
    expect(await askHealth(server, { signal, fetch: failing(true) })).toBe('unclear');
  });
  test('counts as refused if nothing answers', async () => {
    expect(await askHealth(server, { signal, fetch: failing(false) })).toBe('refused');
  });
  test('counts as refused if the relay does not answer, because the page can read all answers of the relay', async () => {
    const relay = { target: 'http://localhost:8000', url: 'http://localhost:5173/relay/1' };
    expect(await askHealth({ ...server, relay }, { signal, fetch: failing(true) })).toBe('refused');
  });
});

describe('over HTTP', () => {
  let replay: Awaited<ReturnType<typeof startReplay>>;
  beforeAll(async () => {
    replay = await startReplay();
  });
  afterAll(async () => replay.close());
  const ask = async () => askHealth({ ...server, baseUrl: replay.url }, { signal });

  test('the health follows a server that works, whose engine dies, that stops and that starts again', async () => {
    expect(await ask()).toBe('ok');
    replay.set({ fault: { kind: 'dead' } });
    expect(await ask()).toBe('dead');
    replay.set({ fault: null });
    await replay.stopListening();
    expect(await ask()).toBe('refused');
    await replay.listenAgain();
    expect(await ask()).toBe('ok');
  });

  test('a relay reports that the server is gone, and receives the request with its header', async () => {
    const seen: (string | undefined)[] = [];
    const relay = createServer(({ url, headers }, response) => {
      seen.push(url, headers['x-storylens'] as string);
      response.writeHead(502, { 'content-type': 'application/json' }).end(relayed('unreachable'));
    });
    await new Promise<void>((listening) => {
      relay.listen(0, '127.0.0.1', listening);
    });
    const { port } = relay.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/relay/1`;
    expect(await askHealth({ ...server, relay: { target: 'http://localhost:8000', url } }, { signal })).toBe('gone');
    expect(seen).toEqual(['/relay/1/health', 'page']);
    relay.close();
    relay.closeAllConnections();
  });
});
