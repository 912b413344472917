import { describe, expect, test } from 'vitest';
import { holdRequest } from '../../src/inference/index.ts';
import type { Server } from '../../src/inference/index.ts';

const server: Server = { baseUrl: 'http://localhost:8000/v1', model: '', apiKey: '' };

/** A stand-in for the browser's locks, which all tabs share. */
function createLocks(): LockManager & { readonly names: () => readonly string[] } {
  const held = new Set<{ readonly name: string }>();
  const locks = {
    async request(name: string, { mode }: LockOptions, callback: () => Promise<void>) {
      expect(mode).toBe('shared');
      const lock = { name };
      held.add(lock);
      await callback();
      held.delete(lock);
    },
    query: async () => ({ held: [...held].map(({ name }) => ({ name, mode: 'shared' as const, clientId: '' })) }),
    names: () => [...held].map(({ name }) => name),
  };
  return locks as unknown as LockManager & typeof locks;
}

describe('open requests', () => {
  test('are counted in all tabs, and earlier ones are also counted separately', async () => {
    const locks = createLocks();
    const first = holdRequest(server, locks, () => 1000);
    const second = holdRequest(server, locks, () => 2000);
    const third = holdRequest({ ...server, baseUrl: 'localhost:8000' }, locks, () => 3000);
    expect(await first.count()).toEqual({ all: 3, earlier: 0 });
    expect(await third.count()).toEqual({ all: 3, earlier: 2 });
    second.release();
    await expect.poll(async () => third.count()).toEqual({ all: 2, earlier: 1 });
  });

  test('that began in the same millisecond still have an order', async () => {
    const locks = createLocks();
    const all = Array.from({ length: 7 }, () => holdRequest(server, locks, () => 1000));
    const counts = await Promise.all(all.map(async (request) => request.count()));
    expect(counts.map(({ earlier }) => earlier).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  test('do not include requests to other servers or other locks', async () => {
    const locks = createLocks();
    holdRequest({ ...server, baseUrl: 'http://localhost:8001/v1' }, locks, () => 1);
    void locks.request('something else', { mode: 'shared' }, async () => new Promise<void>(() => {}));
    expect(await holdRequest(server, locks, () => 2).count()).toEqual({ all: 1, earlier: 0 });
  });

  test('through a relay count for the relay’s origin, because the browser connects to it', async () => {
    const locks = createLocks();
    const relay = { target: 'http://localhost:8000', url: 'http://localhost:5173/relay/1' };
    holdRequest({ ...server, relay }, locks, () => 1);
    expect(locks.names()[0]).toMatch(/^storylens-request http:\/\/localhost:5173 /);
  });
});

test.each([
  ['a page that may not use locks', server, null],
  ['https, where a proxy may speak HTTP/2', { ...server, baseUrl: 'https://gpu.example.org/v1' }, createLocks()],
  ['an invalid address', { ...server, baseUrl: 'ftp://x' }, createLocks()],
] as const)('nothing is counted for %s', async (_, target, locks) => {
  const request = holdRequest(target, locks);
  if (locks !== null) expect(locks.names()).toEqual([]);
  expect((await request.count()).earlier).toBe(0);
  request.release();
});

test('no requests are counted if the browser refuses access to the locks', async () => {
  const refusing = {
    request: async () => Promise.reject(new DOMException('No', 'SecurityError')),
    query: async () => Promise.reject(new DOMException('No', 'SecurityError')),
  } as unknown as LockManager;
  expect(await holdRequest(server, refusing).count()).toEqual({ all: 0, earlier: 0 });
});
