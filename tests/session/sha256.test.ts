import { afterEach, expect, test, vi } from 'vitest';
import { sha256 } from '../../src/session/sha256.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

// `printf abc | sha256sum`
const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

test('the SHA-256 of a blob is that of its bytes', async () => {
  await expect(sha256(new Blob(['a', 'bc']))).resolves.toBe(ABC);
});

test('the SHA-256 is the same where a page over plain http has no crypto.subtle', async () => {
  vi.stubGlobal('crypto', {});
  await expect(sha256(new Blob(['abc']))).resolves.toBe(ABC);
});
