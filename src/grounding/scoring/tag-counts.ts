import { isPronoun } from './pronouns.ts';
import { strip } from './python-text.ts';

// The counts of the StoryReasoning project's statistics, with its own patterns: the first ID of a tag decides, and
// `<gdo bg1>` counts nowhere.

/** How often a story refers to each kind of thing. `all` is their sum. */
export interface TagCounts {
  readonly characters: number;
  readonly objects: number;
  readonly actions: number;
  readonly settings: number;
  readonly all: number;
}

export const CHARACTER = /<gdo char\p{Nd}+[^>]*>([^]*?)<\/gdo>/gu;
export const OBJECT = /<gdo obj\p{Nd}+[^>]*>[^]*?<\/gdo>/gu;
export const ACTION = /<gda[^>]*>[^]*?<\/gda>/g;
export const SETTING = /<gdl[^>]*>[^]*?<\/gdl>/g;

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** Counts the tags of a story or of a part of one. */
export function countTags(story: string): TagCounts {
  const characters = count(story, CHARACTER);
  const objects = count(story, OBJECT);
  const actions = count(story, ACTION);
  const settings = count(story, SETTING);
  return { characters, objects, actions, settings, all: characters + objects + actions + settings };
}

/** The words of a story without its tags. Python's `\w` is a letter, a number or `_`. */
export function countWords(story: string): number {
  return count(withoutTags(story), /[\p{L}\p{N}_]+/gu);
}

/** The story without the tags that the project's code removes: tags of frames and of mentions. */
function withoutTags(story: string): string {
  const bare = story
    .replaceAll(/<gdi image\p{Nd}+>/gu, '')
    .replaceAll('</gdi>', '')
    .replaceAll(/<gd[oal][^>]*>/g, '')
    .replaceAll(/<\/gd[oal]>/g, '');
  return strip(bare.replaceAll(/\n{3,}/g, '\n\n'));
}

/** How often a pronoun is in a story, and how often a tag of a character has only this pronoun. */
export interface PronounCount {
  readonly all: number;
  readonly grounded: number;
}

/** Each pronoun in the story, in lower case. This count uses a list of words; the papers use spaCy's tagger. */
export function countPronouns(story: string): ReadonlyMap<string, PronounCount> {
  const counts = new Map<string, { all: number; grounded: number }>();
  const entry = (pronoun: string): { all: number; grounded: number } => {
    const known = counts.get(pronoun);
    if (known !== undefined) return known;
    const made = { all: 0, grounded: 0 };
    counts.set(pronoun, made);
    return made;
  };
  for (const [word] of withoutTags(story).matchAll(/[\p{L}\p{N}_]+/gu))
    if (isPronoun(word)) entry(word.toLowerCase()).all++;
  for (const [, text = ''] of story.matchAll(CHARACTER)) if (isPronoun(text)) entry(text.toLowerCase()).grounded++;
  return counts;
}

/** The pronouns whose share among a character's mentions the papers report. */
const REPORTED = 'he she they we you his her their my our your him them me us'.split(' ');

/** The share of a story's mentions of characters that are one of the papers' pronouns, in percent; null without any. */
export function pronounShare(story: string): number | null {
  const mentions = Array.from(story.matchAll(CHARACTER), ([, text = '']) => text.toLowerCase());
  if (mentions.length === 0) return null;
  return (mentions.filter((text) => REPORTED.includes(text)).length / mentions.length) * 100;
}
