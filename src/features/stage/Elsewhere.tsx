import type { CSSProperties, ReactNode } from 'react';
import { placeBox } from '../../grounding/index.ts';
import type { FrameNo } from '../../grounding/index.ts';
import { pictureOf } from '../../session/index.ts';
import type { Scene } from '../../session/index.ts';
import { hueVar } from '../../ui/index.ts';
import type { Missing } from './sight.ts';

interface Props {
  readonly scene: Scene;
  readonly frame: FrameNo;
  readonly missing: readonly Missing[];
}

/** More cards than this would cover the picture; the rest is counted. */
const MOST = 3;

/** Who is meant but has no box in this frame: shown where they have one, dashed, or said to have none. */
export function Elsewhere({ scene, frame, missing }: Props): ReactNode {
  if (missing.length === 0) return null;
  return (
    <div className="fade-in pointer-events-none absolute right-2 bottom-2 left-2 flex flex-wrap items-end gap-2">
      {missing.slice(0, MOST).map((one) => (
        <MissingCard key={one.id} one={one} scene={scene} frame={frame} />
      ))}
      {missing.length > MOST && <p className={CARD}>and {missing.length - MOST} more without a box here</p>}
    </div>
  );
}

const CARD = 'flex items-center gap-2.5 rounded-lg bg-[#14120fe0] p-2 text-[12px] text-[#f3eee4] shadow-lift';

function MissingCard({
  one,
  scene,
  frame,
}: {
  readonly one: Missing;
  readonly scene: Scene;
  readonly frame: FrameNo;
}): ReactNode {
  const { id, name, sighting } = one;
  const who = name === id ? id : `${name} (${id})`;
  if (sighting === null)
    return (
      <p className={CARD}>
        <span className="max-w-[16em] px-1">
          <b className="font-semibold">{who}</b> has no box in any image.
        </span>
      </p>
    );
  const picture = pictureOf(scene, sighting.frame);
  const { box, empty } = placeBox(sighting.box, picture.measured, picture.shown);
  const style: CSSProperties = {
    left: percent(box.x1, picture.shown.width),
    top: percent(box.y1, picture.shown.height),
    width: percent(box.x2 - box.x1, picture.shown.width),
    height: percent(box.y2 - box.y1, picture.shown.height),
    borderColor: `oklch(0.8 0.13 ${hueVar(id, scene.entities.indexOf(id))})`,
  };
  return (
    <div className={CARD}>
      <div
        className="relative w-[136px] flex-none overflow-hidden rounded bg-[#2b2823]"
        style={{ aspectRatio: `${picture.shown.width} / ${picture.shown.height}` }}
      >
        {picture.url !== null && <img src={picture.url} alt="" className="size-full" />}
        <div
          role="img"
          className={`absolute border-2 border-dashed ${empty ? 'min-h-2 min-w-2' : ''}`}
          style={style}
          data-box={id}
          data-frame={sighting.frame}
          data-lit="true"
          data-elsewhere="true"
          aria-label={`${who} in image ${sighting.frame}, not in image ${frame}`}
        />
      </div>
      <p className="max-w-[13em]">
        <b className="font-semibold">{who}</b> has no box in image {frame}. Shown where it has one: image{' '}
        {sighting.frame}.
      </p>
    </div>
  );
}

function percent(value: number, of: number): string {
  return `${(100 * value) / of}%`;
}
