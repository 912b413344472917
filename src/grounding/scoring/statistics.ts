import type { GroundedDocument } from '../types.ts';
import { densityByPhase } from './density.ts';
import type { PhaseCounts } from './density.ts';
import { countPlaces, referencesOf } from './references.ts';
import type { PlaceCounts } from './references.ts';
import { narrativeRowsOf, sectionsOf, storyOf, thoughtOf } from './strict-reader.ts';
import type { StrictSection } from './strict-reader.ts';
import { countPronouns, countTags, countWords, pronounShare } from './tag-counts.ts';
import type { PronounCount, TagCounts } from './tag-counts.ts';
import { isWellStructured } from './validators.ts';

/**
 * The numbers that the statistics of the papers count in one story. Shares are percentages; null if there is nothing to
 * count.
 */
export interface StoryStatistics {
  readonly frames: number;
  readonly words: number;
  readonly mentions: TagCounts;
  readonly pronounShare: number | null;
  readonly pronouns: ReadonlyMap<string, PronounCount>;
  /** The IDs of all mentions by where their rows are: in the mention's frame, only in another one, or in none. */
  readonly references: PlaceCounts;
  /** The share of entities with rows in at least 1, 2, 3 … images. */
  readonly persistence: Persistence;
  readonly multiFrame: { readonly characters: number | null; readonly objects: number | null };
  /** From one image to the next: how many entities stay, and how many are new. */
  readonly transitions: readonly { readonly persistent: number; readonly new: number }[];
  readonly perImage: readonly { readonly characters: number; readonly objects: number; readonly settings: number }[];
  readonly density: ReadonlyMap<string, PhaseCounts>;
  /** Whether the narrative structure has exactly five rows, as the papers count it. */
  readonly completeNarrative: boolean;
  readonly wellStructured: boolean;
}

export interface Persistence {
  readonly characters: readonly number[];
  readonly objects: readonly number[];
}

/**
 * Counts one story. Tables and tags are read as the project's code reads them; `references` is read from the document.
 * @param frames the number of pictures
 */
export function statisticsOf(completion: string, doc: GroundedDocument, frames: number): StoryStatistics {
  const thought = thoughtOf(completion);
  const story = storyOf(completion);
  const sections = sectionsOf(thought);
  const characters = sections.map((section) => idsIn(section, 'characters'));
  const objects = sections.map((section) => idsIn(section, 'objects'));
  const persistence = { characters: sharesOf(characters), objects: sharesOf(objects) };
  return {
    frames,
    words: countWords(story),
    mentions: countTags(story),
    pronounShare: pronounShare(story),
    pronouns: countPronouns(story),
    references: countPlaces(referencesOf(doc)),
    persistence,
    multiFrame: { characters: inSeveral(persistence.characters), objects: inSeveral(persistence.objects) },
    transitions: sections.slice(1).map((_, i) => {
      const [people, things] = [transition(characters, i), transition(objects, i)];
      return { persistent: people.persistent + things.persistent, new: people.new + things.new };
    }),
    perImage: sections.map((section) => ({
      characters: section.characters.length,
      objects: section.objects.length,
      settings: section.settings.length,
    })),
    density: densityByPhase(thought, story),
    completeNarrative: narrativeRowsOf(thought)?.length === 5,
    wellStructured: isWellStructured(completion, frames),
  };
}

/** The entities of an image. Backgrounds do not count; landmarks count as objects. */
export function idsIn(section: StrictSection, kind: 'characters' | 'objects'): ReadonlySet<string> {
  const ids = section[kind].map((row) => row.get(kind === 'characters' ? 'Character ID' : 'Object ID') ?? '');
  return new Set(kind === 'characters' ? ids : ids.filter((id) => !id.startsWith('bg')));
}

/** The share of entities that are in at least 1, 2, 3 … of the images; empty without an entity. */
function sharesOf(images: readonly ReadonlySet<string>[]): readonly number[] {
  const counts = new Map<string, number>();
  for (const ids of images) for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  if (counts.size === 0) return [];
  return images.map((_, i) => ([...counts.values()].filter((count) => count > i).length / counts.size) * 100);
}

/** The share of entities that are in two images or more. */
function inSeveral(shares: readonly number[]): number | null {
  return shares.length === 0 ? null : (shares[1] ?? 0);
}

function transition(images: readonly ReadonlySet<string>[], i: number): { persistent: number; new: number } {
  const before = images[i] ?? new Set();
  const after = [...(images[i + 1] ?? [])];
  const persistent = after.filter((id) => before.has(id)).length;
  return { persistent, new: after.length - persistent };
}
