import { memo, useEffect, useMemo, useRef } from 'react';
import type { CSSProperties, ReactNode } from 'react';
import { identitiesOf, placeBox } from '../../grounding/index.ts';
import type { EntityId, PlacedBox, EntityBox, Size } from '../../grounding/index.ts';
import { pictureOf } from '../../session/index.ts';
import type { FramePicture, Scene } from '../../session/index.ts';
import { useDesk, useScene, useShownFrame } from '../../session/react.tsx';
import { cropOf } from './crop.ts';
import type { Crop } from './crop.ts';

interface Props {
  readonly id: EntityId;
  readonly who: string;
}

/** An entity through all frames, side by side: whether it stays itself is seen at a glance. */
export function Crops({ id, who }: Props): ReactNode {
  const { view } = useDesk();
  const scene = useScene();
  const shown = useShownFrame();
  const list = useRef<HTMLOListElement>(null);
  const parts = useMemo(() => partsOf(scene, id), [scene, id]);
  useEffect(() => {
    const strip = list.current;
    // Nothing moves under the pointer.
    if (strip === null || strip.matches(':hover')) return;
    const now = strip.children[parts.findIndex((part) => part.from <= shown && shown <= part.to)];
    if (!(now instanceof HTMLElement)) return;
    const left = now.offsetLeft - strip.offsetLeft;
    if (left < strip.scrollLeft) strip.scrollLeft = left;
    else if (left + now.offsetWidth > strip.scrollLeft + strip.clientWidth)
      strip.scrollLeft = left + now.offsetWidth - strip.clientWidth;
  }, [shown, parts]);
  return (
    <ol
      ref={list}
      aria-label={`${who} in each image`}
      className="flex gap-2 overflow-x-auto px-3 py-1 [scrollbar-width:thin] wide:px-5"
      onPointerLeave={view.leave}
    >
      {parts.map((part) =>
        part.type === 'gap' ? (
          <Gap key={`gap-${part.from}`} from={part.from} to={part.to} shown={shown >= part.from && shown <= part.to} />
        ) : (
          <CropTile
            key={`${part.sighting.frame}-${part.nth}`}
            sighting={part.sighting}
            scene={scene}
            who={who}
            shown={shown === part.sighting.frame}
          />
        ),
      )}
    </ol>
  );
}

type Part =
  | {
      readonly type: 'crop';
      readonly from: number;
      readonly to: number;
      readonly sighting: EntityBox;
      readonly nth: number;
    }
  | { readonly type: 'gap'; readonly from: number; readonly to: number };

/** The boxes of an entity by frame, and the stretches of frames that have none. */
function partsOf(scene: Scene, id: EntityId): readonly Part[] {
  const sightings = identitiesOf(scene)
    .of(id)
    .toSorted((a, b) => a.frame - b.frame);
  const parts: Part[] = [];
  let frame = 1;
  let nth = 0;
  for (const sighting of sightings) {
    if (sighting.frame > scene.count) break;
    if (sighting.frame > frame) parts.push({ type: 'gap', from: frame, to: sighting.frame - 1 });
    nth = sighting.frame < frame ? nth + 1 : 0;
    frame = sighting.frame + 1;
    parts.push({ type: 'crop', from: sighting.frame, to: sighting.frame, sighting, nth });
  }
  if (frame <= scene.count) parts.push({ type: 'gap', from: frame, to: scene.count });
  return parts;
}

interface GapProps {
  readonly from: number;
  readonly to: number;
  readonly shown: boolean;
}

/** Frames in which there is nothing to show. */
const Gap = memo(function Gap({ from, to, shown }: GapProps): ReactNode {
  return (
    <li className="flex-none text-center text-[11px] text-soft">
      <div
        aria-current={shown}
        className="grid h-22 w-12 place-items-center rounded-md border border-dashed border-edge/60 leading-tight aria-[current=true]:border-2 aria-[current=true]:border-accent"
      >
        no box
      </div>
      <FrameLabel shown={shown}>{from === to ? from : `${from}–${to}`}</FrameLabel>
    </li>
  );
});

function FrameLabel({ shown, children }: { readonly shown: boolean; readonly children: ReactNode }): ReactNode {
  return (
    <span className={`block pt-0.5 text-[11px] ${shown ? 'font-bold text-accent' : 'text-soft'}`}>{children}</span>
  );
}

interface TileProps {
  readonly sighting: EntityBox;
  readonly scene: Scene;
  readonly who: string;
  readonly shown: boolean;
}

const CropTile = memo(function CropTile({ sighting, scene, who, shown }: TileProps): ReactNode {
  const { view } = useDesk();
  const { id, frame } = sighting;
  const picture = pictureOf(scene, frame);
  const placed = placeBox(sighting.box, picture.measured, picture.shown);
  // Of a frame that nobody has, the place in it is all there is to see.
  const crop: Crop = picture.url === null ? { x: 0, y: 0, ...picture.shown } : cropOf(placed, picture.shown);
  return (
    <li className="flex-none text-center">
      <button
        type="button"
        aria-label={`${who} in image ${frame}${placed.empty ? ', a box without area' : ''}`}
        aria-current={shown}
        className="relative block h-22 max-w-[220px] overflow-hidden rounded-md bg-[#2b2823] aria-[current=true]:ring-2 aria-[current=true]:ring-accent"
        style={{ aspectRatio: `${crop.width} / ${crop.height}` }}
        onPointerMove={() => view.hover([id], frame)}
        onFocus={() => view.hover([id], frame)}
        onBlur={view.leave}
        onClick={() => view.show(frame)}
      >
        <Picture picture={picture} crop={crop} />
        <i
          className="absolute rounded-[2px] border-[1.5px] border-[oklch(0.8_0.13_var(--hue))]"
          style={outline(placed, crop)}
        />
      </button>
      <FrameLabel shown={shown}>{frame}</FrameLabel>
    </li>
  );
});

function Picture({ picture, crop }: { readonly picture: FramePicture; readonly crop: Crop }): ReactNode {
  if (picture.url === null) return null;
  return (
    <img
      src={picture.url}
      alt=""
      loading="lazy"
      decoding="async"
      draggable={false}
      className="absolute max-w-none"
      style={lay({ x: 0, y: 0, ...picture.shown }, crop)}
    />
  );
}

function outline({ box, empty }: PlacedBox, crop: Crop): CSSProperties {
  const size: Size = { width: box.x2 - box.x1, height: box.y2 - box.y1 };
  return { ...lay({ x: box.x1, y: box.y1, ...size }, crop), ...(empty && { minWidth: 8, minHeight: 8 }) };
}

/** Where a part of the frame lies on the crop, in shares of it. */
function lay(part: Crop, crop: Crop): CSSProperties {
  return {
    left: `${(100 * (part.x - crop.x)) / crop.width}%`,
    top: `${(100 * (part.y - crop.y)) / crop.height}%`,
    width: `${(100 * part.width) / crop.width}%`,
    height: `${(100 * part.height) / crop.height}%`,
  };
}
