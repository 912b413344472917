import { linkOf } from './links.ts';
import type { Spot } from './links.ts';
import type { Records } from './records.ts';
import { isKept } from './storage/listed.ts';
import type { ViewState } from './view.ts';

/** Where the reader is: the frame, and the mention that is pinned or was reached last. */
export function spotHere({ place: { sequence, run }, cursor, selection }: ViewState): Spot {
  const pinned = selection.pinned;
  if (typeof pinned?.at === 'number') return { sequence, run, frame: pinned.frame, at: pinned.at };
  return { sequence, run, frame: cursor.frame, at: cursor.at };
}

/** The link to a spot; empty if its sequence is not kept, because the link would lead nowhere after a reload. */
export function linkTo(spot: Spot, records: Records): string {
  const sequence = records.sequences[spot.sequence];
  return sequence !== undefined && isKept(sequence, records) ? linkOf(spot) : '';
}
