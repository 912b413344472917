import { describe, expect, test, vi } from 'vitest';
import { probe } from '../../src/inference/probe.ts';
import { failureOf, NOBODY, probeFrom } from './probing.ts';

describe('the permission to call the local network', () => {
  test('denied: the browser was told so', async () => {
    const permission = vi.fn(async (): Promise<PermissionState> => 'denied');
    const found = await probeFrom({ baseUrl: 'http://gpu.local:8000/v1' }, { fetch: NOBODY, permission });
    expect(failureOf(found)).toMatchObject({
      kind: 'permission',
      sentence: 'This browser does not let the page call gpu.local:8000, which is in your own network.',
    });
    expect(permission.mock.calls).toEqual([['gpu.local']]);
  });

  test.each(['granted', 'prompt', null] as const)('%s: nobody answers', async (state) => {
    const found = await probeFrom({}, { fetch: NOBODY, permission: async () => state });
    expect(failureOf(found).kind).toBe('unreachable');
  });

  test.each([
    ['localhost', 'loopback-network'],
    ['app.localhost', 'loopback-network'],
    ['127.0.0.1', 'loopback-network'],
    ['[::1]', 'loopback-network'],
    ['10.0.0.5', 'local-network'],
    ['gpu.local', 'local-network'],
    ['localhost.example.org', 'local-network'],
    ['127.example.org', 'local-network'],
  ])('for %s Chrome 145 calls it %s, Chrome 142 local-network-access', async (host, name) => {
    const asked: string[] = [];
    const query = async (what: { name: string }) => {
      asked.push(what.name);
      if (what.name !== 'local-network-access') throw new TypeError(`${what.name} is not a permission`);
      return { state: 'denied' };
    };
    vi.stubGlobal('navigator', { permissions: { query } });
    try {
      const server = { baseUrl: `http://${host}:8000/v1`, model: '', apiKey: '' };
      const found = await probe(server, { signal: new AbortController().signal, fetch: NOBODY, pageProtocol: 'http:' });
      expect(failureOf(found).kind).toBe('permission');
      expect(asked).toEqual([name, 'local-network-access']);
    } finally {
      vi.unstubAllGlobals();
    }
  });
});
