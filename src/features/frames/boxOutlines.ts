import { emptyDocument, identitiesOf, placeBox, placementIn, toStage, wholeFrame } from '../../grounding/base.ts';
import type { Box, EntityId, EntityBox, FrameNo, Measured, Row, Size } from '../../grounding/base.ts';
import { pictureOf, sceneOf } from '../../session/index.ts';
import type { Scene, PageState } from '../../session/index.ts';

/** A table row with a box. The parser shares unchanged rows between documents, so `===` is enough to compare them. */
export type BoxedRow = Row & { readonly id: EntityId; readonly box: Box<'model'> };

/** The size of a thumbnail, in CSS pixels; must match `h-[63px] w-[112px]`. */
const THUMBNAIL: Size = { width: 112, height: 63 };

const rows = new WeakMap<readonly EntityBox[], readonly BoxedRow[]>();

/** The rows with a box in a frame. */
export function boxedIn({ run }: PageState, frame: FrameNo): readonly BoxedRow[] {
  const sightings = identitiesOf(run?.doc ?? emptyDocument).inFrame(frame);
  const known = rows.get(sightings);
  if (known) return known;
  // A row with several boxes appears once for each box.
  const made = sightings.map(({ row, box }) => (row.box === box ? row : { ...row, box }) as BoxedRow);
  rows.set(sightings, made);
  return made;
}

/**
 * The size of a frame, and the size of the picture in whose pixels its boxes are measured. A flat object, for shallow
 * comparison. The `dialects` stay the same object as long as they do not change.
 */
export interface Measures {
  readonly width: number;
  readonly height: number;
  readonly measuredWidth: number;
  readonly measuredHeight: number;
  readonly yFirst?: boolean;
  readonly dialects?: Measured['dialects'] | undefined;
}

const scenes = new WeakMap<PageState, Scene>();

export function measuresOf(state: PageState, frame: FrameNo): Measures {
  let scene = scenes.get(state);
  if (scene === undefined) scenes.set(state, (scene = sceneOf(state)));
  const { shown, measured } = pictureOf(scene, frame);
  const { width: measuredWidth, height: measuredHeight, yFirst = false, dialects } = measured;
  return { ...shown, measuredWidth, measuredHeight, yFirst, dialects };
}

/** A box on a thumbnail. */
export interface BoxOutline {
  readonly at: Box<'stage'>;
  readonly clamped: boolean;
  readonly empty: boolean;
}

/**
 * Scales a box to the thumbnail. With `cover` the frame fills the thumbnail and may be cropped; with `contain` all of
 * it is visible.
 */
export function boxOutline(box: Box<'model'>, measures: Measures, fit: 'cover' | 'contain'): BoxOutline {
  const { width, height, measuredWidth, measuredHeight, yFirst = false, dialects } = measures;
  const frame = { width, height };
  const measured = { width: measuredWidth, height: measuredHeight, yFirst, ...(dialects && { dialects }) };
  const placed = placeBox(box, measured, frame);
  const at = toStage(placed.box, placementIn(wholeFrame(frame), THUMBNAIL, fit));
  return { at, clamped: placed.clamped, empty: placed.empty };
}
