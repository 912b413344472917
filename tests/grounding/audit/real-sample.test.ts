import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findingsOf, parseAll } from '../../../src/grounding/index.ts';
import { realSample } from '../../fixtures/real-sample.ts';

function countsOf(text: string, frames: number, width: number, height: number): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of findingsOf(
    parseAll(text),
    Array.from({ length: frames }, () => ({ width, height })),
  ).list)
    counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

// Every finding of both texts was read by hand. Of the 75 in story 3920, 74 are right: “phone” in “phone call” is not
// the phone. The 43 in the demo are right, 26 of them notes.
test.skipIf(realSample === null)('story 3920 has these findings', () => {
  expect(countsOf(realSample ?? '', 17, 575, 240)).toEqual({
    // IDs that the model gave to light and architecture: bg1, bg4 and bg6 to bg15.
    'no-row': 12,
    // char1 in frames 4 and 6, char4 in 6 and 10, char5 in 5, bg2, bg3, obj7: they have no row there.
    'other-frame': 28,
    // `<gda char4>stands</gdo>` and the like, in frames 4, 6 and 11.
    'wrong-closing': 3,
    // “elevator” in frames 3 (twice) and 17, and “phone” in “phone call” in frame 9, which is the false alarm.
    'untagged-object': 4,
    // 8 of people (“His face reflects …”), and 13 of things (“it”, “its”), which are notes.
    'untagged-pronoun': 21,
    // char3 in frame 2, char1 in frame 8, obj1 in frame 11.
    'whole-frame': 3,
    // bg5 in 8 and 10, obj9 in 12, char3 in 13.
    'copied-box': 4,
  });
});

test('the demo has these findings, and no other', () => {
  expect(countsOf(readFileSync('src/app/demo/completion.txt', 'utf8'), 6, 952, 532)).toEqual({
    // The scenes change from picture to picture: lm1 in 2, obj1 in 4 and 5, obj3 in 4 and 5, char4 in 5, char3 in 6.
    jump: 7,
    // 11 of people, and 16 notes: “it”, and pronouns in speech.
    'untagged-pronoun': 27,
    // lm2, the harbour.
    'no-row': 1,
    // char4 is spoken of in frame 3, char1 in frame 4, and obj2 in frame 6.
    'other-frame': 3,
    // “the boats home” in frame 3, of which obj3 is one, and “at the boat” in frame 6.
    'untagged-object': 2,
    // The boat climbs, drops and comes round the point: notes.
    'wrong-kind': 3,
  });
});
