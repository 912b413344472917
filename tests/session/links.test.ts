import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linkOf, visitOf } from '../../src/session/links.ts';

const id = fc.stringMatching(/^[a-z0-9]{16}$/);
const spot = fc.record({
  sequence: id,
  run: fc.option(id),
  frame: fc.option(fc.integer({ min: 1, max: 999_999_999 })),
  at: fc.option(fc.integer({ min: 0, max: 999_999_999 })),
});

describe('a link', () => {
  test('names sequence, run, frame and mention', () => {
    expect(linkOf({ sequence: 'abc', run: 'def', frame: 4, at: 1200 })).toBe('#s=abc&run=def&frame=4&at=1200');
  });

  test('has only the fields that the place has', () => {
    expect(linkOf({ sequence: 'abc', run: null, frame: null, at: null })).toBe('#s=abc');
  });

  test('leads to the place that it was made for', () => {
    fc.assert(
      fc.property(fc.oneof(spot, fc.constant('library' as const)), (visit) => {
        expect(visitOf(linkOf(visit))).toEqual(visit);
      }),
    );
  });

  test.each(['', '#', '#frame=4', '#s=', '#Library'])('“%s” leads nowhere', (hash) => {
    expect(visitOf(hash)).toBeNull();
  });

  test.each(['0', '-1', '1.5', '1e3', 'x', '9999999999'])('without a sensible frame (%s) names none', (frame) => {
    expect(visitOf(`#s=abc&frame=${frame}`)).toMatchObject({ sequence: 'abc', frame: null });
  });

  test('from anywhere is read without an error', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const visit = visitOf(`#${text}`);
        expect(visit === null || visit === 'library' || visit.sequence !== '').toBe(true);
      }),
    );
  });
});
