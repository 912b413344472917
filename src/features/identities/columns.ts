import type { CSSProperties } from 'react';

/** The width of a matrix column, in CSS pixels; must match `w-7`. */
export const COLUMN = 28;

/** The height of a matrix line, in CSS pixels; must match `h-7`. */
export const LINE = 28;

/** The width of the first column next to the story and on a phone, in CSS pixels. */
export const HEAD = { wide: 208, narrow: 160 } as const;

/** The left edge of the column of a frame. */
export function leftOf(frame: number): CSSProperties {
  return { left: `calc(var(--head) + ${(frame - 1) * COLUMN}px)` };
}
