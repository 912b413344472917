import type { Detection } from './detections.ts';
import type { Match } from './matching.ts';

/** Whether a box of the output and one of the reference match, or what has no counterpart on the other side. */
export type Fate = 'matched' | 'missed' | 'invented';

export const FATES: readonly Fate[] = ['matched', 'missed', 'invented'];

/** A box that a score counts. */
export interface ComparedBox {
  readonly fate: Fate;
  /** The box of the output or, if it is missed, that of the reference. */
  readonly box: Detection;
  /** The box of the reference that it matches, and their intersection over union; else null. */
  readonly partner: Detection | null;
  readonly overlap: number | null;
}

/** Every box of both sides once, by image. In an image, matched boxes come first. */
export function fatesOf(
  references: readonly Detection[],
  candidates: readonly Detection[],
  matches: readonly Match[],
): readonly ComparedBox[] {
  const byCandidate = new Map(matches.map((match) => [match.candidate, match]));
  const found = new Set(matches.map(({ reference }) => reference));
  const own = candidates.map((box, i): ComparedBox => {
    const match = byCandidate.get(i);
    const partner = match === undefined ? null : (references[match.reference] ?? null);
    return { fate: partner === null ? 'invented' : 'matched', box, partner, overlap: match?.overlap ?? null };
  });
  const missed = references
    .filter((_, i) => !found.has(i))
    .map((box): ComparedBox => ({ fate: 'missed', box, partner: null, overlap: null }));
  return [...own, ...missed].toSorted(
    (a, b) => a.box.image - b.box.image || FATES.indexOf(a.fate) - FATES.indexOf(b.fate),
  );
}
