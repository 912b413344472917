// How every layer writes numbers and counts, so that the page never says “1 frames” or “12000 tokens”.

const numbers = new Intl.NumberFormat('en');

/** A number with separated thousands: `1,280`. With `decimals` it has exactly that many: `0.50`. */
export function sayNumber(value: number, decimals?: number): string {
  if (decimals === undefined) return numbers.format(value);
  return value.toLocaleString('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** The form of a noun or verb for a count: `plural(2, 'box', 'boxes')`. By default the plural has an `s`. */
export const plural = (count: number, one: string, many = `${one}s`): string => (count === 1 ? one : many);

/** A count and its noun: `1 frame`, `1,280 frames`. */
export const sayCount = (count: number, one: string, many?: string): string =>
  `${sayNumber(count)} ${plural(count, one, many)}`;
