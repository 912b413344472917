import { ChevronLeft, ChevronRight } from 'lucide-react';
import { lazy, Suspense, useMemo } from 'react';
import type { ReactNode } from 'react';
import type { EntityId, FrameNo } from '../../grounding/index.ts';
import { frameCount, isRunning, litIds, pictureOf } from '../../session/index.ts';
import type { Scene } from '../../session/index.ts';
import { useDesk, useScene, useSession, useShownFrame, useView } from '../../session/react.tsx';
import { useSize, useWindowHeight } from '../../ui/index.ts';
import { BoxTwins } from './BoxTwins.tsx';
import { Elsewhere } from './Elsewhere.tsx';
import { boxesOn, fit, missingIn } from './sight.ts';

const Drawing = lazy(async () => import('./Drawing.tsx'));

/** Of the window's height, so much is the picture's at most. */
const MOST_HEIGHT = 0.52;

interface Props {
  /** What stands in the line below the picture, beside the steps. */
  readonly tools?: ReactNode;
}

/** The picture of the frame that is being read, with its boxes. */
export function StageView({ tools }: Props): ReactNode {
  const { view } = useDesk();
  const frame = useShownFrame();
  const count = useSession(frameCount);
  const chosen = useView((state) => state.frame !== null);
  const away = useSession(({ reading }) => isRunning(reading)) && chosen;
  const scene = useScene();
  const picture = pictureOf(scene, frame);
  return (
    <div>
      <StageOf scene={scene} frame={frame} />
      <div className="mt-1.5 flex min-h-7 items-center gap-2 text-[12px] text-soft">
        <p className="min-w-0 flex-1 truncate">
          <b className="font-semibold text-ink">{frame > count ? 'Not in this story' : `Image ${frame}`}</b>
          {frame <= count && ` of ${count}`}
          {picture.name !== null && <span className="narrow:hidden"> · {picture.name}</span>}
          {picture.url === null &&
            ` · no picture was given: its boxes are drawn on an empty frame of ${Math.round(picture.shown.width)} × ${Math.round(picture.shown.height)}`}
        </p>
        {tools}
        {away && (
          <button type="button" className="text-accent hover:underline" onClick={view.follow}>
            Follow the model
          </button>
        )}
        <Step label="Previous image" to={frame - 1} disabled={frame <= 1} onStep={view.show}>
          <ChevronLeft size={16} aria-hidden />
        </Step>
        <Step label="Next image" to={frame + 1} disabled={frame >= count} onStep={view.show}>
          <ChevronRight size={16} aria-hidden />
        </Step>
      </div>
    </div>
  );
}

interface StepProps {
  readonly label: string;
  readonly to: number;
  readonly disabled: boolean;
  readonly onStep: (frame: FrameNo) => void;
  readonly children: ReactNode;
}

function Step({ label, to, disabled, onStep, children }: StepProps): ReactNode {
  return (
    <button
      type="button"
      aria-label={label}
      disabled={disabled}
      className="rounded-md p-1 hover:bg-sunk hover:text-ink disabled:opacity-35"
      onClick={() => onStep(to as FrameNo)}
    >
      {children}
    </button>
  );
}

function StageOf({ scene, frame }: { readonly scene: Scene; readonly frame: FrameNo }): ReactNode {
  const [ref, room] = useSize();
  const windowHeight = useWindowHeight();
  const picture = useMemo(() => pictureOf(scene, frame), [scene, frame]);
  const lit = useLit();
  const scale = room === null ? 0 : fit(picture.shown, { width: room.width, height: windowHeight * MOST_HEIGHT });
  const width = Math.round(picture.shown.width * scale);
  const height = Math.round(picture.shown.height * scale);
  const boxes = useMemo(() => boxesOn(scene, frame, picture, scale), [scene, frame, picture, scale]);
  const missing = useMemo(() => missingIn(scene, frame, lit), [scene, frame, lit]);
  return (
    <div ref={ref} className="w-full">
      {scale > 0 && (
        <div
          className="relative mx-auto overflow-hidden rounded-[10px] bg-[#2b2823] shadow-lift"
          style={{ width, height }}
          data-stage={frame}
          role="group"
          aria-label={`Image ${frame} with its boxes`}
        >
          {picture.url !== null && (
            // Under the canvas, which is not there at once, and which says nothing to a screen reader.
            <img src={picture.url} alt={picture.name ?? `Frame ${frame}`} className="absolute inset-0 size-full" />
          )}
          <Suspense fallback={null}>
            <Drawing url={picture.url} width={width} height={height} boxes={boxes} lit={lit} />
          </Suspense>
          <BoxTwins boxes={boxes} lit={lit} />
          <Elsewhere scene={scene} frame={frame} missing={missing} />
        </div>
      )}
    </div>
  );
}

function useLit(): readonly EntityId[] {
  const hovered = useView((state) => state.hovered);
  const pinned = useView((state) => state.pinned);
  return useMemo(() => litIds({ hovered, pinned }), [hovered, pinned]);
}
