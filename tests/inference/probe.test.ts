/** How a page finds out why it cannot use a server: each row of the table at `probe`, and cases beyond it. */

import { describe, expect, test } from 'vitest';
import type { FailureKind } from '../../src/inference/index.ts';
import type { ReplayOptions } from '../../scripts/replay/options.mjs';
import { serve } from '../../scripts/replay/client.mjs';
import { pageFetch } from './page.ts';
import { failureOf, NO_SERVER, ORIGIN, probeFrom, probeReplay } from './probing.ts';

const OTHERS = { origins: ['http://other.test'] };
const NO_HEADERS = { origins: ['*'], headers: ['accept'] };

/** Replaces `URL` in the sentence with the server's URL. */
const withUrl = (sentence: string, baseUrl: string): string => sentence.replaceAll('URL', baseUrl);

describe('if the page cannot read the answers', () => {
  test.each<[string, ReplayOptions, string, FailureKind, string]>([
    ['the key is missing', { apiKey: 'k' }, '', 'unauthorized', 'The server needs an API key.'],
    ['the key is wrong', { apiKey: 'k' }, 'x', 'unauthorized', 'The server does not accept this API key.'],
    [
      'the headers are refused',
      { cors: NO_HEADERS },
      '',
      'cors',
      'The server at URL answers this page, but refuses the headers that every request needs.',
    ],
    [
      'the headers are refused, the key would be right',
      { cors: NO_HEADERS, apiKey: 'k' },
      'k',
      'cors',
      'The server at URL answers this page, but refuses the headers that every request needs.',
    ],
    [
      'the engine has died, behind a key',
      { fault: { kind: 'dead' }, apiKey: 'k' },
      '',
      'server-error',
      'The server runs, but its engine has died.',
    ],
    [
      'the engine has died',
      { fault: { kind: 'dead' } },
      '',
      'server-error',
      'The server runs, but its engine has died.',
    ],
    [
      'the origin is not allowed',
      { cors: OTHERS },
      '',
      'cors',
      `Something answers at URL, but it does not let this page (${ORIGIN}) read its answers.`,
    ],
    [
      'neither origin nor key are accepted',
      { cors: OTHERS, apiKey: 'k' },
      '',
      'cors',
      `Something answers at URL, but it does not let this page (${ORIGIN}) read its answers.`,
    ],
    [
      'the server is scaling',
      { fault: { kind: 'scaling' } },
      '',
      'cors',
      `Something answers at URL, but it does not let this page (${ORIGIN}) read its answers.`,
    ],
    [
      'the server behind a proxy does not run',
      { fault: { kind: 'status', status: 502, everywhere: true } },
      '',
      'cors',
      `Something answers at URL, but it does not let this page (${ORIGIN}) read its answers.`,
    ],
  ])('the probe finds out that %s', async (_, settings, apiKey, kind, sentence) => {
    const { found, baseUrl } = await probeReplay(settings, { apiKey });
    const status = kind === 'server-error' ? 503 : null;
    expect(found).toMatchObject({ ok: false, instead: null, failure: { kind, said: null, status } });
    expect(failureOf(found).sentence).toBe(withUrl(sentence, baseUrl));
  });

  test('the probe finds out that no server listens', async () => {
    const { url, close } = await serve({});
    await close();
    const found = await probeFrom({ baseUrl: url });
    expect(found).toMatchObject({ ok: false, instead: null, failure: { kind: 'unreachable' } });
    expect(failureOf(found).sentence).toBe(`Nothing answers at ${url}.`);
    expect(failureOf(found).advice).not.toContain('Safari');
  });

  test('a page over https learns that the browser blocks an http server on another machine', async () => {
    const options = { fetch: pageFetch('https://page.test'), pageProtocol: 'https:' };
    const found = await probeFrom({ baseUrl: 'http://10.0.0.5:8000/v1' }, options);
    expect(found).toMatchObject({ ok: false, instead: null, failure: { kind: 'mixed-content' } });
    expect(failureOf(found).sentence).toBe(
      'This page was loaded over https, so the browser blocks http servers such as http://10.0.0.5:8000/v1.',
    );
  });

  test('a page over https may call its own machine, and the advice mentions Safari', async () => {
    const options = { fetch: pageFetch('https://page.test'), pageProtocol: 'https:' };
    const { found, replay } = await probeReplay({}, {}, options);
    expect(found.ok).toBe(true);
    await replay.close();
    expect(failureOf(await probeFrom({ baseUrl: replay.url }, options)).advice).toMatch(
      /Safari always blocks http servers on https pages\.$/,
    );
  });
});

