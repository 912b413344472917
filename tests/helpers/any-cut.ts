import fc from 'fast-check';
import { expect } from 'vitest';
import { parseAll } from '../../src/grounding/index.ts';
import type { GroundedDocument } from '../../src/grounding/index.ts';
import { cut, eventsOf, feed, mentionsOf } from './feed.ts';

const lengths = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 12 });

/**
 * The document of a text, after checking that it is the same by character and in random cuts, and that the ranges of the
 * events tile the text.
 */
export function readInAnyCut(text: string): GroundedDocument {
  const whole = parseAll(text);
  expect(feed(cut(text, [1]))).toEqual(whole);
  fc.assert(
    fc.property(lengths, (by) => {
      const pieces = cut(text, by);
      expect(feed(pieces)).toEqual(whole);
      let at = 0;
      for (const event of eventsOf(pieces)) {
        if (event.type === 'fault') continue;
        expect(event.at[0]).toBe(at);
        [, at] = event.at;
        if (event.type === 'text') expect(event.text).toBe(text.slice(...event.at));
      }
      expect(at).toBe(text.length);
    }),
    { numRuns: 20 },
  );
  return whole;
}

/** Each mention as `gdo char1 char2: words`, with each white space in its words replaced by one space. */
export function mentionsIn(doc: GroundedDocument): string[] {
  return mentionsOf(doc).map(({ mention, text }) => {
    const words = text.trim().replaceAll(/\s+/g, ' ');
    return `${[mention.tag, ...mention.ids].join(' ')}: ${words}`;
  });
}

/** Each box as `image 1 char1: 1,2,3,4`. */
export function boxesIn(doc: GroundedDocument): string[] {
  return doc.analyses.flatMap(({ frame, tables }) =>
    tables.flatMap(({ rows }) =>
      rows.flatMap(({ id, box }) =>
        box === null ? [] : [`image ${frame} ${id}: ${[box.x1, box.y1, box.x2, box.y2].join()}`],
      ),
    ),
  );
}

/** What was reported, each with its count. */
export function reportsIn(doc: GroundedDocument): string[] {
  return doc.faults.map((fault) => (fault.type === 'unusual' ? `${fault.count} ${fault.what}` : fault.type));
}
