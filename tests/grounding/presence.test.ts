import { expect, test } from 'vitest';
import { createParser, emptyDocument, parseAll, presenceOf, reduce } from '../../src/grounding/index.ts';
import type { GroundedDocument, Presence } from '../../src/grounding/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { cut, mentionsOf, rowsOf } from '../helpers/feed.ts';
import { longStory } from '../helpers/long-story.ts';

function find(doc: GroundedDocument, id: string): Presence {
  const found = presenceOf(doc).find((one) => one.id === id);
  if (!found) throw new Error(`${id} is missing`);
  return found;
}

const framesOf = ({ frames }: Presence): unknown => Object.fromEntries(frames);

test('every entity is listed, in the order of its first appearance', () => {
  const all = presenceOf(parseAll(harbour));
  expect(all.map(({ id, kind, name, first }) => [id, kind, name, first])).toEqual([
    ['char1', 'char', 'Ines', 1],
    ['char2', 'char', 'Tom', 1],
    ['obj1', 'obj', 'Red kite', 1],
    ['lm1', 'lm', 'Clock tower', 1],
    // No table names it: its name is the first words of the story that mention it.
    ['bg1', 'bg', 'the nets', 2],
  ]);
});

test('boxes, mentions and actions are counted separately for each frame', () => {
  const doc = parseAll(harbour);
  const ines = find(doc, 'char1');
  expect(framesOf(ines)).toEqual({
    1: { boxed: true, mentions: 2, actions: 1 },
    2: { boxed: false, mentions: 1, actions: 0 },
    3: { boxed: true, mentions: 1, actions: 1 },
  });
  expect([ines.mentions, ines.actions, ines.persistence]).toEqual([4, 2, 3]);
  expect(framesOf(find(doc, 'bg1'))).toEqual({ 2: { boxed: false, mentions: 1, actions: 0 } });
});

test('a mention of two entities counts for both and names neither', () => {
  const doc = parseAll('<gdi image2><gdo char1 char2>They</gdo> <gda char1 char2>ran</gda>.</gdi>');
  for (const id of ['char1', 'char2'])
    expect(find(doc, id)).toMatchObject({ name: null, first: 2, mentions: 1, actions: 1, persistence: 1 });
});

test('a mention that contains another one counts once and keeps all its words', () => {
  const doc = parseAll('<gdi image1><gdo char1>the man with <gdo obj1>a  hat</gdo> on</gdo></gdi>');
  expect(find(doc, 'char1')).toMatchObject({ mentions: 1, name: 'the man with a hat on' });
  expect(find(doc, 'obj1')).toMatchObject({ mentions: 1, name: 'a hat' });
});

test('a mention outside every frame counts in the total only', () => {
  const doc = parseAll('<gdo char1>She</gdo> slept.\n<gdi image3><gdo char1>She</gdo> woke.</gdi>');
  const she = find(doc, 'char1');
  expect([she.mentions, she.persistence, she.first]).toEqual([2, 1, 3]);
  const loose = find(parseAll('<gdo char1>She</gdo> <gda char1>slept</gda>.'), 'char1');
  expect([loose.mentions, loose.actions, loose.persistence, loose.first]).toEqual([1, 1, 0, null]);
});

test('a frame with two stories counts once, and the first frame is the lowest', () => {
  const storyOf = (n: number): string => `<gdi image${n}><gdo char1>She</gdo></gdi>`;
  const she = find(parseAll(storyOf(4) + storyOf(2) + storyOf(4)), 'char1');
  expect(framesOf(she)).toEqual({
    2: { boxed: false, mentions: 1, actions: 0 },
    4: { boxed: false, mentions: 2, actions: 0 },
  });
  expect(she.first).toBe(2);
});

test('a document is counted once, and a streamed one gives the same counts as a whole one', () => {
  const seen: GroundedDocument[] = [emptyDocument];
  const parser = createParser((event) => seen.push(reduce(seen.at(-1) ?? emptyDocument, event)));
  for (const piece of cut(harbour, [7])) {
    parser.write(piece);
    presenceOf(seen.at(-1) ?? emptyDocument);
  }
  parser.end();
  const last = seen.at(-1) ?? emptyDocument;
  expect(presenceOf(last)).toBe(presenceOf(last));
  expect(presenceOf(last)).toEqual(presenceOf(parseAll(harbour)));
  // Each document on the way has its own counts, independent of the documents before it.
  for (const doc of seen) expect(presenceOf(doc)).toEqual(presenceOf({ ...doc, story: structuredClone(doc.story) }));
});

test('all mentions, actions and boxes are counted exactly once', () => {
  const doc = parseAll(longStory(9));
  const sum = (of: (presence: Presence) => number): number =>
    presenceOf(doc).reduce((total, presence) => total + of(presence), 0);
  const references = mentionsOf(doc).map(({ mention }) => ({
    acts: mention.tag === 'gda',
    n: mention.ids.length,
  }));
  const all = (acts: boolean): number => references.filter((r) => r.acts === acts).reduce((n, r) => n + r.n, 0);
  expect(sum((one) => one.mentions)).toBe(all(false));
  expect(sum((one) => one.actions)).toBe(all(true));
  expect(sum((one) => [...one.frames.values()].filter(({ boxed }) => boxed).length)).toBe(rowsOf(doc).length);
});
