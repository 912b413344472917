import { useEffectEvent, useLayoutEffect, useMemo, useRef } from 'react';
import type { CSSProperties, ReactNode, RefObject } from 'react';
import type { FrameNo, Size } from '../../grounding/index.ts';
import { highlightedIds } from '../../session/index.ts';
import type { FramePicture, Scene } from '../../session/index.ts';
import { useDesk, useView } from '../../session/react.tsx';
import { BoxButtons } from './BoxButtons.tsx';
import { Drawn } from './Drawn.tsx';
import { MissingBoxes } from './MissingBoxes.tsx';
import { watchGestures } from './gestures.ts';
import type { Gestures } from './gestures.ts';
import {
  fit,
  fitViewport,
  frameOn,
  isFit,
  middleOf,
  oneToOne,
  panBy,
  reveal,
  scaleOf,
  zoomAt,
  zoomTo,
} from './viewport.ts';
import type { Area } from './viewport.ts';
import { boxesOn, magnified } from './visibleBoxes.ts';
import type { VisibleBox } from './visibleBoxes.ts';
import type { Line } from './StageView.tsx';
import { STEP, Toolbar } from './Toolbar.tsx';
import type { ToolbarState } from './Toolbar.tsx';
import { useHide } from './useHide.ts';
import { useViewport } from './useViewport.ts';
import { usePixelRatio } from './usePixelRatio.ts';
import { usePointing } from './usePointing.ts';
import { useStageKeys } from './useStageKeys.ts';

interface Props {
  readonly scene: Scene;
  readonly frame: FrameNo;
  readonly picture: FramePicture;
  /** CSS pixels of the picture where all of it is seen. */
  readonly stage: Size;
  readonly line: Line;
  /** What has the pointer or the focus while the keys of the stage mean something. */
  readonly around: RefObject<HTMLElement | null>;
  readonly tools: ReactNode;
}

/** Of the stage, so much an arrow key moves. */
const ARROW = 0.15;
/** From here on a pixel is a square to be seen, not a blur: device pixels for each of the frame. */
const SQUARE = 4;

