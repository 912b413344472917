/** What a probe asks, and how long it waits. */

import { expect, test, vi } from 'vitest';
import type { LoggedRequest } from '../../scripts/replay/log.mjs';
import { serve } from '../../scripts/replay/client.mjs';
import { pageFetch } from './page.ts';
import { answeringWith, failureOf, NOBODY, ORIGIN, probeFrom, probeReplay, readable } from './probing.ts';

const SILENCE = { fault: { kind: 'silence', everywhere: true } } as const;

const asked = (requests: readonly LoggedRequest[]) =>
  requests.map(({ method, path, headers }) => `${method} ${path} ${headers.authorization ?? '-'}`).toSorted();

test('all that is asked of a server that is well, and who is shown the key', async () => {
  const { replay } = await probeReplay({ apiKey: 'k' }, { apiKey: 'k' });
  expect(asked(replay.requests)).toEqual([
    'GET /health -',
    'GET /v1/models Bearer k',
    'GET /version -',
    'OPTIONS /v1/models -',
  ]);
  const preflight = replay.requests.find(({ method }) => method === 'OPTIONS');
  expect(preflight?.headers['access-control-request-headers']).toBe('authorization,content-type');
});

test('without a key the placeholder is sent that a completion sends', async () => {
  const { replay } = await probeReplay({});
  expect(asked(replay.requests)).toContain('GET /v1/models Bearer EMPTY');
});

test('the key is not shown to another address than the one it was given for', async () => {
  const shown: string[] = [];
  const network = answeringWith((url, init) => {
    if (new Headers(init.headers).has('authorization')) shown.push(url.href);
    return url.pathname.startsWith('/app/') ? readable('', 404) : readable('{"data":[]}');
  });
  const server = { baseUrl: 'http://gpu.test/app/v1', apiKey: 'k' };
  const found = await probeFrom(server, { fetch: pageFetch(ORIGIN, network) });
  expect(found).toMatchObject({ ok: false, instead: 'http://gpu.test/v1' });
  expect(shown).toEqual(['http://gpu.test/app/v1/models']);
});

test('a server that says nothing counts as not there when patience ends', async () => {
  const { found, baseUrl, replay } = await probeReplay(SILENCE, {}, { patience: 60 });
  expect(found).toMatchObject({ ok: false, instead: null, failure: { kind: 'unreachable', said: null } });
  expect(failureOf(found).sentence).toBe(`${baseUrl} sent nothing for 0.06 seconds.`);
  await vi.waitFor(() => expect(replay.open).toBe(0));
});

test('a server that says nothing is waited for once: nothing is asked of it again', async () => {
  const { replay } = await probeReplay(SILENCE, {}, { patience: 60 });
  await vi.waitFor(() => expect(replay.open).toBe(0));
  const paths = replay.requests.filter(({ method }) => method === 'GET').map(({ path }) => path);
  expect(paths.toSorted()).toEqual([...new Set(paths)].toSorted());
});

test('a list of models that does not come is no matter of the key', async () => {
  const network = answeringWith(async ({ pathname }, { signal }) => {
    if (!pathname.endsWith('/models')) return readable('');
    return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
  });
  const found = await probeFrom({}, { fetch: pageFetch(ORIGIN, network), patience: 60 });
  expect(failureOf(found).sentence).toBe('http://localhost:8000/v1 sent nothing for 0.06 seconds.');
});

test('one that is asked no more leaves at once, and nothing stays open', async () => {
  const replay = await serve(SILENCE);
  const controller = new AbortController();
  // Longer than this test may take: only the abort can end it.
  const patience = 3_600_000;
  const found = probeFrom({ baseUrl: replay.url }, { signal: controller.signal, fetch: pageFetch(ORIGIN), patience });
  // The list of models, its preflight, /health and /version.
  await expect.poll(() => replay.requests.length).toBe(4);
  controller.abort();
  expect((await found).ok).toBe(false);
  await Promise.all(replay.requests.map(async ({ closed }) => closed));
  expect(replay.open).toBe(0);
  expect(replay.requests.filter(({ aborted }) => aborted)).toHaveLength(3);
  expect(replay.requests).toHaveLength(4);
});

test('what was given up before it began asks nothing', async () => {
  const { replay } = await probeReplay({}, {}, { signal: AbortSignal.abort() });
  expect(replay.requests).toEqual([]);
  const found = await probeFrom({}, { signal: AbortSignal.abort(), fetch: NOBODY });
  expect(found.ok).toBe(false);
});
