/** What a probe reads from a healthy server. */

import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { probe } from '../../src/inference/index.ts';
import type { ReplayOptions } from '../../scripts/replay/options.mjs';
import { pageFetch } from './page.ts';
import { answeringWith, ORIGIN, probeFrom, probeReplay, readable, withPaths } from './probing.ts';

afterEach(() => {
  vi.useRealTimers();
});

const MODEL = 'daniel3303/QwenStoryteller';
const model = (
  id: string,
  contextLength: number | null = 128_000,
  parent: string | null = null,
  root: string | null = null,
) => ({
  id,
  root,
  parent,
  contextLength,
});

/** A model whose name is an alias of `root`. */
const of = (root: string, card: ReturnType<typeof model>) => ({ ...card, root });

test('the probe reads version, model and context length', async () => {
  const { found } = await probeReplay({ version: '0.11.0', maxModelLen: 32_768 });
  expect(found).toEqual({
    ok: true,
    version: '0.11.0',
    models: [of(MODEL, model(MODEL, 32_768))],
    roundTrip: expect.any(Number),
  });
});

test('the probe reads the context length that a LiteLLM proxy gives, and does without its /health', async () => {
  const { found } = await probeReplay({ proxy: 'litellm', maxModelLen: 32_768 });
  expect(found).toMatchObject({ ok: true, version: null, models: [model(MODEL, 32_768)] });
});

test('the round trip is the time of the fastest answer', async () => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
  const took: Record<string, number> = { '/v1/models': 70, '/health': 30, '/version': 50 };
  const network = answeringWith(async ({ pathname }) => {
    await new Promise<void>((resolve) => {
      setTimeout(resolve, took[pathname]);
    });
    return readable('{"data":[]}');
  });
  const probing = probeFrom({}, { fetch: pageFetch(ORIGIN, network) });
  // Three requests are sent, the one for the models after a preflight.
  while (vi.getTimerCount() < 6) await vi.advanceTimersByTimeAsync(0);
  await vi.advanceTimersByTimeAsync(70);
  expect(await probing).toMatchObject({ ok: true, roundTrip: 30 });
});

test.each<[string, ReplayOptions, object[]]>([
  [
    'another model',
    { model: 'Qwen/Qwen2.5-VL-7B-Instruct' },
    [of('Qwen/Qwen2.5-VL-7B-Instruct', model('Qwen/Qwen2.5-VL-7B-Instruct'))],
  ],
  ['several names', { servedNames: ['teller', 'other'] }, [of(MODEL, model('teller')), of(MODEL, model('other'))]],
  [
    'an adapter has the context of its base',
    { maxModelLen: 8192, adapters: [{ id: 'fable', root: '/adapters/fable' }] },
    [of(MODEL, model(MODEL, 8192)), of('/adapters/fable', model('fable', 8192, MODEL))],
  ],
  [
    'an adapter of a base with another name',
    { servedNames: ['teller'], adapters: [{ id: 'fable', root: '/f' }] },
    [of(MODEL, model('teller')), of('/f', model('fable', 128_000, 'teller'))],
  ],
])('the models of a server: %s', async (_, settings, models) => {
  expect((await probeReplay(settings)).found).toMatchObject({ ok: true, models });
});

test('a proxy that passes only /v1 hides the version but not the models', async () => {
  const notFound = (): Response => new Response('', { status: 404 });
  const fetch = pageFetch(ORIGIN, withPaths({ '/health': notFound, '/version': notFound }));
  const { found } = await probeReplay({}, {}, { fetch });
  expect(found).toMatchObject({ ok: true, version: null, models: [of(MODEL, model(MODEL))] });
});

test('a server can also be probed in Node, where there is no page', async () => {
  const { replay } = await probeReplay({});
  const server = { baseUrl: replay.url, model: '', apiKey: '' };
  expect((await probe(server, { signal: new AbortController().signal })).ok).toBe(true);
  await replay.close();
  expect(await probe(server, { signal: new AbortController().signal })).toMatchObject({
    ok: false,
    failure: { kind: 'unreachable' },
  });
});

/** Probes a server that answers every path with this body. */
async function foundIn(body: unknown) {
  return probeFrom(
    {},
    {
      fetch: pageFetch(
        ORIGIN,
        answeringWith(() => readable(JSON.stringify(body))),
      ),
    },
  );
}

test.each<[string, unknown[], object[]]>([
  ['no models', [], []],
  ['entries that are not models', [null, 7, 'a', [], { id: 7 }, { object: 'model' }, { id: 'a' }], [model('a', null)]],
  ['a length that is not a number', [{ id: 'a', max_model_len: '8192', parent: 7 }], [model('a', null)]],
  [
    'the context of an entry without a name is not used',
    [{ max_model_len: 7 }, { id: null, max_model_len: 7 }, { id: 'a' }],
    [model('a', null)],
  ],
  ['a parent that is not in the list', [{ id: 'a', parent: 'b' }], [model('a', null, 'b')]],
  [
    'an adapter with its own context',
    [
      { id: 'b', max_model_len: 9 },
      { id: 'a', parent: 'b', max_model_len: 5 },
    ],
    [model('b', 9), model('a', 5, 'b')],
  ],
])('an unusual list of models: %s', async (_, data, models) => {
  expect(await foundIn({ data })).toMatchObject({ ok: true, models });
});

test.each([
  ['0.11.0', '0.11.0'],
  ['0.11.1.dev7+gabc', '0.11.1.dev7+gabc'],
  [7, null],
  [null, null],
  ['9'.repeat(1000), '9'.repeat(40)],
])('the version %j is read as %j', async (version, read) => {
  expect(await foundIn({ data: [], version })).toMatchObject({ ok: true, version: read });
});

test('a probe gives a result for every answer', async () => {
  const body = fc.oneof(
    fc.string(),
    fc.json(),
    fc
      .record({ data: fc.array(fc.record({ id: fc.jsonValue(), parent: fc.jsonValue() })) })
      .map((v) => JSON.stringify(v)),
  );
  const answer = fc.record({ body, status: fc.constantFrom(200, 200, 401, 404, 500, 503), read: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.infiniteStream(answer), async (answers) => {
      const answering = answeringWith(() => {
        const { body: text, status, read } = answers.next().value;
        return read ? readable(text, status) : new Response(text, { status });
      });
      const fetch = pageFetch(ORIGIN, answering);
      const found = await probeFrom({ baseUrl: 'http://gpu.test/app/v1' }, { fetch });
      if (found.ok) expect(found.models.every(({ id }) => typeof id === 'string')).toBe(true);
      else expect(`${found.failure.sentence} ${found.failure.advice}`).toMatch(/^[A-Z].*\.$/s);
    }),
    { numRuns: 300 },
  );
});
