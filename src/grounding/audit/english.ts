// Words of English that the audit needs. The audit has no tagger, so it does not know words that are missing in these
// lists.

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Articles and other determiners: a mention of one of these words alone names nothing. */
export const DETERMINERS = words('a an the this that these those some any each every no another both all');

/** Words before an action that has no subject: `as <gda char1>ran</gda>`. */
export const BEFORE_SUBJECT = words(
  'as and then while when but or so that before after until because though although since if once where how why',
);

/** Where the head of a noun phrase ends: `Foot of the lighthouse`, `Lighthouse with two red bands`. */
const PREPOSITIONS = words(
  'of with in on at by for from to into near under over behind beside between against inside outside above below around across through and or that which who its their his her partially partly being seen held used out up down away off still now just far',
);

/** Words that do not describe a thing. */
export const EMPTY_WORDS = words(
  'a an the of with in on at by for from to and or is are his her its their who that which into near very some one two',
);

// The most frequent words of English texts (the top of the Brown corpus; Francis and Kučera, 1982), without those that
// other languages of Europe have, too.
const FREQUENT = words('the and of to was with his her she that for as had were from they by at on is it he');

/** How many words a text has, and how many of them are frequent in English. */
export function countEnglish(text: string): { readonly all: number; readonly frequent: number } {
  const all = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  return { all: all.length, frequent: all.filter((word) => FREQUENT.has(word)).length };
}

/** In English stories 25 to 40 % of the words are frequent ones, in other languages at most 6 %. */
export const LEAST_ENGLISH = 0.12;

/** The words of a text in lower case, without possessive endings. */
export function lowerWords(text: string): readonly string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+(?:[’'](?!s\b)\p{L}+)?/gu) ?? []) as readonly string[];
}

/** Makes `boxes` and `box`, `stories` and `story` the same word. */
export function singular(word: string): string {
  if (word.length < 4 || /(?:ss|us|is)$/.test(word)) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:x|ch|sh|ss)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}

/** The noun that a description is about: `Red kite` → `kite`, `Foot of the lighthouse` → `foot`. Null if there is none. */
export function headNoun(description: string): string | null {
  const phrase = lowerWords(description.split(/[,;(.]/, 1)[0] ?? '');
  const end = phrase.findIndex((word) => PREPOSITIONS.has(word));
  const head = (end < 0 ? phrase : phrase.slice(0, end)).at(-1);
  return head === undefined || head.length < 3 ? null : singular(head);
}
