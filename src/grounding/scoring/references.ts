import { groundingOf, identitiesOf } from '../identity.ts';
import { eachMention } from '../mentions.ts';
import type { PlacedMention } from '../mentions.ts';
import type { EntityId, FrameNo, GroundedDocument } from '../types.ts';

/** Where the row of an ID is: in the mention's frame, only in another frame, or in no frame. */
export type Place = 'here' | 'elsewhere' | 'nowhere';

export const PLACES: readonly Place[] = ['here', 'elsewhere', 'nowhere'];

/** One ID of a mention. A mention with two IDs has two references. */
export interface Reference extends PlacedMention {
  /** As it is written. */
  readonly id: string;
  readonly place: Place;
}

/** Every reference of the story, in the order of the text. */
export function referencesOf(doc: GroundedDocument): readonly Reference[] {
  const identities = identitiesOf(doc);
  const placeOf = (id: EntityId, frame: FrameNo | null): Place => {
    const grounding = groundingOf(identities, id, frame);
    if (grounding === 'none') return 'nowhere';
    return grounding === 'elsewhere' ? 'elsewhere' : 'here';
  };
  const references: Reference[] = [];
  for (const { mention, frame, text } of eachMention(doc)) {
    for (const id of mention.ids) references.push({ mention, frame, text, id, place: placeOf(id, frame) });
    for (const id of mention.unknown) references.push({ mention, frame, text, id, place: 'nowhere' });
  }
  return references;
}

export type PlaceCounts = Readonly<Record<Place, number>>;

/** How many references there are to each place. */
export function countPlaces(references: readonly Reference[]): PlaceCounts {
  const counts = { here: 0, elsewhere: 0, nowhere: 0 };
  for (const { place } of references) counts[place]++;
  return counts;
}

/** The counts of each frame that the story has, in the order of the frames. Text outside every frame is left out. */
export function placesByFrame(references: readonly Reference[]): ReadonlyMap<FrameNo, PlaceCounts> {
  const byFrame = new Map<FrameNo, Reference[]>();
  for (const reference of references) {
    if (reference.frame === null) continue;
    const known = byFrame.get(reference.frame);
    if (known === undefined) byFrame.set(reference.frame, [reference]);
    else known.push(reference);
  }
  return new Map([...byFrame].toSorted(([a], [b]) => a - b).map(([frame, list]) => [frame, countPlaces(list)]));
}
