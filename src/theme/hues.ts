import type { CSSProperties } from 'react';
import type { EntityKind } from '../grounding/base.ts';

const FIRST_HUE = 28;
// The 24 hues are 15 degrees apart, which is still distinguishable at equal lightness and chroma. The eighths of the
// circle are used in this order, so that each new hue is in the middle of the widest gap.
const STEP = 15;
const EIGHTHS = [0, 4, 2, 6, 1, 5, 3, 7];

/**
 * The hue of an identity, in degrees of OKLCH. It depends only on the index in the order of first appearance, so that it
 * never changes when others appear. The first 8 hues are 45 degrees apart, the first 24 are 15 apart; then they repeat.
 */
export function hueOf(order: number): number {
  const eighth = EIGHTHS[order % 8] ?? 0;
  const ring = Math.floor(order / 8) % 3;
  return (FIRST_HUE + eighth * 45 + ring * STEP) % 360;
}

// Elements of the Setting table are not identities, and have no place in their order. All elements have this hue.
const SETTING_HUE = 230;

/** The hues for colouring by kind, in degrees of OKLCH, by the prefix of the ids. */
export const KIND_HUES: Readonly<Record<EntityKind, number>> = { char: 28, obj: 85, lm: 300, bg: 215 };

/** Whether each identity or each kind has its own hue. */
export type Colouring = 'identity' | 'kind';

/**
 * The hue of an identity as a CSS value: the hue of its kind if the page defines one (see `kindHues`), else its own. A
 * few variables therefore recolour the page without rendering.
 *
 * @param order Its index in the order of first appearance; -1 for an element of the setting.
 */
export function hueVar(id: string, order: number): string {
  if (order < 0) return String(SETTING_HUE);
  return `var(--hue-${wordOf(id) ?? `of-${id}`}, ${hueOf(order)})`;
}

/** The hue of an identity or kind as a number, for the canvas, which cannot use CSS variables. */
export function hueIn(colouring: Colouring, kind: EntityKind, order: number): number {
  return colouring === 'kind' ? KIND_HUES[kind] : hueOf(order);
}

/** The CSS variables that colour everything inside an element by kind; none when colouring by identity. */
export function kindHues(colouring: Colouring): Readonly<Record<string, string>> {
  if (colouring === 'identity') return {};
  return Object.fromEntries(Object.entries(KIND_HUES).map(([kind, hue]) => [`--hue-${kind}`, String(hue)]));
}

/** The kind that a usual ID begins with; null for an ID of another shape. */
function wordOf(id: string): string | null {
  return /^([a-z]+)\d+$/.exec(id)?.[1] ?? null;
}

/**
 * The style that gives an element of the class `identity` the identity's hue.
 *
 * @param order Its index in the order of first appearance.
 */
export function identityStyle(id: string, order: number): CSSProperties {
  return { '--hue': hueVar(id, order) } as CSSProperties;
}

/** The colour of a hue on a picture. It is bright in both themes, because pictures can be dark or light. */
export function pictureTone(hue: number, alpha = 1): string {
  return `oklch(0.8 0.13 ${hue} / ${alpha})`;
}

/** The colour of text on a label of the colour `pictureTone`. */
export const PICTURE_INK = '#14171c';
