import { expect, test } from 'vitest';
import { decodeText } from '../../src/formats/index.ts';

const WORDS = 'Mère – “Ja”, 雨 🙂';
const utf16 = (text: string, little: boolean): Uint8Array => {
  const view = new DataView(new ArrayBuffer(2 + 2 * text.length));
  const marked = `\uFEFF${text}`;
  for (let i = 0; i < marked.length; i++) view.setUint16(2 * i, marked.charCodeAt(i), little);
  return new Uint8Array(view.buffer);
};

test.each([
  ['UTF-8', new TextEncoder().encode(WORDS)],
  ['UTF-8 with its mark', new TextEncoder().encode(`\uFEFF${WORDS}`)],
  ['UTF-16, little end first', utf16(WORDS, true)],
  ['UTF-16, big end first', utf16(WORDS, false)],
])('%s is read', (_, bytes) => expect(decodeText(bytes)).toBe(WORDS));

test('bytes that are no text give null', () => {
  expect(decodeText(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]))).toBeNull();
});
