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
  test('are read from relay.json, beside the page', async () => {
    const asked: string[] = [];
    const fetch: typeof globalThis.fetch = async (url) => {
      asked.push(addressOf(url));
      return Response.json({
        targets: [
          { url: 'http://localhost:8000', path: 'relay/1' },
          { url: 'http://gpu.example:9000/proxy/', path: 'relay/2' },
        ],
      });
    };
    expect(await findRelays(`${PAGE}index.html`, fetch)).toEqual([relay, second]);
    expect(asked).toEqual(['http://localhost:5173/relay.json']);
  });

  test('npm start without a relay has an empty list', async () => {
    expect(await findRelays(PAGE, answer('{"targets":[]}'))).toEqual([]);
  });

  test.each([
    ['a 404', answer('Not found', 404)],
    ['the page once more', answer('<!doctype html><title>StoryLens</title>')],
    ['another JSON', answer('{"name":"host"}')],
    ['no object', answer('null')],
    [
      'no answer',
      (async () => {
        throw new TypeError('Failed to fetch');
      }) satisfies typeof fetch,
    ],
  ])('a static host that answers with %s has none', async (_, fetch) => {
    expect(await findRelays(PAGE, fetch)).toBeNull();
  });

  test('a page from disk asks nobody', async () => {
    const fetch = (): never => {
      throw new Error('It asked.');
    };
    expect(await findRelays('file:///home/me/storylens.html', fetch)).toBeNull();
  });

  test('entries of a wrong shape are left out', async () => {
    const targets = [{ url: 'http://localhost:8000', path: 'relay/1' }, { url: 5, path: 'relay/2' }, null, 'x'];
    expect(await findRelays(PAGE, answer(JSON.stringify({ targets })))).toEqual([relay]);
  });
});

describe('a server is reached through a relay', () => {
  test.each(['http://localhost:8000/v1', 'http://127.0.0.1:8000/v1', 'http://[::1]:8000/v1'])('as %s', (baseUrl) => {
    expect(relayTo(baseUrl, [second, relay])).toBe(relay);
  });

  test('with the path of its target', () => {
    expect(relayTo('http://gpu.example:9000/proxy/v1', [relay, second])).toBe(second);
  });

  test.each([
    'http://localhost:8001/v1',
    'https://localhost:8000/v1',
    'http://localhost.example:8000/v1',
    'http://127.0.0.10:8000/v1',
    'http://localhost:8000/api/v3',
    'http://gpu.example:9000/v1',
  ])('but not as %s', (baseUrl) => {
    expect(relayTo(baseUrl, [relay, second])).toBeUndefined();
  });

  test('requests go to the page’s own server, with the header that only the page sets', () => {
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

  test('keeps the servers and the port that there are', () => {
    expect(relayCommand('http://gpu.example:9000/v1', [relay], '3000')).toBe(
      'npm start -- --server http://localhost:8000 --server http://gpu.example:9000 --port 3000',
    );
  });

  test('is quoted for a shell', () => {
    expect(relayCommand('http://host/a;b/v1', [], '5173')).toBe("npm start -- --server 'http://host/a;b'");
  });
});

describe('the doctor through the relay', () => {
  const server = { baseUrl: 'http://localhost:8000/v1', model: 'm', apiKey: '', relay };
  const ask = async (fetch: typeof globalThis.fetch): ReturnType<typeof probe> =>
    probe(server, { signal: new AbortController().signal, fetch, pageProtocol: 'http:', origin: PAGE });
  const relayed = (reason: string, message = 'In its own words.'): string =>
    JSON.stringify({ relay: { reason, target: relay.target, message } });

  test('finds the models, and sends the header with each question', async () => {
    const asked: [string, string | null][] = [];
    const found = await ask(async (url, init) => {
      asked.push([addressOf(url), new Headers(init?.headers).get('x-storylens')]);
      if (addressOf(url).endsWith('/models')) return Response.json({ data: [{ id: 'one', max_model_len: 4096 }] });
      return addressOf(url).endsWith('/version') ? Response.json({ version: '0.32.0' }) : new Response('');
    });
    expect(found).toMatchObject({ ok: true, version: '0.32.0', models: [{ id: 'one', contextLength: 4096 }] });
    expect(asked).toEqual([
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
  ])('reads %s as what it is', async (reason, kind, sentence) => {
    const found = await ask(answer(relayed(reason), 502));
    expect(found).toMatchObject({ ok: false, failure: { kind, sentence: expect.stringContaining(sentence) } });
  });

  test('a 502 of a proxy before the model’s server is not the relay’s', async () => {
    const found = await ask(answer('<html><title>502 Bad Gateway</title></html>', 502));
    expect(found).toMatchObject({ ok: false, failure: { kind: 'gateway', status: 502 } });
  });

  test('says when the page’s own server is gone', async () => {
    const found = await ask(async () => {
      throw new TypeError('Failed to fetch');
    });
    expect(found).toMatchObject({
      ok: false,
      failure: { kind: 'relay', sentence: 'StoryLens’s own server (npm start) does not answer.' },
    });
  });

  test('reads the 401 that CORS hides otherwise', async () => {
    const found = await ask(async (url) =>
      addressOf(url).endsWith('/models') ? Response.json({ error: 'Unauthorized' }, { status: 401 }) : new Response(''),
    );
    expect(found).toMatchObject({ ok: false, failure: { kind: 'unauthorized', status: 401, said: 'Unauthorized' } });
  });

  test('a dead engine is one through the relay, too', async () => {
    const found = await ask(async (url) =>
      addressOf(url).endsWith('/models')
        ? Response.json({ data: [{ id: 'one' }] })
        : new Response('', { status: addressOf(url).endsWith('/health') ? 503 : 200 }),
    );
    expect(found).toMatchObject({ ok: false, failure: { status: 503 } });
  });
});
