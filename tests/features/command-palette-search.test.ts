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
  item('Commands', 'Show all boxes', { also: 'show' }),
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

describe('what is found', () => {
  test('is everything in its order, where nothing is looked for', () => {
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
  ])('%s: first of all %s', (query, first) => {
    expect(found(query)[0]).toBe(first);
  });

  test('has the words whole before it begins with them, and begins with them before it has them within', () => {
    expect(found('image 1')).toEqual(['Image 1', 'Image 10', 'Image 11', 'Image 12', 'Image 13', 'Image 14']);
    expect(found('raw')).toEqual(['Raw', 'Show all boxes']);
  });

  test('is called so, before it is found by what is said besides', () => {
    expect(found('1').slice(0, 2)).toEqual(['Image 1', 'Image 10']);
    expect(found('1')).toContain('Zoë');
  });

  test('has all words', () => {
    expect(found('raw story')).toEqual([]);
    expect(found('xyzzy')).toEqual([]);
  });

  test('is no more than can be read, and says of how many', () => {
    const [group] = search(images(200), 'image');
    expect(group).toMatchObject({ group: 'Images', count: 200 });
    expect(group?.items).toHaveLength(MAX_SHOWN);
    expect(search(images(200), 'image 187')[0]?.items.map(({ label }) => label)).toEqual(['Image 187']);
  });

  test('is found by each of its own words, however they are cut', () => {
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.nat(30), (one, length) => {
        const query = one.label.slice(0, length);
        expect(found(query)).toContain(one.label);
      }),
    );
  });
});
