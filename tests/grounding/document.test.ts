import { expect, test } from 'vitest';
import { createParser, emptyDocument, parseAll, reduce, reduceAll } from '../../src/grounding/index.ts';
import type { GroundedDocument } from '../../src/grounding/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { cut, eventsOf } from '../helpers/feed.ts';

function documents(text: string): GroundedDocument[] {
  const seen: GroundedDocument[] = [emptyDocument];
  const parser = createParser((event) => seen.push(reduce(seen.at(-1) ?? emptyDocument, event)));
  for (const piece of cut(text, [4])) parser.write(piece);
  parser.end();
  return seen;
}

test('an event replaces the path to what it changes and shares all the rest', () => {
  let replacedSpans = 0;
  const seen = documents(harbour);
  for (const [i, now] of seen.entries()) {
    const before = seen[i - 1];
    if (!before) continue;
    if (now.story !== before.story) expect(now.analyses).toBe(before.analyses);
    for (const [n, frame] of before.story.slice(0, -1).entries()) expect(now.story[n]).toBe(frame);
    for (const [n, analysis] of before.analyses.slice(0, -1).entries()) expect(now.analyses[n]).toBe(analysis);
    const open = before.story.at(-1);
    for (const [n, span] of (open?.spans ?? []).slice(0, -1).entries()) {
      expect(now.story[before.story.length - 1]?.spans[n]).toBe(span);
      replacedSpans++;
    }
  }
  expect(replacedSpans).toBeGreaterThan(100);
});

test('a returned document never changes', () => {
  const seen = documents(harbour);
  const copies = seen.map((doc) => structuredClone(doc));
  reduceAll(seen.at(-2) ?? emptyDocument, eventsOf([harbour]));
  expect(seen).toEqual(copies);
});

test('reduceAll gives the same document as reduce for each event', () => {
  const events = eventsOf(cut(harbour, [3]));
  const oneByOne = events.reduce(reduce, emptyDocument);
  expect(reduceAll(emptyDocument, events)).toEqual(oneByOne);
  const half = Math.floor(events.length / 2);
  const first = reduceAll(emptyDocument, events.slice(0, half));
  const kept = structuredClone(first);
  expect(reduceAll(first, events.slice(half))).toEqual(oneByOne);
  expect(first).toEqual(kept);
});

test('the phases of a completion', () => {
  const phases = documents(harbour).map((doc) => doc.phase);
  expect(phases.filter((phase, i) => phase !== phases[i - 1])).toEqual(['waiting', 'thinking', 'writing', 'done']);
});

test('entities keep their order of first appearance while the text grows', () => {
  const seen = documents(harbour);
  const last = seen.at(-1)?.entities ?? [];
  for (const doc of seen) expect(doc.entities).toEqual(last.slice(0, doc.entities.length));
});

test('an empty completion is an empty document', () => {
  expect(parseAll('')).toEqual({ ...emptyDocument, phase: 'done' });
});
