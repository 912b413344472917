import { describe, expect, test } from 'vitest';
import { COLUMNS, looksLikeRow, readEntityId, readTag } from '../../src/grounding/grammar.ts';
import { groundingOf, identitiesOf, parseAll } from '../../src/grounding/index.ts';
import { FORMAT_PROMPT } from '../../src/inference/index.ts';

const [rules = '', example = ''] = FORMAT_PROMPT.split(/^EXAMPLE, for two images:\n/m);
const told = parseAll(example);
const tables = told.analyses.flatMap((analysis) => analysis.tables);

describe('the example', () => {
  test('is told without any fault, and all of it is read', () => {
    expect(told.faults).toEqual([]);
    expect(told.phase).toBe('done');
    expect(told.notes).toEqual([]);
    expect(told.analyses.flatMap(({ notes }) => notes)).toEqual([]);
    expect(told.analyses.map(({ frame }) => frame)).toEqual([1, 2]);
    expect(told.story.filter(({ frame }) => frame !== null).map(({ frame, closed }) => [frame, closed])).toEqual([
      [1, true],
      [2, true],
    ]);
    expect(told.narrative?.rows).toHaveLength(2);
  });

  test('has the tables that are asked for, with the columns that are known', () => {
    const kinds = ['characters', 'objects', 'setting'] as const;
    expect(tables.map(({ kind }) => kind)).toEqual([...kinds, ...kinds]);
    for (const { kind, columns, rows } of tables) {
      expect(columns).toEqual(COLUMNS[kind]);
      expect(rows.length).toBeGreaterThan(0);
      for (const { cells } of rows) expect(cells).toHaveLength(columns.length);
    }
    expect(told.narrative?.columns).toEqual(COLUMNS.narrative);
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

  test('grounds every mention in its own frame, and has a mention of every kind', () => {
    const identities = identitiesOf(told);
    const mentions = told.story.flatMap(({ frame, spans }) =>
      spans.flatMap(({ mention }) => (mention === null ? [] : [{ frame, ...mention }])),
    );
    expect(new Set(mentions.map(({ tag }) => tag))).toEqual(new Set(['gdo', 'gda', 'gdl']));
    for (const { ids, frame } of mentions) {
      expect(ids).not.toEqual([]);
      expect(ids.map((id) => [id, groundingOf(identities, id, frame)])).toEqual(ids.map((id) => [id, 'here']));
    }
  });

  test('keeps an identity through both frames, and names everybody in the story', () => {
    const identities = identitiesOf(told);
    expect(identities.of('char1').map(({ frame }) => frame)).toEqual([1, 2]);
    const named = new Set(told.story.flatMap(({ spans }) => spans.flatMap(({ mention }) => mention?.ids ?? [])));
    expect(named).toEqual(new Set(told.entities));
  });
});

describe('the rules', () => {
  test('name the columns that are known, in their order', () => {
    for (const kind of ['characters', 'objects', 'setting', 'narrative'] as const) {
      const [first = '', ...others] = COLUMNS[kind];
      const named = rules.slice(rules.indexOf(`columns ${first}`));
      const places = [first, ...others].map((column) => named.indexOf(column));
      expect(places).not.toContain(-1);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    }
  });

  test('name tags, identities and phases that are known', () => {
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

  test('and what the example uses is what the rules name', () => {
    for (const [heading] of example.matchAll(/^#+ (?:Characters|Objects|Setting|Narrative Structure)$/gm)) {
      expect(rules).toContain(`"${heading}"`);
    }
    for (const [tag] of example.matchAll(/<(?:gd[oal]|gdi)\b/g)) expect(rules).toContain(tag);
  });
});
