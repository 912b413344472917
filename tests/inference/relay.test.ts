import { describe, expect, test } from 'vitest';
import { findRelays, probe, relayCommand, relayTo } from '../../src/inference/index.ts';
import type { Relay } from '../../src/inference/index.ts';
import { routeOf } from '../../src/inference/relay.ts';

const PAGE = 'http://localhost:5173/';
const relay: Relay = { target: 'http://localhost:8000', url: 'http://localhost:5173/relay/1' };
const second: Relay = { target: 'http://gpu.example:9000/proxy', url: 'http://localhost:5173/relay/2' };

const addressOf = (input: string | URL | Request): string => (input instanceof Request ? input.url : input.toString());

const answer =
  (body: string, status = 200): typeof fetch =>
  async () =>
    new Response(body, { status });

describe('the relays of the page’s own server', () => {
  test('are read from relay.json in the folder of the page', async () => {
    const urls: string[] = [];
    const fetch: typeof globalThis.fetch = async (url) => {
      urls.push(addressOf(url));
      return Response.json({
        targets: [
          { url: 'http://localhost:8000', path: 'relay/1' },
          { url: 'http://gpu.example:9000/proxy/', path: 'relay/2' },
        ],
      });
    };
    expect(await findRelays(`${PAGE}index.html`, fetch)).toEqual([relay, second]);
    expect(urls).toEqual(['http://localhost:5173/relay.json']);
  });

  test('are an empty list if npm start runs without a relay', async () => {
    expect(await findRelays(PAGE, answer('{"targets":[]}'))).toEqual([]);
  });

  test.each([
    ['a 404', answer('Not found', 404)],
    ['the page itself', answer('<!doctype html><title>StoryLens</title>')],
    ['other JSON', answer('{"name":"host"}')],
    ['JSON null', answer('null')],
    [
      'no answer',
      (async () => {
        throw new TypeError('Failed to fetch');
      }) satisfies typeof fetch,
    ],
  ])('do not exist on a static host that answers with %s', async (_, fetch) => {
    expect(await findRelays(PAGE, fetch)).toBeNull();
  });

  test('do not exist for a page from disk, which sends no request', async () => {
    const fetch = (): never => {
      throw new Error('A request was sent.');
    };
    expect(await findRelays('file:///home/me/storylens.html', fetch)).toBeNull();
  });

  test('do not include entries with a wrong shape', async () => {
    const targets = [{ url: 'http://localhost:8000', path: 'relay/1' }, { url: 5, path: 'relay/2' }, null, 'x'];
    expect(await findRelays(PAGE, answer(JSON.stringify({ targets })))).toEqual([relay]);
  });
});

describe('a server is reached through a relay', () => {
  test.each(['http://localhost:8000/v1', 'http://127.0.0.1:8000/v1', 'http://[::1]:8000/v1'])(
    'with the address %s',
    (baseUrl) => {
      expect(relayTo(baseUrl, [second, relay])).toBe(relay);
    },
  );

  test('whose target has the same path', () => {
    expect(relayTo('http://gpu.example:9000/proxy/v1', [relay, second])).toBe(second);
  });

  test.each([
    'http://localhost:8001/v1',
    'https://localhost:8000/v1',
    'http://localhost.example:8000/v1',
    'http://127.0.0.10:8000/v1',
    'http://localhost:8000/api/v3',
    'http://gpu.example:9000/v1',
  ])('but not with the address %s', (baseUrl) => {
    expect(relayTo(baseUrl, [relay, second])).toBeUndefined();
  });

  test('that gets the requests with the header that only StoryLens sets', () => {
    const server = { baseUrl: 'http://localhost:8000/v1', model: 'm', apiKey: '' };
    expect(routeOf({ ...server, relay })).toEqual({
      baseUrl: 'http://localhost:5173/relay/1/v1',
      root: 'http://localhost:5173/relay/1',
      headers: { 'x-storylens': 'page' },
    });
    expect(routeOf(server)).toEqual({
      baseUrl: 'http://localhost:8000/v1',
      root: 'http://localhost:8000',
      headers: {},
    });
  });
});

