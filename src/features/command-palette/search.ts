import type { Group, Item } from './item.ts';

/** So many of a group are shown at most: with two more letters it is fewer, and nobody reads 200 lines. */
export const MAX_SHOWN = 30;

export interface Found {
  readonly group: Group;
  readonly items: readonly Item[];
  /** How many there are, of which `items` are the first. */
  readonly count: number;
}

/**
 * The items that have all words of a query, in any order, those first that have them whole, then at the beginning of a
 * word, then within one; the group with the best of them comes first. Without words it is everything.
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

/** Zero where a word is missing. What an item is called counts for more than what is said besides. */
function scoreOf({ label, note, also }: Item, wanted: readonly string[]): number {
  const called = wordsOf(label);
  const besides = wordsOf(`${note ?? ''} ${also ?? ''}`);
  let score = 1;
  for (const word of wanted) {
    const best = Math.max(fit(word, called), fit(word, besides) - 0.5);
    if (best <= 0) return 0;
    score += best;
  }
  return wanted.length > 0 && called[0] === wanted[0] ? score + 1 : score;
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

/** Letters and figures apart, so that 12 finds char12; accents say nothing. */
function wordsOf(text: string): readonly string[] {
  const plain = text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain.match(/\p{L}+|\p{N}+/gu) ?? [];
}
