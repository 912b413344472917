import type { Unit } from './say.ts';
import { sayValue } from './say.ts';

/** One line of a chart, or one part of its bars. */
export interface Series {
  readonly name: string;
  /** One for each category; null where there is nothing to draw. */
  readonly values: readonly (number | null)[];
}

/** What a chart and its table show. */
export interface ChartData {
  readonly title: string;
  readonly meaning: string;
  readonly source: string;
  readonly shape: 'line' | 'bars' | 'stack';
  readonly unit: Unit;
  /** What the categories are, as the heading of their column. */
  readonly axis: string;
  readonly categories: readonly string[];
  /** At most three. */
  readonly series: readonly Series[];
}

/** The values of one category as a sentence: `Image 3: here 5, elsewhere 1`. */
export function sayCategory({ axis, categories, series, unit }: ChartData, index: number): string {
  const values = series.map(({ name, values: all }) => `${name.toLowerCase()} ${sayValue(all[index] ?? null, unit)}`);
  return `${axis} ${categories[index] ?? ''}: ${values.join(', ')}`;
}

/** The least round number that is not below any value, or below any sum of a stack: 1, 2, 3, 4, 5, 6, 8, 10, 20 … */
export function topOf({ series, categories, shape }: ChartData): number {
  const sums = categories.map((_, i) => {
    const values = series.map(({ values: all }) => all[i] ?? 0);
    return shape === 'stack' ? values.reduce((sum, value) => sum + value, 0) : Math.max(...values);
  });
  const most = Math.max(...sums, 0);
  const power = 10 ** Math.floor(Math.log10(most || 1));
  return ([1, 2, 3, 4, 5, 6, 8, 10].find((factor) => factor * power >= most) ?? 10) * power;
}
