import { expect, test } from 'vitest';
import { decodeText } from '../../src/formats/index.ts';

// In a browser, because Node 20 reads the bytes 0x80 to 0x9f of Windows-1252 as control characters.
test('Windows-1252 is read where UTF-8 fails', () => {
  const bytes = new Uint8Array([0x93, 0x4d, 0xe8, 0x72, 0x65, 0x94, 0x20, 0x96]);
  expect(decodeText(bytes)).toBe('“Mère” –');
});
