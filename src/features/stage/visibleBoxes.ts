import { groundingOf, identitiesOf, isSettingElement, placeBox, toStage, wholeFrame } from '../../grounding/base.ts';
import type { Box, EntityId, FrameNo, EntityBox, Placement, Size } from '../../grounding/base.ts';
import type { FramePicture, Scene } from '../../session/index.ts';
import { hueIn } from '../../theme/index.ts';
import { MIN_HIT_SIDE } from './overlap.ts';

/** One box of the shown frame. */
export interface FrameBox {
  readonly key: string;
  readonly id: EntityId;
  readonly frame: FrameNo;
  readonly name: string;
  readonly hue: number;
  /** The box as the model wrote it: `318,48 to 345,135`. */
  readonly written: string;
  readonly inFrame: Box<'frame'>;
  readonly clamped: boolean;
  /** Whether a small part, at most a tenth of the frame's side, is cut off: only a note. */
  readonly trimmed?: boolean;
  readonly empty: boolean;
}

/** The same box where it is on the stage. */
export interface VisibleBox extends FrameBox {
  readonly at: Box<'stage'>;
}

/** The boxes of a frame. The largest is first, so that the smallest is drawn on top. */
export function boxesIn(scene: Scene, frame: FrameNo, picture: FramePicture): readonly FrameBox[] {
  return identitiesOf(scene)
    .inFrame(frame)
    .map((sighting, i) => frameBox(scene, sighting, picture, `${sighting.id}-${i}`))
    .toSorted((a, b) => area(b.inFrame) - area(a.inFrame));
}

function frameBox(scene: Scene, { id, frame, box }: EntityBox, picture: FramePicture, key: string): FrameBox {
  const identities = identitiesOf(scene);
  const placed = placeBox(box, picture.measured, picture.shown);
  return {
    key,
    id,
    frame,
    name: identities.name(id, frame) ?? id,
    hue: hueIn(scene.colouring, identities.kind(id), scene.entities.indexOf(id)),
    written: `${box.x1},${box.y1} to ${box.x2},${box.y2}`,
    inFrame: placed.box,
    clamped: placed.clamped,
    trimmed: placed.trimmed,
    empty: placed.empty,
  };
}

function area(box: Box<'frame'>): number {
  return (box.x2 - box.x1) * (box.y2 - box.y1);
}

/** The boxes of a frame on the stage. */
export function boxesOn(boxes: readonly FrameBox[], frame: Size, placement: Placement): readonly VisibleBox[] {
  const whole = toStage(wholeFrame(frame), placement);
  return boxes.map((box) => {
    const at = toStage(box.inFrame, placement);
    return { ...box, at: box.empty ? insideFrame(at, whole) : at };
  });
}

/** Moves the mark of a box without area inwards, so that it is fully visible at the edge of the picture. */
function insideFrame(at: Box<'stage'>, whole: Box<'stage'>): Box<'stage'> {
  const half = MIN_HIT_SIDE / 2;
  const dx = Math.min(Math.max(at.x1, whole.x1 + half), whole.x2 - half) - at.x1;
  const dy = Math.min(Math.max(at.y1, whole.y1 + half), whole.y2 - half) - at.y1;
  return { space: 'stage', x1: at.x1 + dx, y1: at.y1 + dy, x2: at.x2 + dx, y2: at.y2 + dy };
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

/** The boxes of a frame that belong to no entity, on the stage. */
export function unnamedOn(
  scene: Scene,
  frame: FrameNo,
  picture: FramePicture,
  placement: Placement,
): readonly VisibleUnnamed[] {
  return identitiesOf(scene)
    .unnamed(frame)
    .map(({ box, label }) => ({
      label,
      written: `${box.x1},${box.y1} to ${box.x2},${box.y2}`,
      at: toStage(placeBox(box, picture.measured, picture.shown).box, placement),
    }));
}
