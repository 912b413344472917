import { cotError, PHASES, placesByFrame, referencesOf, sectionsOf } from '../../grounding/scoring.ts';
import { statisticsOf, storyError, storyOf, sumStatistics, thoughtOf } from '../../grounding/scoring.ts';
import type { PlaceCounts, StatisticsSummary } from '../../grounding/scoring.ts';
import type { FrameNo, Size } from '../../grounding/base.ts';
import type { ShownRun } from '../../session/index.ts';
import type { ChartData } from './chart.ts';

/** The numbers of one run. */
export interface RunNumbers {
  readonly summary: StatisticsSummary;
  readonly places: ReadonlyMap<FrameNo, PlaceCounts>;
  /** Why the project's validators reject the run; null if they accept it. */
  readonly cotError: string | null;
  readonly storyError: string | null;
  /** Whether the papers' reader finds a whole chain of thought. */
  readonly hasThought: boolean;
}

/** `sizes` are those of the pictures in the units of the boxes; empty without pictures, null where one is unknown. */
export function numbersOfRun({ completion, doc }: ShownRun, sizes: readonly (Size | null)[]): RunNumbers {
  const thought = thoughtOf(completion);
  const frames = sizes.length > 0 ? sizes : sectionsOf(thought).map(() => null);
  const known = frames.map((size) => size ?? UNKNOWN);
  const sum = sumStatistics();
  sum.add(statisticsOf(completion, doc, known.length));
  return {
    summary: sum.summary(),
    places: placesByFrame(referencesOf(doc)),
    cotError: cotError(thought, known),
    storyError: storyError(thought, storyOf(completion), known.length),
    hasThought: thought !== '',
  };
}

/** No box is outside a picture of this size. */
const UNKNOWN: Size = { width: 2 ** 20, height: 2 ** 20 };

const PAPERS = 'StoryReasoning (arXiv 2505.10292), statistics/compute_statistics.py';

/** The charts of the statistics of one run or of several. */
export function chartsOf({ persistence, density, transitions }: StatisticsSummary): readonly ChartData[] {
  const longest = Math.max(persistence.characters.length, persistence.objects.length);
  return [
    {
      title: 'Persistence of entities',
      meaning: 'The share of entities with rows in at least N images. Short stories count 0 at the end of the curve.',
      source: PAPERS,
      shape: 'line',
      unit: '%',
      axis: 'At least N images, N =',
      categories: numbered(longest),
      series: [
        { name: 'Characters', values: persistence.characters },
        { name: 'Objects', values: persistence.objects },
      ],
    },
    {
      title: 'Mentions per 100 words, by phase',
      meaning:
        'Tags per 100 words in the images of each phase. As in the project’s code, a range such as 1–3 counts as its first image, and the last row of a phase counts.',
      source: PAPERS,
      shape: 'bars',
      unit: 'count',
      axis: 'Phase',
      categories: PHASES,
      series: [{ name: 'Mentions per 100 words', values: PHASES.map((phase) => density[phase]?.all ?? null) }],
    },
    {
      title: 'Entities from image to image',
      meaning: 'How many entities stay from the image before, and how many are new. Backgrounds are left out.',
      source: PAPERS,
      shape: 'stack',
      unit: 'count',
      axis: 'Image',
      categories: transitions.map((_, i) => String(i + 2)),
      series: [
        { name: 'Stay', values: transitions.map(({ persistent }) => persistent) },
        { name: 'New', values: transitions.map(({ new: arrived }) => arrived) },
      ],
    },
  ];
}

/** Where the references of each frame lead. */
export function chartOfPlaces(places: ReadonlyMap<FrameNo, PlaceCounts>): ChartData {
  const frames = [...places.values()];
  return {
    title: 'References by frame',
    meaning:
      'The IDs of all mentions of a frame by where their box is: in this frame, only in other frames, or nowhere.',
    source: 'StoryLens; the papers do not count this.',
    shape: 'stack',
    unit: 'count',
    axis: 'Image',
    categories: [...places.keys()].map(String),
    series: [
      { name: 'Here', values: frames.map(({ here }) => here) },
      { name: 'Only in other frames', values: frames.map(({ elsewhere }) => elsewhere) },
      { name: 'Nowhere', values: frames.map(({ nowhere }) => nowhere) },
    ],
  };
}

const numbered = (count: number): readonly string[] => Array.from({ length: count }, (_, i) => String(i + 1));
