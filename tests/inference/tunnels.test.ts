import { describe, expect, test } from 'vitest';
import { serve } from '../../scripts/replay/client.mjs';
import { askHealth, complete } from '../../src/inference/index.ts';
import { tunnelHeaders } from '../../src/inference/tunnels.ts';
import { pageFetch } from './page.ts';
import { failureOf, NO_SERVER, ORIGIN, probeFrom, probeReplay } from './probing.ts';
import { gather, requestTo } from './request.ts';

describe('the header that skips the warning page', () => {
  test.each([
    ['abc-1-2-3.ngrok-free.app', 'ngrok-skip-browser-warning'],
    ['abc.ngrok-free.dev', 'ngrok-skip-browser-warning'],
    ['abc.eu.ngrok.io', 'ngrok-skip-browser-warning'],
    ['abc.loca.lt', 'bypass-tunnel-reminder'],
    ['abc-8000.euw.devtunnels.ms', 'x-tunnel-skip-antiphishing-page'],
    ['abc.a.free.pinggy.link', 'x-pinggy-no-screen'],
    ['abc.serveo.net', 'serveo-skip-browser-warning'],
    ['abc.share.zrok.io', 'skip_zrok_interstitial'],
  ])('for %s is %s', (host, header) => {
    expect(tunnelHeaders(host)).toEqual({ [header]: 'true' });
  });

  test.each(['localhost', 'abc.trycloudflare.com', 'ngrok.io.example.com', 'notngrok.io'])('for %s: none', (host) => {
    expect(tunnelHeaders(host)).toEqual({});
  });
});

/** A network in which a name of ngrok leads to the replay server. */
async function openTunnel() {
  const replay = await serve({ text: 'A kite.', proxy: 'tunnel' });
  const baseUrl = 'http://abc.ngrok-free.app/v1';
  const network: typeof globalThis.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    return fetch(url.href.replace('http://abc.ngrok-free.app', replay.url.replace('/v1', '')), init);
  };
  return { replay, baseUrl, fetch: pageFetch(ORIGIN, network) };
}

test('a server behind ngrok works: probe, health check and completion', async () => {
  const { baseUrl, fetch } = await openTunnel();
  expect(await probeFrom({ baseUrl }, { fetch })).toMatchObject({ ok: true, version: '0.16.0' });
  const { signal } = new AbortController();
  const request = requestTo({ baseUrl });
  expect(await askHealth(request.server, { signal, fetch })).toBe('ok');
  expect(await gather(complete(request, { signal, fetch }))).toMatchObject({ text: 'A kite.' });
});

test('an unknown tunnel with a warning page is not taken for wrong --allowed-origins', async () => {
  expect(failureOf((await probeReplay({ proxy: 'tunnel' })).found)).toMatchObject({ kind: 'tunnel' });
  const cors = { origins: ['http://other.test'] };
  expect(failureOf((await probeReplay({ proxy: 'tunnel', cors })).found)).toMatchObject({ kind: 'cors' });
});

test('a warning page that can be read is recognised', async () => {
  const body = '<html><title>Tunnel website ahead!</title></html>';
  const { found } = await probeReplay({ fault: { kind: 'status', status: 200, body, everywhere: true, cors: true } });
  expect(failureOf(found)).toMatchObject({ kind: 'tunnel' });
});

describe('a local https server without an answer', () => {
  test.each([
    'https://localhost:8443/v1',
    'https://192.168.1.20:8443/v1',
    'https://172.20.0.2/v1',
    'https://[fd00::7]/v1',
    'https://gpu-box/v1',
    'https://gpu.local:8000/v1',
  ])('may have an untrusted certificate: %s', async (baseUrl) => {
    const failure = failureOf(await probeFrom({ baseUrl }, { fetch: NO_SERVER }));
    expect(failure).toMatchObject({ kind: 'unreachable', open: `${baseUrl}/models` });
    expect(failure.sentence).toContain('it does not trust the server’s certificate');
    expect(failure.advice).toContain('accept the certificate');
  });

  test.each(['https://example.com/v1', 'https://172.32.0.2/v1', 'https://8.8.8.8/v1', 'http://localhost:8000/v1'])(
    'is not the case at %s',
    async (baseUrl) => {
      expect(failureOf(await probeFrom({ baseUrl }, { fetch: NO_SERVER })).open).toBeUndefined();
    },
  );
});
