import { describe, expect, test } from 'vitest';
import { COLUMNS, looksLikeRow } from '../../src/grounding/headings.ts';
import { readEntityId } from '../../src/grounding/ids.ts';
import { readTag } from '../../src/grounding/tags.ts';
import { groundingOf, identitiesOf, parseAll } from '../../src/grounding/index.ts';
import { FORMAT_PROMPT } from '../../src/inference/index.ts';

const [rules = '', example = ''] = FORMAT_PROMPT.split(/^EXAMPLE, for two images:\n/m);
const doc = parseAll(example);
const tables = doc.analyses.flatMap((analysis) => analysis.tables);

describe('the example', () => {
  test('is parsed completely and without faults', () => {
    expect(doc.faults).toEqual([]);
    expect(doc.phase).toBe('done');
    expect(doc.notes).toEqual([]);
    expect(doc.analyses.flatMap(({ notes }) => notes)).toEqual([]);
    expect(doc.analyses.map(({ frame }) => frame)).toEqual([1, 2]);
    expect(doc.story.filter(({ frame }) => frame !== null).map(({ frame, closed }) => [frame, closed])).toEqual([
      [1, true],
      [2, true],
    ]);
    expect(doc.narrative?.rows).toHaveLength(2);
  });

  test('has all tables that the rules require, with the columns that the parser knows', () => {
    const kinds = ['characters', 'objects', 'setting'] as const;
    expect(tables.map(({ kind }) => kind)).toEqual([...kinds, ...kinds]);
    for (const { kind, columns, rows } of tables) {
      expect(columns).toEqual(COLUMNS[kind]);
      expect(rows.length).toBeGreaterThan(0);
      for (const { cells } of rows) expect(cells).toHaveLength(columns.length);
    }
    expect(doc.narrative?.columns).toEqual(COLUMNS.narrative);
  });

  test('has a box in thousandths for every entity', () => {
    const rows = tables.filter(({ kind }) => kind !== 'setting').flatMap((table) => table.rows);
    expect(rows.length).toBeGreaterThan(4);
    for (const { id, box } of rows) {
      expect(id).not.toBeNull();
      if (box === null) throw new Error(`${id} has no box`);
      for (const edge of [box.x1, box.y1, box.x2, box.y2]) expect(edge).toBeGreaterThanOrEqual(0);
      expect(box.x2).toBeGreaterThan(box.x1);
      expect(box.y2).toBeGreaterThan(box.y1);
      expect(Math.max(box.x2, box.y2)).toBeLessThanOrEqual(1000);
    }
  });

  test('grounds every mention in its own frame and has mentions of every kind', () => {
    const identities = identitiesOf(doc);
    const mentions = doc.story.flatMap(({ frame, spans }) =>
      spans.flatMap(({ mention }) => (mention === null ? [] : [{ frame, ...mention }])),
    );
    expect(new Set(mentions.map(({ tag }) => tag))).toEqual(new Set(['gdo', 'gda', 'gdl']));
    for (const { ids, frame } of mentions) {
      expect(ids).not.toEqual([]);
      expect(ids.map((id) => [id, groundingOf(identities, id, frame)])).toEqual(ids.map((id) => [id, 'here']));
    }
  });

  test('has an identity in both frames and mentions every entity in the story', () => {
    const identities = identitiesOf(doc);
    expect(identities.of('char1').map(({ frame }) => frame)).toEqual([1, 2]);
    const named = new Set(doc.story.flatMap(({ spans }) => spans.flatMap(({ mention }) => mention?.ids ?? [])));
    expect(named).toEqual(new Set(doc.entities));
  });
});

describe('the rules', () => {
  test('name the columns that the parser knows, in the same order', () => {
    for (const kind of ['characters', 'objects', 'setting', 'narrative'] as const) {
      const [first = '', ...others] = COLUMNS[kind];
      const named = rules.slice(rules.indexOf(`columns ${first}`));
      const positions = [first, ...others].map((column) => named.indexOf(column));
      expect(positions).not.toContain(-1);
      expect(positions).toEqual(positions.toSorted((a, b) => a - b));
    }
  });

  test('name only tags, identities and phases that the parser knows', () => {
    for (const [tag] of rules.replaceAll('ID>', 'char1>').matchAll(/<[^>]+>/g)) {
      expect(readTag(tag.replace('imageN', 'image1'))).not.toBeNull();
    }
    for (const id of ['char1', 'char2', 'obj1', 'lm1', 'bg1']) {
      expect(rules).toContain(id);
      expect(readEntityId(id)).toBe(id);
    }
    const phases = /Narrative Phase \(([^)]+)\)/.exec(rules)?.[1]?.split(', ') ?? [];
    expect(phases).toHaveLength(5);
    for (const phase of phases) expect(looksLikeRow([phase], 'narrative')).toBe(true);
  });

  test('name every heading and tag of the example', () => {
    for (const [heading] of example.matchAll(/^#+ (?:Characters|Objects|Setting|Narrative Structure)$/gm)) {
      expect(rules).toContain(`"${heading}"`);
    }
    for (const [tag] of example.matchAll(/<(?:gd[oal]|gdi)\b/g)) expect(rules).toContain(tag);
  });
});
