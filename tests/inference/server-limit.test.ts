import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { imageTokens, PIXELS, sentSize, serverLimit, smartResize } from '../../src/inference/index.ts';
import type { PatchSide } from '../../src/inference/index.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size in which the server shows a sent picture to the model. */
function seen({ width, height }: Size, limit: number, side: PatchSide): Size {
  const size = smartResize(height, width, limit, side);
  if (size === null) throw new Error(`${width} by ${height} is refused`);
  return size;
}

/** The tokens that the server counts for the pictures, including two around each. */
const counted = (sizes: readonly Size[], limit: number, side: PatchSide): number =>
  sizes.reduce((sum, size) => sum + imageTokens(seen(size, limit, side), side) + 2, 0);

/** Sizes of pictures as StoryLens sends them. */
const sent = (side: PatchSide, least = 1) => {
  const edge = fc.oneof(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 200, max: 6000 }));
  const picture = fc
    .tuple(edge, edge, fc.integer({ min: 4 * PIXELS[side].least, max: PIXELS[side].most }))
    .map(([width, height, budget]) => sentSize(width, height, budget, side))
    .filter((size) => size.ok);
  return fc.array(picture, { minLength: least, maxLength: 20 });
};
const anyLimit = (side: PatchSide) =>
  fc.oneof(
    fc.integer({ min: PIXELS[side].least, max: PIXELS[side].most }),
    fc.integer({ min: PIXELS[side].least, max: 1_003_520 }),
    fc.constantFrom(1_003_520, 602_112, 401_408, 200_704),
  );

describe.each([28, 32] as const)('side %i', (side) => {
  test('the limit that is found gives each picture the same size as the server’s limit', () => {
    fc.assert(
      fc.property(sent(side), anyLimit(side), (sizes, limit) => {
        const found = serverLimit(sizes, counted(sizes, limit, side), 0, side);
        const expected = sizes.map((size) => seen(size, limit, side));
        expect(sizes.map((size) => seen(size, found ?? PIXELS[side].most, side))).toEqual(expected);
      }),
      { numRuns: 3000 },
    );
  });

  test('no limit is found if the server did not scale the pictures', () => {
    fc.assert(
      fc.property(sent(side, 0), fc.oneof(fc.constant(0), fc.nat({ max: 200 })), (sizes, slack) => {
        expect(serverLimit(sizes, counted(sizes, PIXELS[side].most, side), slack, side)).toBeNull();
      }),
    );
  });

  test('no limit is found if the count differs by less than the slack', () => {
    fc.assert(
      fc.property(
        sent(side),
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: -199, max: 199 }),
        (sizes, slack, off) => {
          fc.pre(Math.abs(off) < slack);
          expect(serverLimit(sizes, counted(sizes, PIXELS[side].most, side) + off, slack, side)).toBeNull();
        },
      ),
    );
  });

  test('the limit that is found fits the count within the slack if any limit does', () => {
    fc.assert(
      fc.property(
        sent(side),
        anyLimit(side),
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: -100, max: 100 }),
        (sizes, limit, slack, off) => {
          fc.pre(Math.abs(off) <= slack);
          const tokens = counted(sizes, limit, side) + off;
          const found = serverLimit(sizes, tokens, slack, side) ?? PIXELS[side].most;
          expect(Math.abs(counted(sizes, found, side) - tokens)).toBeLessThanOrEqual(slack);
        },
      ),
      { numRuns: 3000 },
    );
  });
});

// Limits that operators often set (`--mm-processor-kwargs`), and three photos as they are sent without a known limit.
test.each([1_003_520, 602_112, 401_408, 200_704, 2_007_040])('the usual limit %i is found exactly', (limit) => {
  const sizes = [
    { width: 4032, height: 3024 },
    { width: 1932, height: 1092 },
    { width: 2352, height: 3136 },
  ];
  const tokens = counted(sizes, limit, 28);
  expect(serverLimit(sizes, tokens, 0)).toBe(limit);
  for (const off of [-20, 20]) expect(serverLimit(sizes, tokens + off, 24)).toBe(limit);
});

test('without pictures no limit is found', () => {
  expect(serverLimit([], 0, 0)).toBeNull();
  expect(serverLimit([], -500, 0)).toBeNull();
});

test('with fewer tokens than any limit gives, the lowest limit is found', () => {
  expect(serverLimit([{ width: 1120, height: 1120 }], 0, 0)).toBe(PIXELS[28].least);
});
