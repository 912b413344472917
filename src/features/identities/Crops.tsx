import { memo, useEffect, useMemo, useRef } from 'react';
import type { CSSProperties, ReactNode } from 'react';
import { identitiesOf, placeBox, placementIn, toStage, wholeFrame } from '../../grounding/base.ts';
import type { EntityId, PlacedBox, Placement, EntityBox } from '../../grounding/base.ts';
import { cellKey, pictureOf } from '../../session/index.ts';
import type { FramePicture, Scene } from '../../session/index.ts';
import { useHighlight, useScene, useShownFrame, useRunView } from '../../session/react.tsx';
import { positionStyle } from '../../theme/index.ts';
import { reveal } from '../../ui/index.ts';
import { cropOf, tileSize } from './crop.ts';

interface Props {
  readonly id: EntityId;
  readonly name: string;
}

/** Crops of one entity from all frames, side by side, so that the user sees at a glance whether it stays consistent. */
export function Crops({ id, name }: Props): ReactNode {
  const view = useRunView();
  const scene = useScene();
  const shown = useShownFrame();
  const list = useRef<HTMLOListElement>(null);
  const items = useMemo(() => itemsOf(scene, id), [scene, id]);
  useEffect(() => {
    const strip = list.current;
    // The list does not scroll while the user points at it.
    if (strip === null || strip.matches(':hover')) return;
    const now = strip.children[items.findIndex((item) => item.from <= shown && shown <= item.to)];
    if (now) reveal(strip, now, { axis: 'x' });
  }, [shown, items]);
  return (
    <ol
      ref={list}
      aria-label={`${name} in each image`}
      className="flex gap-2 overflow-x-auto px-3 py-1 [scrollbar-width:thin] wide:px-5"
      onPointerLeave={view.leave}
    >
      {items.map((item) =>
        item.type === 'gap' ? (
          <Gap key={`gap-${item.from}`} from={item.from} to={item.to} shown={shown >= item.from && shown <= item.to} />
        ) : (
          <CropTile
            key={`${item.sighting.frame}-${item.nth}`}
            sighting={item.sighting}
            scene={scene}
            name={name}
            shown={shown === item.sighting.frame}
          />
        ),
      )}
    </ol>
  );
}

type Item =
  | {
      readonly type: 'crop';
      readonly from: number;
      readonly to: number;
      readonly sighting: EntityBox;
      readonly nth: number;
    }
  | { readonly type: 'gap'; readonly from: number; readonly to: number };

/** The boxes of an entity in frame order, and the ranges of frames without a box. */
function itemsOf(scene: Scene, id: EntityId): readonly Item[] {
  const sightings = identitiesOf(scene)
    .of(id)
    .toSorted((a, b) => a.frame - b.frame);
  const items: Item[] = [];
  let frame = 1;
  let nth = 0;
  for (const sighting of sightings) {
    if (sighting.frame > scene.count) break;
    if (sighting.frame > frame) items.push({ type: 'gap', from: frame, to: sighting.frame - 1 });
    nth = sighting.frame < frame ? nth + 1 : 0;
    frame = sighting.frame + 1;
    items.push({ type: 'crop', from: sighting.frame, to: sighting.frame, sighting, nth });
  }
  if (frame <= scene.count) items.push({ type: 'gap', from: frame, to: scene.count });
  return items;
}

interface GapProps {
  readonly from: number;
  readonly to: number;
  readonly shown: boolean;
}

/** A range of frames in which the entity has no box. */
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
  readonly name: string;
  readonly shown: boolean;
}

const CropTile = memo(function CropTile({ sighting, scene, name, shown }: TileProps): ReactNode {
  const view = useRunView();
  const highlight = useHighlight();
  const { id, frame } = sighting;
  const picture = pictureOf(scene, frame);
  const placed = placeBox(sighting.box, picture.measured, picture.shown);
  // Without a picture there is nothing to crop, so the whole frame shows where the box is.
  const crop = picture.url === null ? wholeFrame(picture.shown) : cropOf(placed, picture.shown);
  const size = tileSize(crop);
  const placement = placementIn(crop, size);
  return (
    <li className="flex-none text-center">
      <button
        type="button"
        aria-label={`${name} in image ${frame}${placed.empty ? ', a box without area' : ''}`}
        aria-current={shown}
        ref={highlight(cellKey(id, frame))}
        className="relative block lit:outline-2 lit:outline-offset-1 lit:outline-ink overflow-hidden rounded-md bg-[#2b2823] aria-[current=true]:ring-2 aria-[current=true]:ring-accent"
        style={{ width: size.width, height: size.height }}
        onPointerMove={() => view.hover([id], frame)}
        onFocus={() => view.hover([id], frame)}
        onBlur={view.leave}
        onClick={() => view.show(frame)}
      >
        <Picture picture={picture} placement={placement} />
        <i
          className="absolute rounded-[2px] border-[1.5px] border-[oklch(0.8_0.13_var(--hue))]"
          style={boxStyle(placed, placement)}
        />
      </button>
      <FrameLabel shown={shown}>{frame}</FrameLabel>
    </li>
  );
});

interface PictureProps {
  readonly picture: FramePicture;
  readonly placement: Placement;
}

function Picture({ picture, placement }: PictureProps): ReactNode {
  if (picture.url === null) return null;
  return (
    <img
      src={picture.url}
      alt=""
      loading="lazy"
      decoding="async"
      draggable={false}
      className="absolute max-w-none"
      style={positionStyle(toStage(wholeFrame(picture.shown), placement))}
    />
  );
}

function boxStyle({ box, empty }: PlacedBox, placement: Placement): CSSProperties {
  return { ...positionStyle(toStage(box, placement)), ...(empty && { minWidth: 8, minHeight: 8 }) };
}
