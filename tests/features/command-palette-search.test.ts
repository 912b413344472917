import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Item } from '../../src/features/command-palette/item.ts';
import { MAX_SHOWN, search } from '../../src/features/command-palette/search.ts';

const item = (group: Item['group'], label: string, more: Partial<Item> = {}): Item => ({
  id: `${group} ${label}`,
  group,
  label,
  choose: () => undefined,
  ...more,
});
const images = (count: number): Item[] =>
  Array.from({ length: count }, (_, i) => item('Images', `Image ${i + 1}`, { note: `shot-${1000 - i}.png` }));

const all: readonly Item[] = [
  item('Commands', 'Draw all boxes', { also: 'show' }),
  item('Commands', 'Regenerate the story only'),
  item('Commands', 'Colour by kind', { also: 'color' }),
  item('Views', 'Story'),
  item('Views', 'Raw'),
  item('Identities', 'Zoë', { note: 'char1' }),
  item('Identities', 'Marble tower', { note: 'lm3' }),
  item('Identities', 'char12'),
  ...images(14),
];
const found = (query: string): string[] => search(all, query).flatMap(({ items }) => items.map(({ label }) => label));

describe('the results of the command search', () => {
  test('are all commands in their order without a query', () => {
    expect(search(all, ' ').map(({ group, count }) => [group, count])).toEqual([
      ['Commands', 3],
      ['Views', 2],
      ['Identities', 3],
      ['Images', 14],
    ]);
    expect(found('')).toEqual(all.map(({ label }) => label));
  });

  test.each([
    ['image 12', 'Image 12'],
    ['3', 'Image 3'],
    ['char12', 'char12'],
    ['lm3', 'Marble tower'],
    ['tower marb', 'Marble tower'],
    ['zoe', 'Zoë'],
    ['ZOË', 'Zoë'],
    ['color', 'Colour by kind'],
    ['raw', 'Raw'],
    ['story', 'Story'],
    ['shot-998', 'Image 3'],
  ])('for “%s” begin with “%s”', (query, first) => {
    expect(found(query)[0]).toBe(first);
  });

  test('rank whole words first, then beginnings of words, then parts of words', () => {
    expect(found('image 1')).toEqual(['Image 1', 'Image 10', 'Image 11', 'Image 12', 'Image 13', 'Image 14']);
    expect(found('raw')).toEqual(['Raw', 'Draw all boxes']);
  });

  test('rank a match in the name before a match in other text', () => {
    expect(found('1').slice(0, 2)).toEqual(['Image 1', 'Image 10']);
    expect(found('1')).toContain('Zoë');
  });

  test('contain every word of the query', () => {
    expect(found('raw story')).toEqual([]);
    expect(found('xyzzy')).toEqual([]);
  });

  test('include a step to undo only for a word about undoing, not for the name of what it changed', () => {
    const step = item('Undo', 'Undo: Add frame-1.png', { also: 'revert', onlyFor: ['undo', 'revert'] });
    const both = [step, item('Images', 'Image 1', { note: 'frame-1.png' })];
    const labels = (query: string): string[] =>
      search(both, query).flatMap(({ items }) => items.map(({ label }) => label));
    expect(labels('frame-1')).toEqual(['Image 1']);
    expect(labels('add')).toEqual([]);
    expect(labels('und frame')).toEqual(['Undo: Add frame-1.png']);
    expect(labels('revert')).toEqual(['Undo: Add frame-1.png']);
    expect(labels('')).toHaveLength(2);
  });

  test('are limited to a readable number, with the total count', () => {
    const [group] = search(images(200), 'image');
    expect(group).toMatchObject({ group: 'Images', count: 200 });
    expect(group?.items).toHaveLength(MAX_SHOWN);
    expect(search(images(200), 'image 187')[0]?.items.map(({ label }) => label)).toEqual(['Image 187']);
  });

  test('include a command for each part of its words', () => {
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.nat(30), (one, length) => {
        const query = one.label.slice(0, length);
        expect(found(query)).toContain(one.label);
      }),
    );
  });
});
