import fc from 'fast-check';
import { expect, test } from 'vitest';
import { imageTokens, PIXELS, roundHalfEven, sentSize, smartResize } from '../../src/inference/vision.ts';

test('halves are rounded to even, as in Python', () => {
  expect([0.5, 1.5, 2.5, 12.5, 13.5, 1.49, 1.51].map(roundHalfEven)).toEqual([0, 2, 2, 12, 14, 1, 2]);
});

// Width and height; then the size and tokens at the server with its default limit, and with 1,003,520 pixels.
test.each([
  [575, 240, 588, 252, 189, 588, 252, 189],
  [1920, 1080, 1932, 1092, 2691, 1316, 728, 1222],
  [4032, 3024, 4032, 3024, 15_552, 1148, 840, 1230],
  [640, 480, 644, 476, 391, 644, 476, 391],
  [200, 50, 196, 56, 14, 196, 56, 14],
  [350, 350, 336, 336, 144, 336, 336, 144],
  [6000, 4000, 4368, 2912, 16_224, 1204, 812, 1247],
  [28, 28, 56, 56, 4, 56, 56, 4],
])('the sizes and tokens of a picture of %i x %i', (width, height, w, h, tokens, smallW, smallH, smallTokens) => {
  expect(smartResize(height, width)).toEqual({ width: w, height: h });
  expect(imageTokens({ width: w, height: h })).toBe(tokens);
  expect(smartResize(height, width, 1_003_520)).toEqual({ width: smallW, height: smallH });
  expect(imageTokens({ width: smallW, height: smallH })).toBe(smallTokens);
  expect(sentSize(width, height)).toEqual({ ok: true, width: smallW, height: smallH });
});

test.each([28, 32] as const)('the server does not change a sent size, which is within the budget: side %i', (patch) => {
  const { least, most } = PIXELS[patch];
  const side = fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 20_000 }));
  fc.assert(
    fc.property(side, side, fc.integer({ min: 4 * least, max: most }), (width, height, budget) => {
      fc.pre(Math.max(width, height) <= 200 * Math.min(width, height));
      const sent = sentSize(width, height, budget, patch);
      if (!sent.ok) throw new Error(sent.sentence);
      const { width: w, height: h } = sent;
      expect([w % patch, h % patch]).toEqual([0, 0]);
      expect(w * h).toBeLessThanOrEqual(budget);
      expect(w * h).toBeGreaterThanOrEqual(least);
      expect(smartResize(h, w, undefined, patch)).toEqual({ width: w, height: h });
      expect(smartResize(h, w, budget, patch)).toEqual({ width: w, height: h });
      expect(sentSize(w, h, budget, patch)).toEqual(sent);
      expect(imageTokens(sent, patch)).toBe((w * h) / patch ** 2);
    }),
    { numRuns: 5000 },
  );
});

test('each side differs by at most 1.5 tokens from the exact ratio', () => {
  fc.assert(
    fc.property(fc.integer({ min: 300, max: 9000 }), fc.integer({ min: 300, max: 9000 }), (width, height) => {
      fc.pre(Math.max(width, height) < 3 * Math.min(width, height));
      const sent = sentSize(width, height);
      if (!sent.ok) throw new Error(sent.sentence);
      const scale = Math.sqrt((sent.width * sent.height) / (width * height));
      expect(Math.abs(sent.width - width * scale)).toBeLessThan(42);
      expect(Math.abs(sent.height - height * scale)).toBeLessThan(42);
    }),
  );
});

test('a narrow picture is shortened if rounding would make it too narrow for the server', () => {
  expect(smartResize(41, 8200)).toEqual({ width: 8204, height: 28 });
  expect(smartResize(28, 8204)).toBeNull();
  expect(sentSize(8200, 41)).toEqual({ ok: true, width: 5600, height: 28 });
});

test('a picture more than 200 times as long as wide is refused with its size', () => {
  expect(sentSize(8200, 20)).toMatchObject({ ok: false, problem: 'too-thin' });
  expect(sentSize(20, 8200)).toMatchObject({ ok: false, sentence: expect.stringContaining('20 by 8200') });
});

test('a budget outside the limits is clamped', () => {
  expect(sentSize(6000, 4000, Infinity)).toEqual({ ok: true, width: 4368, height: 2912 });
  expect(sentSize(6000, 4000, 0)).toEqual({ ok: true, width: 112, height: 84 });
});
