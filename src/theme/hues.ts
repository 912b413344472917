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

/** The hues of the kinds, by what their IDs begin with, where colour tells the kind and not the identity. */
export const KIND_HUES: Readonly<Record<string, number>> = { char: 28, obj: 85, lm: 300, bg: 215 };

/** What colour tells: one hue for one identity, or one for each kind. */
export type Colouring = 'identity' | 'kind';

/**
 * The hue of an identity as CSS: that of its kind where the page defines one (see `kindRules`), else its own. So the
 * page changes its colours by one rule, and nothing is rendered.
 */
export function hueVar(id: string, order: number): string {
  return `var(--hue-${kindOf(id)}, ${hueOf(order)})`;
}

/** The same as a number, for what CSS does not paint. */
export function hueIn(colouring: Colouring, id: string, order: number): number {
  return (colouring === 'kind' ? KIND_HUES[kindOf(id)] : undefined) ?? hueOf(order);
}

/** The rule that colours the whole page by kind; nothing where colour tells the identity. */
export function kindRules(colouring: Colouring): string {
  if (colouring === 'identity') return '';
  const hues = Object.entries(KIND_HUES).map(([kind, hue]) => `--hue-${kind}:${hue}`);
  return `:root{${hues.join(';')}}`;
}

function kindOf(id: string): string {
  return /^[a-z]+/.exec(id)?.[0] ?? '';
}

/** What an element of the class `identity` needs to carry the tone of an identity, by its place in the order. */
export function identityStyle(id: string, order: number): CSSProperties {
  return { '--hue': hueVar(id, order) } as CSSProperties;
}

/** The colour of a hue on a picture: bright, since pictures are dark and light in both themes. */
export function pictureTone(hue: number, alpha = 1): string {
  return `oklch(0.8 0.13 ${hue} / ${alpha})`;
}

/** The colour of writing on a chip of `pictureTone`. */
export const PICTURE_INK = '#14171c';
