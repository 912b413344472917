/** Which requests a probe sends, and how long it waits for the answers. */

import { expect, test } from 'vitest';
import type { LoggedRequest } from '../../scripts/replay/log.mjs';
import { serve } from '../../scripts/replay/client.mjs';
import { pageFetch } from './page.ts';
import { answeringWith, failureOf, NO_SERVER, ORIGIN, probeFrom, probeReplay, readable } from './probing.ts';
import { eventually } from '../helpers/until.ts';

const SILENCE = { fault: { kind: 'silence', everywhere: true } } as const;

const requestLines = (requests: readonly LoggedRequest[]) =>
  requests.map(({ method, path, headers }) => `${method} ${path} ${headers.authorization ?? '-'}`).toSorted();

test('a healthy server receives four requests, and only the one for the models has the key', async () => {
  const { replay } = await probeReplay({ apiKey: 'k' }, { apiKey: 'k' });
  expect(requestLines(replay.requests)).toEqual([
    'GET /health -',
    'GET /v1/models Bearer k',
    'GET /version -',
    'OPTIONS /v1/models -',
  ]);
  const preflight = replay.requests.find(({ method }) => method === 'OPTIONS');
  expect(preflight?.headers['access-control-request-headers']).toBe('authorization,content-type');
});

test('without a key the probe sends the same placeholder as a completion', async () => {
  const { replay } = await probeReplay({});
  expect(requestLines(replay.requests)).toContain('GET /v1/models Bearer EMPTY');
});

test('the key is sent only to the address that the user entered', async () => {
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

test('a silent server counts as unreachable when the time limit ends', async () => {
  const { found, baseUrl, replay } = await probeReplay(SILENCE, {}, { patience: 60 });
  expect(found).toMatchObject({ ok: false, instead: null, failure: { kind: 'unreachable', said: null } });
  expect(failureOf(found).sentence).toBe(`${baseUrl} sent nothing for 0.06 seconds.`);
  await eventually(() => expect(replay.open).toBe(0));
});

test('a silent server receives no further requests after the time limit', async () => {
  const { replay } = await probeReplay(SILENCE, {}, { patience: 60 });
  await eventually(() => expect(replay.open).toBe(0));
  const paths = replay.requests.filter(({ method }) => method === 'GET').map(({ path }) => path);
  expect(paths.toSorted()).toEqual([...new Set(paths)].toSorted());
});

test('a list of models that does not arrive is reported as silence, not as a wrong key', async () => {
  const network = answeringWith(async ({ pathname }, { signal }) => {
    if (!pathname.endsWith('/models')) return readable('');
    return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
  });
  const found = await probeFrom({}, { fetch: pageFetch(ORIGIN, network), patience: 60 });
  expect(failureOf(found).sentence).toBe('http://localhost:8000/v1 sent nothing for 0.06 seconds.');
});

test('an abort ends the probe at once and leaves no request open', async () => {
  const replay = await serve(SILENCE);
  const controller = new AbortController();
  // Longer than the time limit of this test, so only the abort can end the probe.
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

test('a probe that is aborted before it begins sends no request', async () => {
  const { replay } = await probeReplay({}, {}, { signal: AbortSignal.abort() });
  expect(replay.requests).toEqual([]);
  const found = await probeFrom({}, { signal: AbortSignal.abort(), fetch: NO_SERVER });
  expect(found.ok).toBe(false);
});
