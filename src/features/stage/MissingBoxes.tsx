import { useMemo } from 'react';
import type { CSSProperties, ReactNode } from 'react';
import { placeBox, toStage, wholeFrame } from '../../grounding/base.ts';
import type { FrameNo, Size } from '../../grounding/base.ts';
import { pictureOf } from '../../session/index.ts';
import type { Scene } from '../../session/index.ts';
import { hueVar, positionStyle } from '../../theme/index.ts';
import { fit } from './viewport.ts';
import { missingIn } from './visibleBoxes.ts';
import type { Missing } from './visibleBoxes.ts';
import { useHighlighted } from './useHighlightedIds.ts';

interface Props {
  readonly scene: Scene;
  readonly frame: FrameNo;
  /** The width of the stage, in CSS pixels. */
  readonly width: number;
}

/** More cards would cover the picture. A last card counts the others. */
const MOST = 3;
/** The width of a card, and of the card that counts the others, in CSS pixels. */
const CARD_WIDTH = 176;
const MORE_WIDTH = 64;
/** The maximum size of the picture in a card, in CSS pixels. */
const THUMB: Size = { width: 64, height: 40 };

/**
 * One small card for each highlighted entity without a box in this frame. It shows the entity's box, dashed, in the
 * nearest frame that has one.
 */
export function MissingBoxes({ scene, frame, width }: Props): ReactNode {
  const lit = useHighlighted();
  const missing = useMemo(() => missingIn(scene, frame, lit), [scene, frame, lit]);
  if (missing.length === 0) return null;
  const most = Math.max(1, Math.min(MOST, Math.floor(width / CARD_WIDTH)));
  const cards =
    missing.length <= most ? most : Math.max(1, Math.min(most, Math.floor((width - MORE_WIDTH) / CARD_WIDTH)));
  const more = missing.length - cards;
  return (
    <div className="fade-in pointer-events-none absolute bottom-1.5 left-1.5 flex max-w-full items-stretch gap-1.5 text-[11px] leading-[15px] text-[#f3eee4]">
      {missing.slice(0, cards).map((entity) => (
        <MissingCard key={entity.id} entity={entity} scene={scene} frame={frame} />
      ))}
      {more > 0 && (
        <p className={`${CARD} px-2`}>
          <span className="sr-only">and {more} more without a box here</span>
          <span aria-hidden>+ {more}</span>
        </p>
      )}
    </div>
  );
}

const CARD = 'flex min-h-9 items-center gap-2 rounded-md bg-[#14120fe0] p-1';

interface CardProps {
  readonly entity: Missing;
  readonly scene: Scene;
  readonly frame: FrameNo;
}

/** Screen readers get a full sentence; the visible text is just the name and the image number. */
function MissingCard({ entity, scene, frame }: CardProps): ReactNode {
  const { id, name, sighting } = entity;
  const title = name === id ? id : `${name} (${id})`;
  const sentence =
    sighting === null
      ? `${title} has no box in any image.`
      : `${title} has no box in image ${frame}. The nearest box is in image ${sighting.frame}.`;
  return (
    <div className={CARD}>
      {sighting !== null && <Thumb entity={entity} sighting={sighting} scene={scene} />}
      <p className="sr-only">{sentence}</p>
      <p className="max-w-[7.5em] min-w-0 pr-1 whitespace-nowrap" aria-hidden>
        <b className="block truncate font-semibold">{name}</b>
        <span className="text-[#cfc7b8]">{sighting === null ? 'no box' : `box in image ${sighting.frame}`}</span>
      </p>
    </div>
  );
}

interface ThumbProps {
  readonly entity: Missing;
  readonly sighting: NonNullable<Missing['sighting']>;
  readonly scene: Scene;
}

function Thumb({ entity: { id, name }, sighting, scene }: ThumbProps): ReactNode {
  const picture = pictureOf(scene, sighting.frame);
  const { box, empty } = placeBox(sighting.box, picture.measured, picture.shown);
  const placement = { scale: fit(picture.shown, THUMB), x: 0, y: 0 };
  const whole = positionStyle(toStage(wholeFrame(picture.shown), placement));
  const style: CSSProperties = {
    ...positionStyle(toStage(box, placement)),
    borderColor: `oklch(0.8 0.13 ${hueVar(id, scene.entities.indexOf(id))})`,
  };
  return (
    <div
      className="relative flex-none overflow-hidden rounded-[3px] bg-[#2b2823]"
      style={{ width: whole.width, height: whole.height }}
    >
      {picture.url !== null && <img src={picture.url} alt="" className="size-full" />}
      <div
        role="img"
        className={`absolute border-[1.5px] border-dashed ${empty ? 'min-h-2 min-w-2' : ''}`}
        style={style}
        data-box={id}
        data-frame={sighting.frame}
        data-lit="true"
        data-elsewhere="true"
        aria-label={`${name === id ? id : `${name} (${id})`} in image ${sighting.frame}`}
      />
    </div>
  );
}
