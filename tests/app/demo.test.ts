import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { groundingOf, identitiesOf, parseAll } from '../../src/grounding/index.ts';

const [WIDTH, HEIGHT] = [952, 532];
const folder = new URL('../../src/app/demo/', import.meta.url);
const text = readFileSync(new URL('completion.txt', folder), 'utf8');
const doc = parseAll(text);
const identities = identitiesOf(doc);
const frames = [1, 2, 3, 4, 5, 6];

const mentions = doc.story.flatMap(({ frame, spans }) =>
  [...new Set(spans.flatMap(({ mention }) => mention ?? []))].map((mention) => ({ frame, mention })),
);
const references = mentions.flatMap(({ frame, mention }) => mention.ids.map((id) => ({ frame, id })));
const where = references.map(({ frame, id }) => ({ frame, id, grounding: groundingOf(identities, id, frame) }));

test('the demo has the analysis and the story of six frames in order and without faults', () => {
  expect(doc.analyses.map(({ frame }) => frame)).toEqual(frames);
  expect(doc.story.filter(({ frame }) => frame !== null).map(({ frame }) => frame)).toEqual(frames);
  expect(doc.story.every(({ closed }) => closed)).toBe(true);
  expect(doc.faults).toEqual([]);
  expect(doc.narrative?.rows).toHaveLength(5);
});

test('every frame of the demo has three tables, and every entity in them has a box inside the picture', () => {
  for (const { tables } of doc.analyses) {
    expect(tables.map(({ kind }) => kind)).toEqual(['characters', 'objects', 'setting']);
    for (const { rows } of tables.filter(({ kind }) => kind !== 'setting')) {
      expect(rows).not.toHaveLength(0);
      for (const { id, box } of rows) {
        expect(id).not.toBeNull();
        if (box === null) throw new Error(`${id} has no box`);
        const { x1, y1, x2, y2 } = box;
        expect([x1, y1, x2, y2].every(Number.isInteger)).toBe(true);
        expect(x1 >= 0 && y1 >= 0 && x1 < x2 && y1 < y2 && x2 <= WIDTH && y2 <= HEIGHT, `${id} ${x1},${y1}`).toBe(true);
      }
    }
  }
});

test('exactly one entity of the demo is grounded in no frame', () => {
  expect(where.filter(({ grounding }) => grounding === 'none')).toEqual([{ frame: 3, id: 'lm2', grounding: 'none' }]);
});

test('three entities of the demo are mentioned in a frame where they have no box', () => {
  const elsewhere = where.filter(({ grounding }) => grounding === 'elsewhere').map(({ frame, id }) => `${frame} ${id}`);
  expect(elsewhere).toEqual(['3 char4', '4 char1', '6 obj2']);
});

test('the demo has every kind of mention, of one, two and three entities', () => {
  const kinds = new Set(mentions.map(({ mention }) => `${mention.tag} ${mention.ids.length}`));
  for (const kind of ['gdo 1', 'gdo 2', 'gdo 3', 'gda 1', 'gda 2', 'gda 3', 'gdl 1']) expect(kinds).toContain(kind);
  const landmarks = mentions.filter(({ mention }) => mention.tag === 'gdl').flatMap(({ mention }) => mention.ids);
  expect(landmarks).toContain('lm1');
  expect(landmarks).toContain('bg1');
});

test.each(frames)('picture %i of the demo is a WebP with the size that the boxes refer to', (frame) => {
  const bytes = readFileSync(new URL(`frame-${frame}.webp`, folder));
  expect(bytes.toString('latin1', 0, 4) + bytes.toString('latin1', 8, 16)).toBe('RIFFWEBPVP8X');
  // The extended header (RFC 9649, 2.7) contains width - 1 and height - 1 of the canvas, in 24 bits each.
  expect([bytes.readUIntLE(24, 3) + 1, bytes.readUIntLE(27, 3) + 1]).toEqual([WIDTH, HEIGHT]);
  expect(bytes.length).toBeLessThan(40_000);
});
