import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distanceInto } from '../../src/ui/reveal.ts';
import { nextInRow } from '../../src/ui/useTabStop.ts';

test.each([
  ['ArrowRight', 0, 1, 1],
  ['ArrowRight', 2, 2, 0],
  ['ArrowLeft', 2, 1, 1],
  ['ArrowLeft', 0, 0, 2],
  ['Home', 2, 0, 0],
  ['End', 0, 2, 2],
  ['ArrowDown', 1, null, null],
])('%s leads from item %i of three to %j, or to %j in a row without ends', (key, from, stopped, wrapped) => {
  expect(nextInRow(key, from, 3, 'stop')).toBe(stopped);
  expect(nextInRow(key, from, 3, 'wrap')).toBe(wrapped);
});

const place = fc.integer({ min: -1000, max: 1000 });
const size = fc.integer({ min: 1, max: 500 });

test('what is revealed is in the room, and it moved no further than needed', () => {
  fc.assert(
    fc.property(place, size, place, size, (from, length, start, room) => {
      const to = from + length;
      const end = start + room;
      const moved = distanceInto(from, to, start, end);
      if (length > room) expect(from - moved).toBe(start);
      else {
        expect(from - moved).toBeGreaterThanOrEqual(start);
        expect(to - moved).toBeLessThanOrEqual(end);
        expect(Math.abs(moved)).toBe(Math.max(0, start - from, to - end));
      }
    }),
  );
});