describe('if the page can read the answer', () => {
  const key = 'Enter the key that vLLM was started with (--api-key, or VLLM_API_KEY in its environment).';
  test.each<[number, string, FailureKind, string, string, string]>([
    [401, '', 'unauthorized', 'Unauthorized', 'The server needs an API key.', key],
    [401, 'x', 'unauthorized', 'Unauthorized', 'The server does not accept this API key.', key],
    [403, 'x', 'unauthorized', 'The server answered 403.', 'The server does not accept this API key.', key],
    [
      405,
      '',
      'wrong-path',
      'Method Not Allowed',
      'The server has no chat completions at URL.',
      'The Server URL of vLLM ends in /v1. Check it, and check that vLLM listens on this port.',
    ],
    [
      429,
      '',
      'busy',
      'The server answered 429.',
      'The server cannot take the request now: it is overloaded, loading or scaling.',
      'Wait a little and generate again.',
    ],
    [
      500,
      '',
      'server-error',
      'Internal Server Error',
      'The server failed on this request (HTTP 500).',
      'Its log says why. Generate again; if it fails again, use fewer frames or restart vLLM.',
    ],
    [
      502,
      '',
      'gateway',
      '502 Bad Gateway',
      'A proxy in front of the server got no answer from it (HTTP 502).',
      'Check that vLLM runs behind it, and that the proxy waits long enough (nginx: proxy_read_timeout).',
    ],
    [
      503,
      '',
      'busy',
      'The model is currently scaling. Please try again later.',
      'The server cannot take the request now: it is overloaded, loading or scaling.',
      'Wait a little and generate again.',
    ],
    [
      504,
      '',
      'gateway',
      '504 Gateway Time-out',
      'A proxy in front of the server got no answer from it (HTTP 504).',
      'Check that vLLM runs behind it, and that the proxy waits long enough (nginx: proxy_read_timeout).',
    ],
    [
      418,
      '',
      'refused',
      'The server answered 418.',
      'The server refused the request (HTTP 418).',
      'Its message or its log says why. Check the settings and the frames.',
    ],
  ])('status %i with the key “%s” means %s', async (status, apiKey, kind, said, sentence, advice) => {
    const fault = { kind: 'status', status, everywhere: true, cors: true } as const;
    const { found, baseUrl } = await probeReplay({ fault }, { apiKey });
    expect(found).toEqual({
      ok: false,
      instead: null,
      failure: { kind, status, said, sentence: withUrl(sentence, baseUrl), advice },
    });
  });
});

test('a key with characters that headers do not allow is not sent', async () => {
  for (const apiKey of ['a b', 'schlüssel', 'a\nb', 'ключ', 'a\u00A0b', '🔑']) {
    const { found, replay } = await probeReplay({}, { apiKey });
    expect(found).toEqual({
      ok: false,
      instead: null,
      failure: {
        kind: 'key',
        sentence: 'The API key has characters that cannot be sent, such as spaces or accents.',
        said: null,
        advice: 'Copy it again, or leave it empty if vLLM was started without --api-key.',
        status: null,
      },
    });
    expect(replay.requests).toEqual([]);
  }
});

test('a key with unusual ASCII characters is sent unchanged, without the white space around it', async () => {
  const apiKey = '!"#$%&\'()*+,-./:;<=>?@[]^_`{|}~';
  expect((await probeReplay({ apiKey }, { apiKey: ` ${apiKey}\n` })).found.ok).toBe(true);
});

test('an invalid address is not called', async () => {
  const found = await probeFrom({ baseUrl: 'ftp://localhost' }, { fetch: NO_SERVER });
  expect(found).toMatchObject({ ok: false, instead: null, failure: { kind: 'address' } });
});
