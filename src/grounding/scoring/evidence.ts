import { sayCount } from '../counts.ts';
import { eachMention } from '../mentions.ts';
import type { EntityId, FrameNo, GroundedDocument } from '../types.ts';
import { isPronoun } from './pronouns.ts';
import { idsIn } from './statistics.ts';
import { sectionsOf, storyOf, thoughtOf } from './strict-reader.ts';
import { ACTION, CHARACTER, OBJECT, SETTING } from './tag-counts.ts';

// What the statistics count, one by one, so that a user can look at the cases behind a number.

/** A mention, a word or an entity that a number counts. */
export interface Evidence {
  /** The words of the story, or the name of the entity. */
  readonly text: string;
  /** What distinguishes it from the others, in a few words. */
  readonly detail: string;
  readonly ids: readonly EntityId[];
  /** The frame that shows it; null for text outside every frame. */
  readonly frame: FrameNo | null;
  /** The offset of its mention in the completion; null if the parser sees no mention there. */
  readonly at: number | null;
}

/** The tags that the papers count, by kind, with the patterns of the counts. */
export function evidenceOfTags(
  completion: string,
  doc: GroundedDocument,
): Readonly<Record<'characters' | 'objects' | 'actions' | 'settings', readonly Evidence[]>> {
  const mentions = new Map(eachMention(doc).map((placed) => [placed.mention.at[0], placed]));
  const story = storyOf(completion);
  const start = completion.indexOf(story, Math.max(0, completion.indexOf('</think>')));
  const found = (pattern: RegExp): readonly Evidence[] =>
    Array.from(story.matchAll(pattern), ({ index, 0: written }) => {
      const placed = mentions.get(start + index);
      const ids = placed?.mention.ids ?? [];
      return {
        text: placed?.text ?? written.replaceAll(/<[^>]*>/g, ''),
        detail: ids.join(', '),
        ids,
        frame: placed?.frame ?? null,
        at: placed === undefined ? null : start + index,
      };
    });
  return { characters: found(CHARACTER), objects: found(OBJECT), actions: found(ACTION), settings: found(SETTING) };
}

/** How many characters around a word are shown. */
const AROUND = 24;

/** The pronouns of the story that are not all the words of a character's tag, each with the words around it. */
export function ungroundedPronouns(doc: GroundedDocument): readonly Evidence[] {
  return doc.story.flatMap(({ frame, spans }) =>
    spans.flatMap(({ text, mention }, place) => {
      const isAlone = mention !== null && mention.tag === 'gdo' && isPronoun(text);
      if (isAlone && mention.ids[0]?.startsWith('char') === true) return [];
      const before = spans[place - 1]?.text ?? '';
      const after = spans[place + 1]?.text ?? '';
      return Array.from(text.matchAll(/[\p{L}\p{N}_]+/gu)).flatMap(({ index, 0: word }): readonly Evidence[] => {
        if (!isPronoun(word)) return [];
        const around = `${before}${text}${after}`;
        const from = before.length + index;
        const shown = around.slice(Math.max(0, from - AROUND), from + word.length + AROUND).trim();
        return [{ text: word, detail: `… ${shown} …`, ids: mention?.ids ?? [], frame, at: mention?.at[0] ?? null }];
      });
    }),
  );
}

/** The entities of the tables, each with its images. Those in most images come first. */
export function evidenceOfEntities(completion: string, kind: 'characters' | 'objects'): readonly Evidence[] {
  const images = new Map<string, number[]>();
  for (const [index, section] of sectionsOf(thoughtOf(completion)).entries())
    for (const id of idsIn(section, kind)) images.set(id, [...(images.get(id) ?? []), index + 1]);
  return [...images]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([id, numbers]) => ({
      text: id,
      detail: `in ${sayCount(numbers.length, 'image')}: ${numbers.join(', ')}`,
      ids: [id as EntityId],
      frame: (numbers[0] ?? 1) as FrameNo,
      at: null,
    }));
}
