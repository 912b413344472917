import { sayNumber } from '../../grounding/base.ts';

/** How a value is written: a count, a percentage, or a score from 0 to 1 with four decimals as in the papers. */
export type Unit = 'count' | '%' | 'score';

/** A value as text; a dash if there is nothing to count. */
export function sayValue(value: number | null, unit: Unit): string {
  if (value === null) return '–';
  if (unit === 'score') return sayNumber(value, 4);
  const text = sayNumber(value, Number.isInteger(value) ? 0 : 1);
  return unit === '%' ? `${text} %` : text;
}
