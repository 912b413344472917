import type { Group, Item } from './item.ts';

/**
 * The maximum number of results shown per group. More letters narrow them down; 200 lines would be too many to read.
 */
export const MAX_SHOWN = 30;

export interface Found {
  readonly group: Group;
  readonly items: readonly Item[];
  /** The number of all matches; `items` has the first of them. */
  readonly count: number;
}

/**
 * Finds the items that contain all words of the query, in any order. Whole words rank before beginnings of words, and
 * those before parts of words. The group with the best match comes first. An empty query finds everything.
 */
export function search(items: readonly Item[], query: string): readonly Found[] {
  const words = wordsOf(query);
  const groups = new Map<Group, { item: Item; score: number }[]>();
  for (const item of items) {
    const score = scoreOf(item, words);
    if (score === 0) continue;
    const group = groups.get(item.group);
    if (group) group.push({ item, score });
    else groups.set(item.group, [{ item, score }]);
  }
  return Array.from(groups, ([group, all]) => ({ group, all: all.toSorted((a, b) => b.score - a.score) }))
    .toSorted((a, b) => (b.all[0]?.score ?? 0) - (a.all[0]?.score ?? 0))
    .map(({ group, all }) => ({ group, count: all.length, items: all.slice(0, MAX_SHOWN).map(({ item }) => item) }));
}

/** The score of an item; zero if a word is missing. A match in the label counts more than one in the other texts. */
function scoreOf({ label, note, also, onlyFor }: Item, wanted: readonly string[]): number {
  if (onlyFor && wanted.length > 0 && !onlyFor.some((word) => wanted.some((part) => word.startsWith(part)))) return 0;
  const labelWords = wordsOf(label);
  const otherWords = wordsOf(`${note ?? ''} ${also ?? ''}`);
  let score = 1;
  for (const word of wanted) {
    const best = Math.max(fit(word, labelWords), fit(word, otherWords) - 0.5);
    if (best <= 0) return 0;
    score += best;
  }
  return wanted.length > 0 && labelWords[0] === wanted[0] ? score + 1 : score;
}

function fit(wanted: string, words: readonly string[]): number {
  let best = 0;
  for (const word of words) {
    if (word === wanted) return 3;
    if (word.startsWith(wanted)) best = 2;
    else if (best === 0 && word.includes(wanted)) best = 1;
  }
  return best;
}

/**
 * The words of a text in lower case, without accents. Letters and digits are separate words, so that 12 finds char12.
 */
function wordsOf(text: string): readonly string[] {
  const plain = text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain.match(/\p{L}+|\p{N}+/gu) ?? [];
}
