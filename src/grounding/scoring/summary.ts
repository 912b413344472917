import { PHASES } from './validators.ts';
import type { PronounCount, TagCounts } from './tag-counts.ts';
import type { PlaceCounts } from './references.ts';
import type { StoryStatistics } from './statistics.ts';

/** The statistics of several stories, as the papers report them. A mean is null if no story has a value. */
export interface StatisticsSummary {
  readonly stories: number;
  readonly frames: number;
  readonly words: number;
  /** Means per story. */
  readonly mentions: TagCounts;
  readonly references: PlaceCounts;
  readonly pronounShare: number | null;
  /** Sums over all stories, and the share in percent. The papers call 100 minus this share "ungrounded". */
  readonly pronouns: Readonly<Record<string, PronounCount & { readonly share: number | null }>>;
  /**
   * The papers' curve: the sum of the stories' shares, divided by the number of all stories. So a short story counts 0
   * at its end.
   */
  readonly persistence: { readonly characters: readonly number[]; readonly objects: readonly number[] };
  readonly multiFrame: { readonly characters: number | null; readonly objects: number | null };
  readonly transitions: readonly { readonly persistent: number; readonly new: number; readonly stories: number }[];
  readonly perImage: { readonly characters: number; readonly objects: number; readonly settings: number };
  /** Tags per 100 words of each phase, over all stories together; null for a phase without words. */
  readonly density: Readonly<Record<string, TagCounts | null>>;
  /** Percentages of all stories. */
  readonly completeNarratives: number;
  readonly wellStructured: number;
}

/** Adds stories to a summary. Its size depends on the longest story, not on the number of stories. */
export interface StatisticsSum {
  add(story: StoryStatistics): void;
  summary(): StatisticsSummary;
}

type Curve = { characters: number; objects: number }[];

const TAGS = ['characters', 'objects', 'actions', 'settings', 'all'] as const;
const noTags = (): Record<(typeof TAGS)[number], number> => ({
  characters: 0,
  objects: 0,
  actions: 0,
  settings: 0,
  all: 0,
});
const scaled = (tags: TagCounts, factor: number): TagCounts =>
  Object.fromEntries(TAGS.map((kind) => [kind, tags[kind] * factor])) as unknown as TagCounts;

/** Sums the statistics of stories, one after the other. */
export function sumStatistics(): StatisticsSum {
  const sums = { stories: 0, frames: 0, words: 0, here: 0, elsewhere: 0, nowhere: 0, complete: 0, structured: 0 };
  const mentions = noTags();
  const shares = average();
  const several = { characters: average(), objects: average() };
  const curve: Curve = [];
  const transitions: { persistent: number; new: number; stories: number }[] = [];
  const images = { count: 0, characters: 0, objects: 0, settings: 0 };
  const pronouns = new Map<string, { all: number; grounded: number }>();
  const phases = new Map(PHASES.map((phase): [string, ReturnType<typeof phaseSum>] => [phase, phaseSum()]));
  return {
    add(story) {
      sums.stories++;
      sums.frames += story.frames;
      sums.words += story.words;
      sums.here += story.references.here;
      sums.elsewhere += story.references.elsewhere;
      sums.nowhere += story.references.nowhere;
      sums.complete += story.completeNarrative ? 1 : 0;
      sums.structured += story.wellStructured ? 1 : 0;
      for (const kind of TAGS) mentions[kind] += story.mentions[kind];
      shares.add(story.pronounShare);
      for (const kind of ['characters', 'objects'] as const) {
        several[kind].add(story.multiFrame[kind]);
        for (const [i, share] of story.persistence[kind].entries())
          (curve[i] ??= { characters: 0, objects: 0 })[kind] += share;
      }
      for (const [i, { persistent, new: arrived }] of story.transitions.entries()) {
        const sum = (transitions[i] ??= { persistent: 0, new: 0, stories: 0 });
        sum.persistent += persistent;
        sum.new += arrived;
        sum.stories++;
      }
      for (const image of story.perImage) {
        images.count++;
        for (const kind of ['characters', 'objects', 'settings'] as const) images[kind] += image[kind];
      }
      for (const [pronoun, { all, grounded }] of story.pronouns) {
        const sum = pronouns.get(pronoun) ?? { all: 0, grounded: 0 };
        pronouns.set(pronoun, { all: sum.all + all, grounded: sum.grounded + grounded });
      }
      for (const [phase, { tags, words }] of story.density) phases.get(phase)?.add(tags, words);
    },
    summary() {
      const per = sums.stories === 0 ? 0 : 1 / sums.stories;
      const perImage = images.count === 0 ? 0 : 1 / images.count;
      return {
        stories: sums.stories,
        frames: sums.frames * per,
        words: sums.words * per,
        mentions: scaled(mentions, per),
        references: { here: sums.here * per, elsewhere: sums.elsewhere * per, nowhere: sums.nowhere * per },
        pronounShare: shares.value(),
        pronouns: Object.fromEntries(
          Array.from(pronouns, ([pronoun, { all, grounded }]) => [
            pronoun,
            { all, grounded, share: all === 0 ? null : (Math.min(grounded, all) / all) * 100 },
          ]),
        ),
        persistence: {
          characters: curve.map(({ characters }) => characters * per),
          objects: curve.map(({ objects }) => objects * per),
        },
        multiFrame: { characters: several.characters.value(), objects: several.objects.value() },
        transitions: transitions.map(({ persistent, new: arrived, stories }) => ({
          persistent: persistent / stories,
          new: arrived / stories,
          stories,
        })),
        perImage: {
          characters: images.characters * perImage,
          objects: images.objects * perImage,
          settings: images.settings * perImage,
        },
        density: Object.fromEntries(Array.from(phases, ([phase, sum]) => [phase, sum.density()])),
        completeNarratives: sums.complete * per * 100,
        wellStructured: sums.structured * per * 100,
      };
    },
  };
}

/** The mean of the values that are not null. */
function average(): { add: (value: number | null) => void; value: () => number | null } {
  let sum = 0;
  let count = 0;
  return {
    add(value) {
      if (value === null) return;
      sum += value;
      count++;
    },
    value: () => (count === 0 ? null : sum / count),
  };
}

function phaseSum(): { add: (tags: TagCounts, words: number) => void; density: () => TagCounts | null } {
  const sum = noTags();
  let all = 0;
  return {
    add(tags, words) {
      all += words;
      for (const kind of TAGS) sum[kind] += tags[kind];
    },
    density: () => (all === 0 ? null : scaled(sum, 100 / all)),
  };
}
