import { krippendorffAlpha, mean } from '../grounding/scoring.ts';
import type { Level } from '../grounding/scoring.ts';
import type { Rating } from './ratings.ts';
import { VERDICTS } from './verdicts.ts';

/** How much the raters agree about one kind of item. */
export interface Agreement {
  /** Krippendorff's α; null if no two raters rated the same thing, or all ratings are the same. */
  readonly alpha: number | null;
  /** The number of things that at least two raters rated. */
  readonly units: number;
}

/** What the raters said about the outputs of one model: means over outputs and raters, or null without a rating. */
export interface ModelRating {
  readonly model: string;
  readonly outputs: number;
  readonly invented: number | null;
  readonly description: number | null;
  readonly creativity: number | null;
}

export interface RatingSummary {
  readonly raters: readonly string[];
  readonly models: readonly ModelRating[];
  readonly verdicts: Agreement;
  readonly description: Agreement;
  readonly creativity: Agreement;
}

/** The means by model, and how much the raters agree: nominal for verdicts, ordinal for scores from 1 to 5. */
export function summaryOf(ratings: readonly Rating[]): RatingSummary {
  const models = [...new Set(ratings.map(({ model }) => model))].map((model): ModelRating => {
    const own = ratings.filter((one) => one.model === model);
    const average = (item: Rating['item']): number | null => {
      const values = own.flatMap((one) => (one.item === item ? [Number(one.value)] : []));
      return values.length === 0 ? null : mean(values);
    };
    const outputs = new Set(own.map(({ output }) => output)).size;
    const [invented, description, creativity] = [average('invented'), average('description'), average('creativity')];
    return { model, outputs, invented, description, creativity };
  });
  return {
    raters: [...new Set(ratings.map(({ rater }) => rater))],
    models,
    verdicts: agreementOn(ratings, 'verdict', 'nominal', (value) => VERDICTS.findIndex((name) => name === value)),
    description: agreementOn(ratings, 'description', 'ordinal', Number),
    creativity: agreementOn(ratings, 'creativity', 'ordinal', Number),
  };
}

function agreementOn(
  ratings: readonly Rating[],
  item: Rating['item'],
  level: Level,
  numberOf: (value: string) => number,
): Agreement {
  const units = new Map<string, number[]>();
  for (const one of ratings) {
    if (one.item !== item) continue;
    const key = `${one.output} ${one.target}`;
    units.set(key, [...(units.get(key) ?? []), numberOf(one.value)]);
  }
  const values = [...units.values()];
  return { alpha: krippendorffAlpha(values, level), units: values.filter(({ length }) => length > 1).length };
}
