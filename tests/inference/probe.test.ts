/** Why a server cannot be talked to, as a page finds it out: each row of the table at `probe`, and what lies beside it. */

import { describe, expect, test } from 'vitest';
import type { FailureKind } from '../../src/inference/index.ts';
import type { ReplayOptions } from '../../scripts/replay/options.mjs';
import { serve } from '../../scripts/replay/client.mjs';
import { pageFetch } from './page.ts';
import { failureOf, NOBODY, ORIGIN, probeFrom, probeReplay } from './probing.ts';

const OTHERS = { origins: ['http://other.test'] };
const NO_HEADERS = { origins: ['*'], headers: ['accept'] };

/** The sentence, in which `URL` stands for the server's. */
const say = (sentence: string, baseUrl: string): string => sentence.replaceAll('URL', baseUrl);

describe('what the page cannot read', () => {
  test.each<[string, ReplayOptions, string, FailureKind, string]>([
    ['a key is wanted', { apiKey: 'k' }, '', 'unauthorized', 'The server needs an API key.'],
    ['another key is wanted', { apiKey: 'k' }, 'x', 'unauthorized', 'The server does not accept this API key.'],
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
      'it is scaling',
      { fault: { kind: 'scaling' } },
      '',
      'cors',
      `Something answers at URL, but it does not let this page (${ORIGIN}) read its answers.`,
    ],
    [
      'a proxy has nobody behind it',
      { fault: { kind: 'status', status: 502, everywhere: true } },
      '',
      'cors',
      `Something answers at URL, but it does not let this page (${ORIGIN}) read its answers.`,
    ],
  ])('%s', async (_, settings, apiKey, kind, sentence) => {
    const { found, baseUrl } = await probeReplay(settings, { apiKey });
    const status = kind === 'server-error' ? 503 : null;
    expect(found).toMatchObject({ ok: false, instead: null, failure: { kind, said: null, status } });
    expect(failureOf(found).sentence).toBe(say(sentence, baseUrl));
  });

  test('nobody listens', async () => {
    const { url, close } = await serve({});
    await close();
    const found = await probeFrom({ baseUrl: url });
    expect(found).toMatchObject({ ok: false, instead: null, failure: { kind: 'unreachable' } });
    expect(failureOf(found).sentence).toBe(`Nothing answers at ${url}.`);
    expect(failureOf(found).advice).not.toContain('Safari');
  });

  test('a page over https calls a server over http on another machine', async () => {
    const options = { fetch: pageFetch('https://page.test'), pageProtocol: 'https:' };
    const found = await probeFrom({ baseUrl: 'http://10.0.0.5:8000/v1' }, options);
    expect(found).toMatchObject({ ok: false, instead: null, failure: { kind: 'mixed-content' } });
    expect(failureOf(found).sentence).toBe(
      'This page was loaded over https, so the browser blocks http servers such as http://10.0.0.5:8000/v1.',
    );
  });

  test('it may call its own machine, but Safari would not', async () => {
    const options = { fetch: pageFetch('https://page.test'), pageProtocol: 'https:' };
    const { found, replay } = await probeReplay({}, {}, options);
    expect(found.ok).toBe(true);
    await replay.close();
    expect(failureOf(await probeFrom({ baseUrl: replay.url }, options)).advice).toMatch(
      /Safari always blocks http servers on https pages\.$/,
    );
  });
});

describe('what the server says itself', () => {
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
  ])('%i with the key “%s”: %s', async (status, apiKey, kind, said, sentence, advice) => {
    const fault = { kind: 'status', status, everywhere: true, cors: true } as const;
    const { found, baseUrl } = await probeReplay({ fault }, { apiKey });
    expect(found).toEqual({
      ok: false,
      instead: null,
      failure: { kind, status, said, sentence: say(sentence, baseUrl), advice },
    });
  });
});

test('a key that no header can hold is not sent', async () => {
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

test('an odd key that a header can hold is sent as it is, without the white space around it', async () => {
  const apiKey = '!"#$%&\'()*+,-./:;<=>?@[]^_`{|}~';
  expect((await probeReplay({ apiKey }, { apiKey: ` ${apiKey}\n` })).found.ok).toBe(true);
});

test('an address that is none is not called', async () => {
  const found = await probeFrom({ baseUrl: 'ftp://localhost' }, { fetch: NOBODY });
  expect(found).toMatchObject({ ok: false, instead: null, failure: { kind: 'address' } });
});
