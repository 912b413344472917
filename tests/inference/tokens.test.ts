import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FORMAT_PROMPT, textTokens } from '../../src/inference/index.ts';
import { cutIntoPieces } from '../../src/inference/tokens.ts';

test('the pieces together are the text, and each is about one token', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(cutIntoPieces(text).join('')).toBe(text);
    }),
  );
  expect(cutIntoPieces('The harbour, 318 storytellers.\n  x')).toEqual([
    'The',
    ' harbour',
    ',',
    ' ',
    '3',
    '1',
    '8',
    ' storyte',
    'llers',
    '.',
    '\n',
    ' ',
    ' x',
  ]);
});

test('the tokens of the chat template are counted once', () => {
  expect(textTokens([])).toBe(13);
  expect(textTokens([''])).toBe(13);
  expect(textTokens(['a b', 'c'])).toBe(textTokens(['a b']) + textTokens(['c']) - 13);
});

test('the estimate for the format prompt is within 10 % of a tokenizer', () => {
  // 3.38 characters per token, measured with cl100k, on which Qwen2's tokenizer is based, with single digits as in Qwen2.
  const expected = FORMAT_PROMPT.length / 3.38;
  expect(textTokens([FORMAT_PROMPT])).toBeGreaterThan(expected * 0.9);
  expect(textTokens([FORMAT_PROMPT])).toBeLessThan(expected * 1.1);
});

test('a text has at least as many tokens as words and at most as many as characters', () => {
  fc.assert(
    fc.property(fc.lorem({ maxCount: 40 }), (text) => {
      const tokens = textTokens([text]) - textTokens([]);
      expect(tokens).toBeGreaterThanOrEqual(text.split(' ').length);
      expect(tokens).toBeLessThanOrEqual(text.length);
    }),
  );
});
