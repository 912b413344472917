import type { CSSProperties } from 'react';

/** The golden angle: each new hue falls into the widest gap that the ones before it have left. */
const GOLDEN_ANGLE = 137.508;
const FIRST_HUE = 28;

/** The hue of an identity, in degrees of OKLCH, by its place in the order of first appearance. */
export function hueOf(order: number): number {
  return Math.round((FIRST_HUE + order * GOLDEN_ANGLE) % 360);
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