describe('the command that adds a server to the relay', () => {
  test('names the address', () => {
    expect(relayCommand('http://gpu.example:9000/v1', [], '5173')).toBe(
      'npm start -- --server http://gpu.example:9000',
    );
  });

  test('keeps the current servers and the port', () => {
    expect(relayCommand('http://gpu.example:9000/v1', [relay], '3000')).toBe(
      'npm start -- --server http://localhost:8000 --server http://gpu.example:9000 --port 3000',
    );
  });

  test('is quoted for a shell', () => {
    expect(relayCommand('http://host/a;b/v1', [], '5173')).toBe("npm start -- --server 'http://host/a;b'");
  });
});

describe('the probe through a relay', () => {
  const server = { baseUrl: 'http://localhost:8000/v1', model: 'm', apiKey: '', relay };
  const ask = async (fetch: typeof globalThis.fetch): ReturnType<typeof probe> =>
    probe(server, { signal: new AbortController().signal, fetch, pageProtocol: 'http:', origin: PAGE });
  const relayed = (reason: string, message = 'The explanation of the relay.'): string =>
    JSON.stringify({ relay: { reason, target: relay.target, message } });

  test('finds the models and sends the header with each request', async () => {
    const requests: [string, string | null][] = [];
    const found = await ask(async (url, init) => {
      requests.push([addressOf(url), new Headers(init?.headers).get('x-storylens')]);
      if (addressOf(url).endsWith('/models')) return Response.json({ data: [{ id: 'one', max_model_len: 4096 }] });
      return addressOf(url).endsWith('/version') ? Response.json({ version: '0.32.0' }) : new Response('');
    });
    expect(found).toMatchObject({ ok: true, version: '0.32.0', models: [{ id: 'one', contextLength: 4096 }] });
    expect(requests).toEqual([
      ['http://localhost:5173/relay/1/v1/models', 'page'],
      ['http://localhost:5173/relay/1/health', 'page'],
      ['http://localhost:5173/relay/1/version', 'page'],
    ]);
  });

  test.each([
    ['unreachable', 'unreachable', 'Nothing answers at http://localhost:8000/v1.'],
    ['redirect', 'other-server', 'redirects to another address'],
    ['broken', 'gateway', 'closed the connection without an answer'],
    ['refused', 'relay', 'StoryLens’s own server (npm start) did not pass the request on.'],
  ])('explains the reason %s of the relay', async (reason, kind, sentence) => {
    const found = await ask(answer(relayed(reason), 502));
    expect(found).toMatchObject({ ok: false, failure: { kind, sentence: expect.stringContaining(sentence) } });
  });

  test('tells a 502 of a proxy from one of the relay', async () => {
    const found = await ask(answer('<html><title>502 Bad Gateway</title></html>', 502));
    expect(found).toMatchObject({ ok: false, failure: { kind: 'gateway', status: 502 } });
  });

  test('recognises that the relay does not answer', async () => {
    const found = await ask(async () => {
      throw new TypeError('Failed to fetch');
    });
    expect(found).toMatchObject({
      ok: false,
      failure: { kind: 'relay', sentence: 'StoryLens’s own server (npm start) does not answer.' },
    });
  });

  test('can read a 401, which CORS hides without a relay', async () => {
    const found = await ask(async (url) =>
      addressOf(url).endsWith('/models') ? Response.json({ error: 'Unauthorized' }, { status: 401 }) : new Response(''),
    );
    expect(found).toMatchObject({ ok: false, failure: { kind: 'unauthorized', status: 401, said: 'Unauthorized' } });
  });

  test('recognises a dead engine', async () => {
    const found = await ask(async (url) =>
      addressOf(url).endsWith('/models')
        ? Response.json({ data: [{ id: 'one' }] })
        : new Response('', { status: addressOf(url).endsWith('/health') ? 503 : 200 }),
    );
    expect(found).toMatchObject({ ok: false, failure: { status: 503 } });
  });
});
