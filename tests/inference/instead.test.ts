/** Where a server is, if not at the address that was given. */

import { describe, expect, test } from 'vitest';
import type { FailureKind } from '../../src/inference/index.ts';
import type { ReplayOptions } from '../../scripts/replay/options.mjs';
import { serve } from '../../scripts/replay/client.mjs';
import { pageFetch } from './page.ts';
import { answeringWith, failureOf, ORIGIN, probeFrom, probeReplay, readable, withPaths } from './probing.ts';

const HTML = '<!doctype html><html><title>A blog</title><p>Welcome</p></html>';

describe('another path', () => {
  const known = 'The server has no chat completions at';
  test.each<[string, string, ReplayOptions]>([
    ['below another one', '/llm/v1', {}],
    ['of another version', '/v2', {}],
    ['of a key that is missing', '/llm/v1', { apiKey: 'k' }],
  ])('%s', async (_, path, settings) => {
    const { found, baseUrl, replay } = await probeReplay(settings, { path });
    expect(found).toEqual({
      ok: false,
      instead: replay.url,
      failure: {
        kind: 'wrong-path',
        sentence: `${known} ${baseUrl}.`,
        said: 'Not Found',
        advice: 'The Server URL of vLLM ends in /v1. Check it, and check that vLLM listens on this port.',
        status: 404,
      },
    });
  });

  test('is not looked for where it would be the same', async () => {
    const fetch = pageFetch(
      ORIGIN,
      answeringWith(() => readable('{"detail":"Not Found"}', 404)),
    );
    expect(await probeFrom({}, { fetch })).toMatchObject({
      ok: false,
      instead: null,
      failure: { kind: 'wrong-path', said: 'Not Found', status: 404 },
    });
  });

  test('is not one where only somebody else is well', async () => {
    const paths = { '/app/': () => readable('', 404), '/v1/models': () => readable('', 404) };
    const fetch = pageFetch(ORIGIN, withPaths({ ...paths, '/health': () => readable('{"status":"UP"}') }));
    const found = await probeFrom({ baseUrl: 'http://gpu.test/app/v1' }, { fetch });
    expect(found).toMatchObject({ ok: false, instead: null, failure: { kind: 'wrong-path' } });
  });
});

describe('another server', () => {
  test.each<[string, string]>([
    ['a page', HTML],
    ['an empty page', ''],
    ['JSON that is cut off', '{"object":"list","data":[{"id":"a"'],
    ['a list that is none', '{"object":"list","data":{"id":"a"}}'],
    ['another object', '{"status":"UP"}'],
    ['null', 'null'],
    ['a number', '7'],
    ['an array', '[{"id":"a"}]'],
  ])('%s', async (_, body) => {
    const fault = { kind: 'status', status: 200, body, everywhere: true, cors: true } as const;
    const { found, baseUrl } = await probeReplay({ fault });
    expect(found).toEqual({
      ok: false,
      instead: null,
      failure: {
        kind: 'other-server',
        sentence: `Something answers at ${baseUrl}, but it does not serve language models.`,
        said: null,
        advice: 'Check the address and the port: vLLM listens on port 8000 by default, and its URL ends in /v1.',
        status: null,
      },
    });
  });

  test('a page beside a server', async () => {
    const fetch = pageFetch(ORIGIN, withPaths({ '/app/': () => readable(HTML) }));
    const { found, replay } = await probeReplay({}, { path: '/app/v1' }, { fetch });
    expect(found).toMatchObject({ ok: false, instead: replay.url, failure: { kind: 'other-server' } });
  });

  test('one that answers every path with the same page is not there under another path either', async () => {
    const fault = { kind: 'status', status: 200, body: HTML, everywhere: true, cors: true } as const;
    const { found } = await probeReplay({ fault }, { path: '/app/v1' });
    expect(found).toMatchObject({ ok: false, instead: null, failure: { kind: 'other-server' } });
  });
});

/** A network in which this server is behind TLS: nobody answers over http. */
const overTls: typeof globalThis.fetch = async (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input);
  if (url.protocol === 'http:') throw new TypeError('Failed to fetch');
  return fetch(url.href.replace('https:', 'http:'), init);
};

describe('another protocol', () => {
  const check = async (
    baseUrl: string,
    origin: string,
    network: typeof globalThis.fetch = fetch,
  ): Promise<[FailureKind, string | null]> => {
    const pageProtocol = new URL(origin).protocol;
    const found = await probeFrom({ baseUrl }, { fetch: pageFetch(origin, network), pageProtocol, origin });
    expect(failureOf(found).sentence).toContain(baseUrl);
    return [failureOf(found).kind, found.ok ? null : found.instead];
  };
  const secure = (url: string): string => url.replace('http:', 'https:');

  test('https was given, the server speaks http', async () => {
    const { url } = await serve({});
    expect(await check(secure(url), ORIGIN)).toEqual(['unreachable', url]);
    expect(await check(secure(url), 'https://page.test')).toEqual(['unreachable', url]);
  });

  test('http was given, the server speaks https, and wants a key', async () => {
    const { url } = await serve({ apiKey: 'k' });
    expect(await check(url, ORIGIN, overTls)).toEqual(['unreachable', secure(url)]);
  });

  test('a page over https is not sent to a server that it may not call', async () => {
    const somewhere = answeringWith(({ protocol }) => {
      if (protocol === 'https:') throw new TypeError('Failed to fetch');
      return readable('{"data":[]}');
    });
    expect(await check('https://10.0.0.5:8000/v1', 'https://page.test', somewhere)).toEqual(['unreachable', null]);
    expect(await check('https://10.0.0.5:8000/v1', ORIGIN, somewhere)).toEqual([
      'unreachable',
      'http://10.0.0.5:8000/v1',
    ]);
  });

  test('a refusal is no reason to look for another', async () => {
    const { url } = await serve({ cors: { origins: ['http://other.test'] } });
    expect(await check(url, ORIGIN)).toEqual(['cors', null]);
  });
});
