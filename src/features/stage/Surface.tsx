import { useEffectEvent, useLayoutEffect, useMemo, useRef } from 'react';
import type { CSSProperties, ReactNode, RefObject } from 'react';
import { toStage, wholeFrame } from '../../grounding/base.ts';
import type { FrameNo, Size } from '../../grounding/base.ts';
import { highlightedIds } from '../../session/index.ts';
import type { FramePicture, Scene } from '../../session/index.ts';
import { useView, useRunView } from '../../session/react.tsx';
import { positionStyle } from '../../theme/index.ts';
import { BoxButtons } from './BoxButtons.tsx';
import { ComparedBoxes } from './ComparedBoxes.tsx';
import { Drawn } from './Drawn.tsx';
import { MissingBoxes } from './MissingBoxes.tsx';
import { watchGestures } from './gestures.ts';
import type { Gestures } from './gestures.ts';
import {
  fitViewport,
  isFit,
  middleOf,
  oneToOne,
  panBy,
  placementOf,
  reveal,
  scaleOf,
  zoomAt,
  zoomTo,
} from './viewport.ts';
import { boxesIn, boxesOn } from './visibleBoxes.ts';
import type { LineWidth } from './StageView.tsx';
import { STEP, Toolbar } from './Toolbar.tsx';
import type { ToolbarActions } from './Toolbar.tsx';
import { UnnamedBoxes } from './UnnamedBoxes.tsx';
import { useHide } from './useHide.ts';
import { useViewport } from './useViewport.ts';
import { usePixelRatio } from './usePixelRatio.ts';
import { usePointing } from './usePointing.ts';
import { useStageKeys } from './useStageKeys.ts';

interface Props {
  readonly scene: Scene;
  readonly frame: FrameNo;
  readonly picture: FramePicture;
  /** The size of the stage, which is the size of the unzoomed picture, in CSS pixels. */
  readonly stage: Size;
  readonly line: LineWidth;
  /** The stage's keys work while this element contains the pointer or the focus. */
  readonly around: RefObject<HTMLElement | null>;
  readonly tools: ReactNode;
}

/** An arrow key pans by this share of the stage. */
const PAN_SHARE = 0.15;
/** From this many device pixels per frame pixel, the picture is drawn as sharp squares instead of a blur. */
const SHARP_SCALE = 4;

/** The picture with its boxes, its zoom and pan, and its toolbar. */
export function Surface({ scene, frame, picture, stage, line, around, tools }: Props): ReactNode {
  const view = useRunView();
  const on = useRef<HTMLDivElement>(null);
  const pixelRatio = usePixelRatio();
  const hidden = useView((state) => state.stage.hidden);
  const frameOnStage = useMemo(() => ({ frame: picture.shown, stage }), [picture, stage]);
  const [viewport, change] = useViewport(frame, frameOnStage);
  const hide = useHide();

  const { width, height } = stage;
  const scale = scaleOf(viewport, frameOnStage);
  const placement = useMemo(() => placementOf(viewport, frameOnStage), [viewport, frameOnStage]);
  const inFrame = useMemo(() => boxesIn(scene, frame, picture), [scene, frame, picture]);
  const boxes = useMemo(() => boxesOn(inFrame, picture.shown, placement), [inFrame, picture, placement]);
  const pinned = useView((state) => inFrame.some(({ id }) => state.selection.pinned?.ids.includes(id)));
  const zoom: Gestures['zoom'] = (by, at) => change((before) => zoomAt(before, by, at, frameOnStage));
  const pan: Gestures['pan'] = (dx, dy) => change((before) => panBy(before, dx, dy, frameOnStage));
  const fitPicture = (): void => change(() => fitViewport(frameOnStage));
  const showActualSize = (): void => change((before) => oneToOne(before, frameOnStage));
  const step = (by: number): void => zoom(by, middleOf(frameOnStage));
  function zoomToHighlighted(): boolean {
    const lit = highlightedIds(view.store.getState().selection);
    const selected = inFrame.filter(({ id }) => lit.includes(id));
    if (selected.length > 0)
      change(() =>
        zoomTo(
          selected.map((box) => box.inFrame),
          frameOnStage,
        ),
      );
    return selected.length > 0;
  }
  const actions = useStableActions({
    zoom: step,
    fit: fitPicture,
    oneToOne: showActualSize,
    selection: zoomToHighlighted,
  });
  const pointing = usePointing(on, boxes, (box) => change((before) => reveal(before, box.inFrame, frameOnStage)));

  useGestures(on, { zoom, pan, fit: fitPicture });
  useStageKeys(around, {
    here(key, shift) {
      const move = shift ? ARROWS[key] : undefined;
      if (move) pan(-move[0] * PAN_SHARE * width, -move[1] * PAN_SHARE * height);
      else if (key === '+' || key === '=') step(STEP);
      else if (key === '-' || key === '_') step(1 / STEP);
      else if (key === '0') fitPicture();
      else if (key === '1') showActualSize();
      else if (key === 'ArrowDown') return pointing.cycle(1);
      else if (key === 'ArrowUp') return pointing.cycle(-1);
      else return false;
      return true;
    },
    anywhere(key) {
      if (key === 'z') return zoomToHighlighted();
      if (key === 'l') view.arrange({ labels: !view.store.getState().stage.labels });
      else if (key === 'h') hide.press();
      else return false;
      return true;
    },
    released(key) {
      if (key === 'h') hide.release();
    },
  });

  return (
    <>
      <div
        ref={on}
        // `clip`, not `hidden`: with `hidden`, focusing a box outside the view would scroll the stage.
        className={`relative col-span-full row-start-1 touch-pan-x touch-pan-y place-self-center overflow-clip rounded-[10px] bg-[#2b2823] shadow-lift select-none data-grabbed:cursor-grabbing ${isFit(viewport) ? '' : 'cursor-grab'}`}
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
              ...(isFit(viewport) ? ALL : positionStyle(toStage(wholeFrame(picture.shown), placement))),
              imageRendering: scale * pixelRatio < SHARP_SCALE ? 'auto' : 'pixelated',
            }}
          />
        )}
        <UnnamedBoxes scene={scene} frame={frame} picture={picture} placement={placement} />
        <Drawn frame={frame} boxes={boxes} stage={stage} />
        <ComparedBoxes frame={frame} shown={picture.shown} placement={placement} />
        <div className={hidden ? 'contents *:pointer-events-none' : 'contents'}>
          <BoxButtons boxes={boxes} raised={pointing.raised} />
        </div>
        <MissingBoxes scene={scene} frame={frame} width={width} />
      </div>
      <Toolbar scale={scale} line={line} pinned={pinned} actions={actions} tools={tools} />
    </>
  );
}

/** If the picture were a fraction of a pixel smaller than the stage, a dark line would show. */
const ALL: CSSProperties = { left: 0, top: 0, width: '100%', height: '100%' };

const ARROWS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * The actions of the tools as one constant object that calls the latest functions, so that a hover does not render the
 * toolbar.
 */
function useStableActions(actions: ToolbarActions): ToolbarActions {
  const latest = useRef(actions);
  useLayoutEffect(() => {
    latest.current = actions;
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
