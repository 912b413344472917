import { lazy, Suspense, useEffectEvent, useLayoutEffect, useMemo, useRef } from 'react';
import type { ReactNode, RefObject } from 'react';
import type { FrameNo, Size } from '../../grounding/index.ts';
import type { FramePicture, Scene } from '../../session/index.ts';
import { useDesk, useView } from '../../session/react.tsx';
import { useSize } from '../../ui/index.ts';
import { BoxTwins } from './BoxTwins.tsx';
import { Elsewhere } from './Elsewhere.tsx';
import { watchGestures } from './gestures.ts';
import type { Gestures } from './gestures.ts';
import { fitLens, frameOn, isFit, middleOf, oneToOne, panBy, reveal, scaleOf, zoomAt, zoomTo } from './lens.ts';
import type { Area, Ground } from './lens.ts';
import { boxesOn, magnified, missingIn } from './sight.ts';
import type { SeenBox } from './sight.ts';
import { STEP, Toolbar } from './Toolbar.tsx';
import { useHide } from './useHide.ts';
import { useLens } from './useLens.ts';
import { usePointing } from './usePointing.ts';
import { useLit, useShown } from './useShown.ts';
import { useStageKeys } from './useStageKeys.ts';

const Drawing = lazy(async () => import('./Drawing.tsx'));

interface Props {
  readonly scene: Scene;
  readonly frame: FrameNo;
  readonly picture: FramePicture;
  /** CSS pixels for each pixel of the frame where all of it is seen. */
  readonly fitting: number;
}

/** CSS pixels between the tools and the corner they stand in. */
const CORNER = 6;
/** Of the stage, so much an arrow key moves. */
const ARROW = 0.15;

/** The picture with its boxes, to look at from near and far, and what says how. */
export function Surface({ scene, frame, picture, fitting }: Props): ReactNode {
  const { view } = useDesk();
  const around = useRef<HTMLDivElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const [toolbar, toolbarSize] = useSize();
  const { opacity, labels, hidden } = useView((state) => state.stage);
  const ground = useMemo(() => groundOf(picture.shown, fitting), [picture, fitting]);
  const [lens, change] = useLens(frame, ground);
  const hide = useHide();
  const lit = useLit();

  const scale = scaleOf(lens, ground);
  const whole = useMemo(() => frameOn(lens, ground), [lens, ground]);
  const fitted = useMemo(() => boxesOn(scene, frame, picture, fitting), [scene, frame, picture, fitting]);
  const boxes = useMemo(() => (isFit(lens) ? fitted : magnified(fitted, lens.times, whole)), [fitted, lens, whole]);
  const shown = useShown(boxes, frame, lit);
  const missing = useMemo(() => missingIn(scene, frame, lit), [scene, frame, lit]);
  const { width, height } = ground.stage;
  const taken = useMemo(
    () => (toolbarSize === null ? [] : [{ ...toolbarSize, x: width - CORNER - toolbarSize.width, y: CORNER }]),
    [toolbarSize, width],
  );

  const inFrame = ({ key }: SeenBox): Area => {
    const at = fitted.find((box) => box.key === key)?.at ?? { x1: 0, y1: 0, x2: 0, y2: 0 };
    return { x1: at.x1 / fitting, y1: at.y1 / fitting, x2: at.x2 / fitting, y2: at.y2 / fitting };
  };
  const zoom: Gestures['zoom'] = (by, at) => change((before) => zoomAt(before, by, at, ground));
  const pan: Gestures['pan'] = (dx, dy) => change((before) => panBy(before, dx, dy, ground));
  const seeAll = (): void => change(() => fitLens(ground));
  const seeActual = (): void => change((before) => oneToOne(before, ground));
  const step = (by: number): void => zoom(by, middleOf(ground));
  const pointing = usePointing(stage, boxes, (box) => change((before) => reveal(before, inFrame(box), ground)));

  useGestures(stage, { zoom, pan, fit: seeAll });
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
      const selected = boxes.filter(({ id }) => lit.includes(id));
      if (key === 'z' && selected.length > 0) change(() => zoomTo(selected.map(inFrame), ground));
      else if (key === 'l') view.arrange({ labels: !labels });
      else if (key === 'h') hide.press();
      else return false;
      return true;
    },
    released(key) {
      if (key === 'h' || key === 'H') hide.letGo();
    },
  });

  return (
    <div ref={around} className="relative mx-auto" style={{ width, height }}>
      <div
        ref={stage}
        // Clipped, not hidden: a box that gets the focus would scroll what is hidden.
        className={`absolute inset-0 touch-pan-x touch-pan-y overflow-clip rounded-[10px] bg-[#2b2823] shadow-lift select-none data-grabbed:cursor-grabbing ${isFit(lens) ? '' : 'cursor-grab'}`}
        data-stage={frame}
        role="group"
        aria-label={`Image ${frame} with its boxes`}
        {...pointing.listeners}
      >
        {picture.url !== null && (
          // Under the canvas, which is not there at once, and which says nothing to a screen reader.
          <img
            src={picture.url}
            alt={picture.name ?? `Frame ${frame}`}
            draggable={false}
            className="absolute max-w-none"
            style={{ left: whole.x1, top: whole.y1, width: whole.x2 - whole.x1, height: whole.y2 - whole.y1 }}
          />
        )}
        <Suspense fallback={null}>
          <Drawing
            url={picture.url}
            stage={ground.stage}
            frame={whole}
            scale={scale}
            boxes={shown}
            lit={lit}
            opacity={opacity}
            labels={labels}
            taken={taken}
          />
        </Suspense>
        <div className={hidden ? 'contents *:pointer-events-none' : 'contents'}>
          <BoxTwins boxes={boxes} lit={lit} raised={pointing.raised} />
        </div>
        <Elsewhere scene={scene} frame={frame} missing={missing} />
      </div>
      <div ref={toolbar} className="absolute z-10" style={{ top: CORNER, right: CORNER }}>
        <Toolbar scale={scale} onZoom={step} onFit={seeAll} onOneToOne={seeActual} />
      </div>
    </div>
  );
}

const ARROWS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function groundOf(frame: Size, fitting: number): Ground {
  return { frame, stage: { width: frame.width * fitting, height: frame.height * fitting } };
}

function useGestures(stage: RefObject<HTMLElement | null>, gestures: Gestures): void {
  const zoom = useEffectEvent(gestures.zoom);
  const pan = useEffectEvent(gestures.pan);
  const fit = useEffectEvent(gestures.fit);
  useLayoutEffect(() => {
    if (stage.current === null) return undefined;
    return watchGestures(stage.current, {
      zoom: (by, at) => zoom(by, at),
      pan: (dx, dy) => pan(dx, dy),
      fit: () => fit(),
    });
  }, [stage]);
}
