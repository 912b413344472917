// What the name of a file says about the text in it.

/** Which part of a story a file has. `metadata` lists its pictures. */
export type Part = 'thought' | 'story' | 'metadata';

const NAME = /^(.*?)(?:^|[_\-. /])(cot|chain[_-]?of[_-]?thought|thinking|think|story|metadata)(?:\.\w+)?$/i;

/** Which part of a story a file has, by the end of its name; null if the name does not say. */
export function partOf(name: string): Part | null {
  const word = NAME.exec(name)?.[2]?.toLowerCase();
  if (word === undefined) return null;
  return word === 'story' || word === 'metadata' ? word : 'thought';
}

/** The common beginning of the file names of one story; null if the name does not say that the file is a part. */
export function beginningOf(name: string): string | null {
  const found = NAME.exec(name);
  return found === null ? null : (found[1] ?? '');
}

/**
 * The ID of the story in a file: its name without its extension, or the part before `_cot` and `_story`. An extension
 * begins with a letter, so the seed of `STORYID.HASH.SEED` is not an extension.
 */
export function idOfFile(name: string): string {
  return beginningOf(name) ?? name.replace(/\.[a-z]\w{0,9}$/i, '');
}

/** The story of an output that is named STORYID.HASH.SEED, as batch results are; null for any other name. */
export function storyIdOf(id: string): string | null {
  return /^(.+)\.\w+\.\d+$/.exec(id)?.[1] ?? null;
}
