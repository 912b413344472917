import type { CSSProperties } from 'react';

const FIRST_HUE = 28;
// Degrees between two of the 24 hues that the eye still tells apart at equal lightness and chroma, and the order in which
// eighths of the circle are taken: each falls into the widest gap that those before it have left.
const STEP = 15;
const EIGHTHS = [0, 4, 2, 6, 1, 5, 3, 7];

/**
 * The hue of an identity, in degrees of OKLCH, by its place in the order of first appearance, so that it never changes
 * when others appear. Eight are 45 degrees apart, 24 are 15; after these they come again.
 */
export function hueOf(order: number): number {
  const eighth = EIGHTHS[order % 8] ?? 0;
  const ring = Math.floor(order / 8) % 3;
  return (FIRST_HUE + eighth * 45 + ring * STEP) % 360;
}

/** What an element of the class `identity` needs to carry the tone of an identity of this place in the order. */
export function identityStyle(order: number): CSSProperties {
  return { '--hue': hueOf(order) } as CSSProperties;
}

/** The colour of a hue on a picture: bright, since pictures are dark and light in both themes. */
export function pictureTone(hue: number, alpha = 1): string {
  return `oklch(0.8 0.13 ${hue} / ${alpha})`;
}

/** The colour of writing on a chip of `pictureTone`. */
export const PICTURE_INK = '#14171c';
