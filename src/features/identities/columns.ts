import type { CSSProperties } from 'react';

/** The width of a column of the matrix, in CSS pixels; `w-7` is the same. */
export const COLUMN = 28;

/** The height of a line of the matrix, in CSS pixels; `h-7` is the same. */
export const LINE = 28;

/** The width of its first column, beside the story and on a phone. */
export const HEAD = { wide: 208, narrow: 160 } as const;

/** Where the column of a frame begins. */
export function leftOf(frame: number): CSSProperties {
  return { left: `calc(var(--head) + ${(frame - 1) * COLUMN}px)` };
}
