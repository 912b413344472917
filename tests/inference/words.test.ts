import fc from 'fast-check';
import { expect, test } from 'vitest';
import { presentable } from '../../src/inference/server-message.ts';

test.each([
  ['At most 1 image(s) may be provided in one prompt. None', 'At most 1 image(s) may be provided in one prompt.'],
  ['top_p is wrong. (parameter=top_p, value=2.0)', 'top_p is wrong.'],
  ['At most 2 image(s) may be provided. (parameter=image)', 'At most 2 image(s) may be provided.'],
  ['  two\n  lines ', 'two lines'],
  ['None', null],
  ['', null],
  [' \n', null],
  ['Nonesuch', 'Nonesuch'],
  ['url data:image/jpeg;base64,/9j/4AAQ+SkZJRg== is bad', 'url data:image/jpeg;base64,… is bad'],
  [`input ${'iVBORw0KGgoA'.repeat(100_000)} is bad`, 'input iVBORw0KGgoA… is bad'],
  ['<html>\r\n<head><title>502 Bad Gateway</title></head><body>…</body></html>', '502 Bad Gateway'],
  ['<!DOCTYPE html><body><p>Please <b>log in</b></p></body>', 'Please log in'],
  ['1 < 2 and <b>bold</b>', '1 < 2 and <b>bold</b>'],
])('a server’s message is shortened: %s', (text, message) => {
  expect(presentable(text)).toBe(message);
});

test('a long message keeps its beginning and its end', () => {
  const message = presentable(`begin ${'word '.repeat(1000)}end`);
  expect(message).toMatch(/^begin word .* … .*word end$/);
  expect(message).toHaveLength(600);
});

test('every message has at most 600 characters, no line break and no half character', () => {
  const text = fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('🐈', '\n', ' None', '<html>')), {
    maxLength: 400,
  });
  fc.assert(
    fc.property(text, (parts) => {
      const message = presentable(parts.join('')) ?? '';
      expect(message.length).toBeLessThanOrEqual(600);
      expect(message).not.toMatch(/[\n\r]/);
      expect(message).toMatch(/^[^]*$/u);
      expect(new TextDecoder().decode(new TextEncoder().encode(message))).toBe(message);
    }),
  );
});
