import type { Detection } from './detections.ts';

/** The least overlap of a match, as intersection over union. */
const LEAST_OVERLAP = 0.5;

/** Pairs of a reference and a candidate, as indices into their lists. */
export interface Match {
  readonly reference: number;
  readonly candidate: number;
  /** Intersection over union. */
  readonly overlap: number;
}

/**
 * Pairs the boxes of a reference with those of a candidate: characters with characters and things with things, the best
 * overlap first, each box once. The evaluator pools the boxes of all images; `sameImage` compares within each image.
 */
export function match(
  references: readonly Detection[],
  candidates: readonly Detection[],
  sameImage: boolean,
): readonly Match[] {
  const possible: Match[] = [];
  for (const [reference, a] of references.entries()) {
    for (const [candidate, b] of candidates.entries()) {
      if (a.person !== b.person || (sameImage && a.image !== b.image)) continue;
      const overlap = overlapOf(a, b);
      if (overlap >= LEAST_OVERLAP) possible.push({ reference, candidate, overlap });
    }
  }
  const taken = { references: new Set<number>(), candidates: new Set<number>() };
  return possible
    .toSorted((a, b) => b.overlap - a.overlap)
    .filter(({ reference, candidate }) => {
      if (taken.references.has(reference) || taken.candidates.has(candidate)) return false;
      taken.references.add(reference);
      taken.candidates.add(candidate);
      return true;
    });
}

type Shares = Pick<Detection, 'x' | 'y' | 'w' | 'h'>;

/** Intersection over union. Of two boxes without area it is 1 if they have the same corner, else 0. */
export function overlapOf(a: Shares, b: Shares): number {
  const width = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
  const intersection = Math.max(0, width) * Math.max(0, height);
  const union = a.w * a.h + b.w * b.h - intersection;
  if (union > 0) return intersection / union;
  return a.x === b.x && a.y === b.y ? 1 : 0;
}
