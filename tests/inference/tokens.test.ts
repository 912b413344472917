import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FORMAT_PROMPT, textTokens } from '../../src/inference/index.ts';
import { cutIntoPieces } from '../../src/inference/tokens.ts';

test('pieces are those of the text, in the size of tokens', () => {
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

test('the chat template counts, once', () => {
  expect(textTokens([])).toBe(13);
  expect(textTokens([''])).toBe(13);
  expect(textTokens(['a b', 'c'])).toBe(textTokens(['a b']) + textTokens(['c']) - 13);
});

test('the teaching prompt is about as many tokens as a tokenizer makes of it', () => {
  // cl100k, from which Qwen2's tokenizer descends, with its digits apart as there: 3.38 characters a token.
  const expected = FORMAT_PROMPT.length / 3.38;
  expect(textTokens([FORMAT_PROMPT])).toBeGreaterThan(expected * 0.9);
  expect(textTokens([FORMAT_PROMPT])).toBeLessThan(expected * 1.1);
});

test('no text has fewer tokens than words, or more than characters', () => {
  fc.assert(
    fc.property(fc.lorem({ maxCount: 40 }), (text) => {
      const tokens = textTokens([text]) - textTokens([]);
      expect(tokens).toBeGreaterThanOrEqual(text.split(' ').length);
      expect(tokens).toBeLessThanOrEqual(text.length);
    }),
  );
});