/** The picture with its boxes, to look at from near and far, and what says how. */
export function Surface({ scene, frame, picture, stage, line, around, tools }: Props): ReactNode {
  const { view } = useDesk();
  const on = useRef<HTMLDivElement>(null);
  const pixelRatio = usePixelRatio();
  const hidden = useView((state) => state.stage.hidden);
  const ground = useMemo(() => ({ frame: picture.shown, stage }), [picture, stage]);
  const [lens, change] = useViewport(frame, ground);
  const hide = useHide();

  const { width, height } = stage;
  const fitting = fit(picture.shown, stage);
  const scale = scaleOf(lens, ground);
  const whole = useMemo(() => frameOn(lens, ground), [lens, ground]);
  const fitted = useMemo(() => boxesOn(scene, frame, picture, fitting), [scene, frame, picture, fitting]);
  const boxes = useMemo(() => magnified(fitted, lens.times, whole), [fitted, lens, whole]);
  const pinned = useView((state) => fitted.some(({ id }) => state.pinned?.ids.includes(id)));
  const inFrame = ({ key }: VisibleBox): Area => {
    const at = fitted.find((box) => box.key === key)?.at ?? { x1: 0, y1: 0, x2: 0, y2: 0 };
    return { x1: at.x1 / fitting, y1: at.y1 / fitting, x2: at.x2 / fitting, y2: at.y2 / fitting };
  };
  const zoom: Gestures['zoom'] = (by, at) => change((before) => zoomAt(before, by, at, ground));
  const pan: Gestures['pan'] = (dx, dy) => change((before) => panBy(before, dx, dy, ground));
  const seeAll = (): void => change(() => fitViewport(ground));
  const seeActual = (): void => change((before) => oneToOne(before, ground));
  const step = (by: number): void => zoom(by, middleOf(ground));
  function seeSelection(): boolean {
    const lit = highlightedIds(view.store.getState());
    const selected = fitted.filter(({ id }) => lit.includes(id));
    if (selected.length > 0) change(() => zoomTo(selected.map(inFrame), ground));
    return selected.length > 0;
  }
  const looks = useLooks({ zoom: step, fit: seeAll, oneToOne: seeActual, selection: seeSelection });
  const pointing = usePointing(on, boxes, (box) => change((before) => reveal(before, inFrame(box), ground)));

  useGestures(on, { zoom, pan, fit: seeAll });
  useStageKeys(around, {
    here(key, shift) {
      const move = shift ? ARROWS[key] : undefined;
      if (move) pan(-move[0] * ARROW * width, -move[1] * ARROW * height);
      else if (key === '+' || key === '=') step(STEP);
      else if (key === '-' || key === '_') step(1 / STEP);
      else if (key === '0') seeAll();
      else if (key === '1') seeActual();
      else if (key === 'ArrowDown') return pointing.cycle(1);
      else if (key === 'ArrowUp') return pointing.cycle(-1);
      else return false;
      return true;
    },
    anywhere(key) {
      if (key === 'z') return seeSelection();
      if (key === 'l') view.arrange({ labels: !view.store.getState().stage.labels });
      else if (key === 'h') hide.press();
      else return false;
      return true;
    },
    released(key) {
      if (key === 'h') hide.letGo();
    },
  });

  return (
    <>
      <div
        ref={on}
        // Clipped, not hidden: a box that gets the focus would scroll what is hidden.
        className={`relative col-span-full row-start-1 touch-pan-x touch-pan-y place-self-center overflow-clip rounded-[10px] bg-[#2b2823] shadow-lift select-none data-grabbed:cursor-grabbing ${isFit(lens) ? '' : 'cursor-grab'}`}
        style={{ width, height }}
        data-stage={frame}
        role="group"
        aria-label={`Image ${frame} with its boxes`}
        {...pointing.listeners}
      >
        {picture.url === null ? (
          <p className="absolute right-3 bottom-2 text-[11px] text-[#a8a092]" aria-hidden>
            no picture
          </p>
        ) : (
          <img
            src={picture.url}
            alt={picture.name ?? `Frame ${frame}`}
            draggable={false}
            className="absolute max-w-none"
            style={{
              ...(isFit(lens) ? ALL : placeOf(whole)),
              imageRendering: scale * pixelRatio < SQUARE ? 'auto' : 'pixelated',
            }}
          />
        )}
        <Drawn frame={frame} boxes={boxes} stage={stage} />
        <div className={hidden ? 'contents *:pointer-events-none' : 'contents'}>
          <BoxButtons boxes={boxes} raised={pointing.raised} />
        </div>
        <MissingBoxes scene={scene} frame={frame} width={width} />
      </div>
      <Toolbar scale={scale} line={line} pinned={pinned} looks={looks} tools={tools} />
    </>
  );
}

/** A part of a pixel that the picture is short of the stage would be seen as a dark line. */
const ALL: CSSProperties = { left: 0, top: 0, width: '100%', height: '100%' };

function placeOf({ x1, y1, x2, y2 }: Area): CSSProperties {
  return { left: x1, top: y1, width: x2 - x1, height: y2 - y1 };
}

const ARROWS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** What the tools do, always of the picture that is shown, in an object that stays: a hover renders no tools. */
function useLooks(looks: ToolbarState): ToolbarState {
  const latest = useRef(looks);
  useLayoutEffect(() => {
    latest.current = looks;
  });
  return useMemo(
    () => ({
      zoom: (by) => latest.current.zoom(by),
      fit: () => latest.current.fit(),
      oneToOne: () => latest.current.oneToOne(),
      selection: () => latest.current.selection(),
    }),
    [],
  );
}

function useGestures(stage: RefObject<HTMLElement | null>, gestures: Gestures): void {
  const zoom = useEffectEvent(gestures.zoom);
  const pan = useEffectEvent(gestures.pan);
  const fitAll = useEffectEvent(gestures.fit);
  useLayoutEffect(() => {
    if (stage.current === null) return undefined;
    return watchGestures(stage.current, {
      zoom: (by, at) => zoom(by, at),
      pan: (dx, dy) => pan(dx, dy),
      fit: () => fitAll(),
    });
  }, [stage]);
}
