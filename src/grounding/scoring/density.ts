import { strip } from './python-text.ts';
import { narrativeRowsOf } from './strict-reader.ts';
import { countTags, countWords } from './tag-counts.ts';
import type { TagCounts } from './tag-counts.ts';
import { phaseOfRow } from './validators.ts';

/** The tags and words of a phase of the narrative. The papers report tags per 100 words, over all stories together. */
export interface PhaseCounts {
  readonly tags: TagCounts;
  readonly words: number;
}

const FRAME = /<gdi image(\p{Nd}+)>([^]*?)<\/gdi>/gu;

/** The counts of each phase that has a text. Of two rows with one phase, the last one counts, as in the project's code. */
export function densityByPhase(thought: string, story: string): ReadonlyMap<string, PhaseCounts> {
  const texts = new Map<number, string>();
  for (const [, number, text = ''] of story.matchAll(FRAME)) texts.set(Number(number), strip(text));
  const images = new Map<string, readonly number[]>();
  for (const row of narrativeRowsOf(thought) ?? []) {
    const written = row.get('Images');
    const phase = phaseOfRow(row);
    if (written !== undefined && phase !== '') images.set(phase, imagesIn(written));
  }
  const counts = new Map<string, PhaseCounts>();
  for (const [phase, numbers] of images) {
    const text = numbers.map((number) => (texts.has(number) ? `${texts.get(number)} ` : '')).join('');
    if (text !== '') counts.set(phase, { tags: countTags(text), words: countWords(text) });
  }
  return counts;
}

/** The first number of each part between commas: the project's code reads `1-3` and `Image 1 to Image 3` as image 1. */
function imagesIn(written: string): readonly number[] {
  return written.split(',').flatMap((part) => {
    const number = /\d+/.exec(part)?.[0];
    return number === undefined ? [] : [Number(number)];
  });
}
