/** Whether the probe finds a server near an address that does not work. */

import { describe, expect, test } from 'vitest';
import type { FailureKind } from '../../src/inference/index.ts';
import type { ReplayOptions } from '../../scripts/replay/options.mjs';
import { serve } from '../../scripts/replay/client.mjs';
import { pageFetch } from './page.ts';
import { answeringWith, failureOf, ORIGIN, probeFrom, probeReplay, readable, withPaths } from './probing.ts';

const HTML = '<!doctype html><html><title>A blog</title><p>Welcome</p></html>';

describe('a server at another path', () => {
  const noCompletions = 'The server has no chat completions at';
  test.each<[string, string, ReplayOptions]>([
    ['for an address with a longer path', '/llm/v1', {}],
    ['for an address with another version', '/v2', {}],
    ['even if it needs a key', '/llm/v1', { apiKey: 'k' }],
  ])('is found %s', async (_, path, settings) => {
    const { found, baseUrl, replay } = await probeReplay(settings, { path });
    expect(found).toEqual({
      ok: false,
      instead: replay.url,
      failure: {
        kind: 'wrong-path',
        sentence: `${noCompletions} ${baseUrl}.`,
        said: 'Not Found',
        advice: 'The Server URL of vLLM ends in /v1. Check it, and check that vLLM listens on this port.',
        status: 404,
      },
    });
  });

  test('is not looked for if the path would be the same', async () => {
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

  test('is not found if only another kind of server is healthy there', async () => {
    const paths = { '/app/': () => readable('', 404), '/v1/models': () => readable('', 404) };
    const fetch = pageFetch(ORIGIN, withPaths({ ...paths, '/health': () => readable('{"status":"UP"}') }));
    const found = await probeFrom({ baseUrl: 'http://gpu.test/app/v1' }, { fetch });
    expect(found).toMatchObject({ ok: false, instead: null, failure: { kind: 'wrong-path' } });
  });
});

describe('a server that does not serve language models', () => {
  test.each<[string, string]>([
    ['a page', HTML],
    ['an empty page', ''],
    ['JSON that is cut off', '{"object":"list","data":[{"id":"a"'],
    ['data that is not a list', '{"object":"list","data":{"id":"a"}}'],
    ['another object', '{"status":"UP"}'],
    ['null', 'null'],
    ['a number', '7'],
    ['an array', '[{"id":"a"}]'],
  ])('is recognised by %s', async (_, body) => {
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

  test('can have a vLLM server at the usual path', async () => {
    const fetch = pageFetch(ORIGIN, withPaths({ '/app/': () => readable(HTML) }));
    const { found, replay } = await probeReplay({}, { path: '/app/v1' }, { fetch });
    expect(found).toMatchObject({ ok: false, instead: replay.url, failure: { kind: 'other-server' } });
  });

  test('is not suggested if it answers every path with the same page', async () => {
    const fault = { kind: 'status', status: 200, body: HTML, everywhere: true, cors: true } as const;
    const { found } = await probeReplay({ fault }, { path: '/app/v1' });
    expect(found).toMatchObject({ ok: false, instead: null, failure: { kind: 'other-server' } });
  });
});

/** A network in which the server answers over https only. */
const overTls: typeof globalThis.fetch = async (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input);
  if (url.protocol === 'http:') throw new TypeError('Failed to fetch');
  return fetch(url.href.replace('https:', 'http:'), init);
};

describe('a server with another protocol', () => {
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

  test('is found over http if the user entered https', async () => {
    const { url } = await serve({});
    expect(await check(secure(url), ORIGIN)).toEqual(['unreachable', url]);
    expect(await check(secure(url), 'https://page.test')).toEqual(['unreachable', url]);
  });

  test('is found over https if the user entered http, even if it needs a key', async () => {
    const { url } = await serve({ apiKey: 'k' });
    expect(await check(url, ORIGIN, overTls)).toEqual(['unreachable', secure(url)]);
  });

  test('is not suggested if the page may not call it', async () => {
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

  test('is not looked for if a server refuses the page’s origin', async () => {
    const { url } = await serve({ cors: { origins: ['http://other.test'] } });
    expect(await check(url, ORIGIN)).toEqual(['cors', null]);
  });
});
