import { useMemo } from 'react';
import type { CSSProperties, ReactNode } from 'react';
import { placeBox } from '../../grounding/index.ts';
import type { FrameNo, Size } from '../../grounding/index.ts';
import { pictureOf } from '../../session/index.ts';
import type { Scene } from '../../session/index.ts';
import { hueVar } from '../../theme/index.ts';
import { fit } from './viewport.ts';
import { missingIn } from './visibleBoxes.ts';
import type { Missing } from './visibleBoxes.ts';
import { useHighlighted } from './useHighlightedIds.ts';

interface Props {
  readonly scene: Scene;
  readonly frame: FrameNo;
  /** CSS pixels of the stage. */
  readonly width: number;
}

/** More cards than this would cover the picture; the rest is counted. */
const MOST = 3;
/** Of the stage, in CSS pixels, what a card takes; and what counts the rest. */
const CARD_WIDTH = 176;
const REST_WIDTH = 64;
/** The most that the picture in a card takes, in CSS pixels. */
const THUMB: Size = { width: 64, height: 40 };

/** Who is meant but has no box in this frame: shown small where they have one, dashed, or said to have none. */
export function MissingBoxes({ scene, frame, width }: Props): ReactNode {
  const lit = useHighlighted();
  const missing = useMemo(() => missingIn(scene, frame, lit), [scene, frame, lit]);
  if (missing.length === 0) return null;
  const most = Math.max(1, Math.min(MOST, Math.floor(width / CARD_WIDTH)));
  const room =
    missing.length <= most ? most : Math.max(1, Math.min(most, Math.floor((width - REST_WIDTH) / CARD_WIDTH)));
  const rest = missing.length - room;
  return (
    <div className="fade-in pointer-events-none absolute bottom-1.5 left-1.5 flex max-w-full items-stretch gap-1.5 text-[11px] leading-[15px] text-[#f3eee4]">
      {missing.slice(0, room).map((one) => (
        <MissingCard key={one.id} one={one} scene={scene} frame={frame} />
      ))}
      {rest > 0 && (
        <p className={`${CARD} px-2`}>
          <span className="sr-only">and {rest} more without a box here</span>
          <span aria-hidden>+ {rest}</span>
        </p>
      )}
    </div>
  );
}

const CARD = 'flex min-h-9 items-center gap-2 rounded-md bg-[#14120fe0] p-1';

interface CardProps {
  readonly one: Missing;
  readonly scene: Scene;
  readonly frame: FrameNo;
}

/** The sentence is what is read out; to the eye, whose box it is and from where is enough. */
function MissingCard({ one, scene, frame }: CardProps): ReactNode {
  const { id, name, sighting } = one;
  const who = name === id ? id : `${name} (${id})`;
  const sentence =
    sighting === null
      ? `${who} has no box in any image.`
      : `${who} has no box in image ${frame}. Shown where it has one: image ${sighting.frame}.`;
  return (
    <div className={CARD}>
      {sighting !== null && <Thumb one={one} sighting={sighting} scene={scene} />}
      <p className="sr-only">{sentence}</p>
      <p className="max-w-[7.5em] min-w-0 pr-1 whitespace-nowrap" aria-hidden>
        <b className="block truncate font-semibold">{name}</b>
        <span className="text-[#cfc7b8]">{sighting === null ? 'no box at all' : `box of image ${sighting.frame}`}</span>
      </p>
    </div>
  );
}

interface ThumbProps {
  readonly one: Missing;
  readonly sighting: NonNullable<Missing['sighting']>;
  readonly scene: Scene;
}

function Thumb({ one: { id, name }, sighting, scene }: ThumbProps): ReactNode {
  const picture = pictureOf(scene, sighting.frame);
  const { box, empty } = placeBox(sighting.box, picture.measured, picture.shown);
  const scale = fit(picture.shown, THUMB);
  const style: CSSProperties = {
    left: box.x1 * scale,
    top: box.y1 * scale,
    width: (box.x2 - box.x1) * scale,
    height: (box.y2 - box.y1) * scale,
    borderColor: `oklch(0.8 0.13 ${hueVar(id, scene.entities.indexOf(id))})`,
  };
  return (
    <div
      className="relative flex-none overflow-hidden rounded-[3px] bg-[#2b2823]"
      style={{ width: picture.shown.width * scale, height: picture.shown.height * scale }}
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
