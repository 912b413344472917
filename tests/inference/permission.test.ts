import { describe, expect, test, vi } from 'vitest';
import { probe } from '../../src/inference/probe.ts';
import { failureOf, NO_SERVER, probeFrom } from './probing.ts';

describe('the permission to call the local network', () => {
  test('explains the failure if it is denied', async () => {
    const permission = vi.fn(async (): Promise<PermissionState> => 'denied');
    const found = await probeFrom({ baseUrl: 'http://gpu.local:8000/v1' }, { fetch: NO_SERVER, permission });
    expect(failureOf(found)).toMatchObject({
      kind: 'permission',
      sentence: 'This browser does not let the page call gpu.local:8000, which is in your own network.',
    });
    expect(permission.mock.calls).toEqual([['gpu.local']]);
  });

  test.each(['granted', 'prompt', null] as const)('does not change the failure if it is %s', async (state) => {
    const found = await probeFrom({}, { fetch: NO_SERVER, permission: async () => state });
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
  ])('for %s is called %s in Chrome 145 and local-network-access in Chrome 142', async (host, name) => {
    const names: string[] = [];
    const query = async (permission: { name: string }) => {
      names.push(permission.name);
      if (permission.name !== 'local-network-access') throw new TypeError(`${permission.name} is not a permission`);
      return { state: 'denied' };
    };
    vi.stubGlobal('navigator', { permissions: { query } });
    try {
      const server = { baseUrl: `http://${host}:8000/v1`, model: '', apiKey: '' };
      const found = await probe(server, {
        signal: new AbortController().signal,
        fetch: NO_SERVER,
        pageProtocol: 'http:',
      });
      expect(failureOf(found).kind).toBe('permission');
      expect(names).toEqual([name, 'local-network-access']);
    } finally {
      vi.unstubAllGlobals();
    }
  });
});
