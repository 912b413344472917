import type { StatisticsSummary } from '../../grounding/scoring.ts';
import type { Unit } from './say.ts';

/** Which list of cases is behind a number. */
export type CasesOf =
  | 'all'
  | 'characters'
  | 'objects'
  | 'actions'
  | 'settings'
  | 'here'
  | 'elsewhere'
  | 'nowhere'
  | 'ungrounded pronouns'
  | 'character images'
  | 'object images';

/** One number of the statistics, with what it means. */
export interface Definition {
  readonly label: string;
  readonly unit: Unit;
  readonly meaning: string;
  /** Where the definition comes from. */
  readonly source: string;
  readonly valueOf: (summary: StatisticsSummary) => number | null;
  readonly cases?: CasesOf;
}

export interface Group {
  readonly title: string;
  /** A sentence that applies to all numbers of the group. */
  readonly note?: string;
  readonly numbers: readonly Definition[];
}

const PAPERS = 'StoryReasoning (arXiv 2505.10292), statistics/compute_statistics.py';
const OWN = 'StoryLens; the papers do not count this.';
const NO_RULE = 'StoryLens. The papers report this share, but give no rule and no code.';

/** All numbers of the statistics, in the order in which the page shows them. */
export const GROUPS: readonly Group[] = [
  {
    title: 'Mentions',
    numbers: [
      {
        label: 'Mentions',
        unit: 'count',
        meaning: 'The sum of the next four. A <gdo> tag of a background or landmark counts nowhere.',
        source: PAPERS,
        valueOf: ({ mentions }) => mentions.all,
        cases: 'all',
      },
      {
        label: 'Of characters',
        unit: 'count',
        meaning: '<gdo> tags whose first ID is char and a number.',
        source: PAPERS,
        valueOf: ({ mentions }) => mentions.characters,
        cases: 'characters',
      },
      {
        label: 'Of objects',
        unit: 'count',
        meaning: '<gdo> tags whose first ID is obj and a number.',
        source: PAPERS,
        valueOf: ({ mentions }) => mentions.objects,
        cases: 'objects',
      },
      {
        label: 'Of actions',
        unit: 'count',
        meaning: '<gda> tags.',
        source: PAPERS,
        valueOf: ({ mentions }) => mentions.actions,
        cases: 'actions',
      },
      {
        label: 'Of places',
        unit: 'count',
        meaning: '<gdl> tags.',
        source: PAPERS,
        valueOf: ({ mentions }) => mentions.settings,
        cases: 'settings',
      },
      {
        label: 'Words',
        unit: 'count',
        meaning: 'Runs of letters, digits and “_” in the story without its tags.',
        source: PAPERS,
        valueOf: ({ words }) => words,
      },
      {
        label: 'Mentions per 100 words',
        unit: 'count',
        meaning: 'The grounding density of the whole story. The chart below shows it for each phase.',
        source: PAPERS,
        valueOf: ({ mentions, words }) => (words === 0 ? null : (mentions.all / words) * 100),
        cases: 'all',
      },
    ],
  },
  {
    title: 'References',
    note: 'A mention with two IDs has two references.',
    numbers: [
      {
        label: 'Grounded here',
        unit: 'count',
        meaning: 'IDs of mentions with a box in the frame of the mention, or with a row of its setting.',
        source: OWN,
        valueOf: ({ references }) => references.here,
        cases: 'here',
      },
      {
        label: 'Only in other frames',
        unit: 'count',
        meaning: 'IDs of mentions with a box, but not in the frame of the mention.',
        source: OWN,
        valueOf: ({ references }) => references.elsewhere,
        cases: 'elsewhere',
      },
      {
        label: 'Grounded nowhere',
        unit: 'count',
        meaning: 'IDs of mentions without a box in any frame.',
        source: OWN,
        valueOf: ({ references }) => references.nowhere,
        cases: 'nowhere',
      },
    ],
  },
  {
    title: 'Pronouns',
    note: 'StoryLens finds pronouns by a list of words (The Cambridge Grammar of the English Language, 10.1). The papers use the tagger of spaCy, so their shares differ.',
    numbers: [
      {
        label: 'Pronouns among mentions of characters',
        unit: '%',
        meaning:
          'Mentions of characters that are one of 16 pronouns. “I” can never match in the project’s code, and “it” is not in its list.',
        source: PAPERS,
        valueOf: ({ pronounShare }) => pronounShare,
        cases: 'characters',
      },
      {
        label: 'Grounded pronouns',
        unit: '%',
        meaning:
          'Pronouns that are all the words of a character’s tag, of all pronouns in the list of words. “I”, “it”, “its” and reflexives are in this list.',
        source: `${PAPERS}. The papers’ “ungrounded pronouns” are 100 minus this share, with another list and tagger.`,
        valueOf: ({ pronouns }) => shareOf(Object.values(pronouns)),
        cases: 'ungrounded pronouns',
      },
    ],
  },
  {
    title: 'Entities in the tables',
    note: 'Counted in the rows of the thinking, not in the story. A landmark is an object here; a background is not counted.',
    numbers: [
      {
        label: 'Characters in several images',
        unit: '%',
        meaning: 'Character IDs with rows in two or more images.',
        source: PAPERS,
        valueOf: ({ multiFrame }) => multiFrame.characters,
        cases: 'character images',
      },
      {
        label: 'Objects in several images',
        unit: '%',
        meaning: 'Object IDs with rows in two or more images.',
        source: PAPERS,
        valueOf: ({ multiFrame }) => multiFrame.objects,
        cases: 'object images',
      },
      {
        label: 'Characters in 5 or more images',
        unit: '%',
        meaning: 'One point of the persistence curve, which the papers print. A story without such a number counts 0.',
        source: PAPERS,
        valueOf: ({ persistence }) => persistence.characters[4] ?? 0,
        cases: 'character images',
      },
      {
        label: 'Objects in 5 or more images',
        unit: '%',
        meaning: 'One point of the persistence curve, which the papers print. A story without such a number counts 0.',
        source: PAPERS,
        valueOf: ({ persistence }) => persistence.objects[4] ?? 0,
        cases: 'object images',
      },
      {
        label: 'Characters per image',
        unit: 'count',
        meaning: 'The mean number of rows of characters.',
        source: PAPERS,
        valueOf: ({ perImage }) => perImage.characters,
      },
      {
        label: 'Objects per image',
        unit: 'count',
        meaning: 'The mean number of rows of objects, with landmarks and backgrounds.',
        source: PAPERS,
        valueOf: ({ perImage }) => perImage.objects,
      },
      {
        label: 'Setting elements per image',
        unit: 'count',
        meaning: 'The mean number of rows of the setting.',
        source: PAPERS,
        valueOf: ({ perImage }) => perImage.settings,
      },
    ],
  },
  {
    title: 'Form',
    numbers: [
      {
        label: 'Complete narrative',
        unit: '%',
        meaning: 'Whether the narrative structure has exactly five rows.',
        source: PAPERS,
        valueOf: ({ completeNarratives }) => completeNarratives,
      },
      {
        label: 'Well-structured',
        unit: '%',
        meaning: '<think> and </think> with a section for each frame, and a <gdi> for each frame.',
        source: NO_RULE,
        valueOf: ({ wellStructured }) => wellStructured,
      },
    ],
  },
];

function shareOf(pronouns: readonly { readonly all: number; readonly grounded: number }[]): number | null {
  const all = pronouns.reduce((sum, pronoun) => sum + pronoun.all, 0);
  const grounded = pronouns.reduce((sum, pronoun) => sum + Math.min(pronoun.all, pronoun.grounded), 0);
  return all === 0 ? null : (grounded / all) * 100;
}
