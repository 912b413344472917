import { groundingOf, identitiesOf, isSettingElement, placeBox, toStage } from '../../grounding/base.ts';
import type { Box, EntityId, FrameNo, PlacedBox, EntityBox, Size } from '../../grounding/base.ts';
import type { FramePicture, Scene } from '../../session/index.ts';
import { hueIn } from '../../theme/index.ts';
import type { Area } from './viewport.ts';
import { MIN_HIT_SIDE } from './overlap.ts';

/** One box on the stage, in CSS pixels. */
export interface VisibleBox {
  readonly key: string;
  readonly id: EntityId;
  readonly frame: FrameNo;
  readonly name: string;
  readonly hue: number;
  /** The box as the model wrote it: `318,48 to 345,135`. */
  readonly written: string;
  readonly at: Box<'stage'>;
  readonly clamped: boolean;
  /** Whether a small part, at most a tenth of the frame's side, is cut off: only a note. */
  readonly trimmed?: boolean;
  readonly empty: boolean;
}

/**
 * The boxes of a frame, scaled to the stage (CSS pixels per frame pixel). The largest is first, so that the smallest is
 * drawn on top.
 */
export function boxesOn(scene: Scene, frame: FrameNo, picture: FramePicture, scale: number): readonly VisibleBox[] {
  const identities = identitiesOf(scene);
  return identities
    .inFrame(frame)
    .map((sighting, i) => visibleBox(scene, sighting, picture, scale, `${sighting.id}-${i}`))
    .toSorted((a, b) => area(b.at) - area(a.at));
}

function visibleBox(scene: Scene, sighting: EntityBox, picture: FramePicture, scale: number, key: string): VisibleBox {
  const { id, frame, box } = sighting;
  const identities = identitiesOf(scene);
  const placed: PlacedBox = placeBox(box, picture.measured, picture.shown);
  const at = toStage(placed.box, scale);
  return {
    key,
    id,
    frame,
    name: identities.name(id, frame) ?? id,
    hue: hueIn(scene.colouring, identities.kind(id), scene.entities.indexOf(id)),
    written: `${box.x1},${box.y1} to ${box.x2},${box.y2}`,
    at: placed.empty ? insideFrame(at, picture.shown, scale) : at,
    clamped: placed.clamped,
    trimmed: placed.trimmed,
    empty: placed.empty,
  };
}

/** Moves the mark of a box without area inwards, so that it is fully visible at the edge of the picture. */
function insideFrame(at: Box<'stage'>, { width, height }: Size, scale: number): Box<'stage'> {
  const half = MIN_HIT_SIDE / 2;
  const dx = Math.min(Math.max(at.x1, half), width * scale - half) - at.x1;
  const dy = Math.min(Math.max(at.y1, half), height * scale - half) - at.y1;
  return { space: 'stage', x1: at.x1 + dx, y1: at.y1 + dy, x2: at.x2 + dx, y2: at.y2 + dy };
}

function area(box: Box<'stage'>): number {
  return (box.x2 - box.x1) * (box.y2 - box.y1);
}

/** A highlighted entity without a box in the shown frame. */
export interface Missing {
  readonly id: EntityId;
  readonly name: string;
  /** The entity's box in the nearest frame; null if it has no box in any frame. */
  readonly sighting: EntityBox | null;
}

/** The highlighted entities without a box in this frame, each with its box in the nearest frame. */
export function missingIn(scene: Scene, frame: FrameNo, lit: readonly EntityId[]): readonly Missing[] {
  const identities = identitiesOf(scene);
  return lit
    .filter((id) => !isSettingElement(id) && groundingOf(identities, id, frame) !== 'here')
    .map((id) => {
      const near = identities.of(id).toSorted((a, b) => Math.abs(a.frame - frame) - Math.abs(b.frame - frame));
      return { id, name: identities.name(id, frame) ?? id, sighting: near[0] ?? null };
    });
}

/** A box on the stage that belongs to no entity. */
export interface VisibleUnnamed {
  readonly label: string | null;
  /** The box as the model wrote it. */
  readonly written: string;
  readonly at: Box<'stage'>;
}

/** The boxes of a frame that belong to no entity, scaled to the stage. */
export function unnamedOn(
  scene: Scene,
  frame: FrameNo,
  picture: FramePicture,
  scale: number,
): readonly VisibleUnnamed[] {
  return identitiesOf(scene)
    .unnamed(frame)
    .map(({ box, label }) => ({
      label,
      written: `${box.x1},${box.y1} to ${box.x2},${box.y2}`,
      at: toStage(placeBox(box, picture.measured, picture.shown).box, scale),
    }));
}

/** The boxes after zoom and pan: `times` is the magnification, `frame` the area of the whole frame on the stage. */
export function magnified<B extends { readonly at: Box<'stage'> }>(
  boxes: readonly B[],
  times: number,
  frame: Area,
): readonly B[] {
  return boxes.map((box) => {
    const { x1, y1, x2, y2 } = box.at;
    const at: Box<'stage'> = {
      space: 'stage',
      x1: frame.x1 + x1 * times,
      y1: frame.y1 + y1 * times,
      x2: frame.x1 + x2 * times,
      y2: frame.y1 + y2 * times,
    };
    return { ...box, at };
  });
}
