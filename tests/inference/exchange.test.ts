import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { complete, type CompletionRequest, type FailureKind } from '../../src/inference/index.ts';
import { answering, DONE, run } from './answering.ts';
import { gather, requestTo } from './request.ts';

const refusing = async (): Promise<never> => {
  throw new TypeError('Failed to fetch');
};

/** Returns a fetch that answers with this status and JSON. */
const json = (body: unknown, status: number) => answering([JSON.stringify(body)], { status });

/** Returns the only request that a completion sends. */
async function sentRequest(
  server: Parameters<typeof requestTo>[0] = {},
  sampling: Partial<CompletionRequest['sampling']> = {},
): Promise<Request> {
  const requests: Request[] = [];
  const request = requestTo(server);
  await run(
    async (input, init) => {
      requests.push(new Request(input, init));
      return answering([DONE])();
    },
    { ...request, sampling: { ...request.sampling, ...sampling } },
  );
  const [sent] = requests;
  if (requests.length !== 1 || sent === undefined) throw new Error(`${requests.length} requests`);
  return sent;
}

describe('the request', () => {
  test('contains every sampling parameter', async () => {
    expect(await (await sentRequest()).json()).toEqual({
      model: 'daniel3303/QwenStoryteller',
      messages: [expect.objectContaining({ role: 'system' }), expect.objectContaining({ role: 'user' })],
      stream: true,
      stream_options: { include_usage: true, continuous_usage_stats: true },
      temperature: 0.7,
      top_p: 0.9,
      top_k: -1,
      min_p: 0,
      repetition_penalty: 1.05,
      seed: 7,
      max_tokens: 8192,
    });
  });

  test('contains the stop texts if there are any', async () => {
    expect(await (await sentRequest({}, { stop: ['\n\n', '</gdi>'] })).json()).toMatchObject({
      stop: ['\n\n', '</gdi>'],
    });
    expect(await (await sentRequest({}, { stop: [] })).json()).not.toHaveProperty('stop');
  });

  test('contains the extra fields unchanged', async () => {
    const extra = {
      min_tokens: 10,
      logit_bias: { '7': -100 },
      bad_words: ['a'],
      ignore_eos: true,
      note: null,
      é: '🐈',
    };
    expect(await (await sentRequest({}, { extra })).json()).toMatchObject(extra);
  });

  test('extra fields never replace a field of StoryLens', async () => {
    const plain = await (await sentRequest({}, { stop: ['x'] })).json();
    const value = fc.json().map((text): unknown => JSON.parse(text));
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.constantFrom(...Object.keys(plain)), value),
        fc.dictionary(fc.constantFrom('min_tokens', 'priority', '__proto__', 'constructor', 'toString'), value),
        async (taken, free) => {
          const extra = { ...taken, ...free };
          const body = await (await sentRequest({}, { stop: ['x'], extra })).json();
          expect(body).toEqual({ ...free, ...plain });
        },
      ),
      { numRuns: 100 },
    );
  });

  test('goes to the base URL with the key, and without headers that a proxy might refuse', async () => {
    const { url, headers } = await sentRequest({ baseUrl: 'localhost:8000/', apiKey: ' abc\n' });
    expect(url).toBe('http://localhost:8000/v1/chat/completions');
    expect(headers.get('authorization')).toBe('Bearer abc');
    expect([...headers.keys()].filter((name) => name.startsWith('x-'))).toEqual([]);
    expect((await sentRequest()).headers.get('authorization')).toBe('Bearer EMPTY');
  });
});

describe('a failure before the stream', () => {
  const many = 'At most 1 image(s) may be provided in one request.';

  test.each<[string, FailureKind, string | null, typeof globalThis.fetch]>([
    [
      'a nested error',
      'too-many-images',
      many,
      json({ error: { message: many, type: 'BadRequestError', code: 400 } }, 400),
    ],
    ['a flat error', 'too-many-images', many, json({ object: 'error', message: many, code: 400 }, 400)],
    ['a plain string', 'unauthorized', 'Unauthorized', json({ error: 'Unauthorized' }, 401)],
    ['a detail', 'wrong-path', 'Not Found', json({ detail: 'Not Found' }, 404)],
    ['a list of details', 'refused', '[{"msg":"Field required"}]', json({ detail: [{ msg: 'Field required' }] }, 422)],
    ['a JSON string', 'server-error', 'Boom', json('Boom', 500)],
    ['other JSON', 'server-error', '{"a":1}', json({ a: 1 }, 500)],
    ['plain text', 'server-error', 'Internal Server Error', answering(['Internal Server Error'], { status: 500 })],
    ['HTML', 'gateway', '502 Bad Gateway', answering(['<html><title>502 Bad Gateway</title></html>'], { status: 502 })],
    ['an empty body', 'busy', null, answering([], { status: 503 })],
    ['a body that breaks', 'busy', null, answering(['{"err'], { status: 503, breaks: true })],
    [
      'an HTML page with status 200',
      'not-a-stream',
      'Log in',
      answering(['<html><title>Log in</title>'], { headers: { 'content-type': 'text/html' } }),
    ],
    [
      'JSON with status 200',
      'not-a-stream',
      'try again',
      answering(['{"error":"try again"}'], { headers: { 'content-type': 'application/json' } }),
    ],
    ['no connection', 'unreachable', null, refusing],
    ['a timeout of the network', 'unreachable', null, async () => Promise.reject(new TypeError('timed out'))],
  ])('is read from %s', async (_, kind, said, fetch) => {
    const { arrivals, outcome } = await run(fetch);
    expect(outcome).toMatchObject({ type: 'failed', failure: { kind, said } });
    expect(arrivals).toHaveLength(1);
  });

  test.each<[string, FailureKind, Parameters<typeof requestTo>[0]]>([
    ['an invalid URL', 'address', { baseUrl: 'ftp://localhost' }],
    ['a key with characters that headers do not allow', 'key', { apiKey: 'schlüssel' }],
    ['a key with a line break inside', 'key', { apiKey: 'a\nb' }],
  ])('%s prevents the request', async (_, kind, server) => {
    let sent = false;
    const fetch = async (): Promise<Response> => {
      sent = true;
      return new Response();
    };
    expect((await run(fetch, requestTo(server))).outcome).toMatchObject({ type: 'failed', failure: { kind } });
    expect(sent).toBe(false);
  });

  test('is mixed-content for a page over https and a server over http', async () => {
    const options = { signal: new AbortController().signal, fetch: refusing, pageProtocol: 'https:' };
    const { outcome } = await gather(complete(requestTo({ baseUrl: 'http://10.0.0.5:8000/v1' }), options));
    expect(outcome).toMatchObject({ type: 'failed', failure: { kind: 'mixed-content' } });
  });
});
