import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { FrameNo, Size } from '../../grounding/index.ts';
import { frameCount, isRunning, pictureOf } from '../../session/index.ts';
import type { Scene } from '../../session/index.ts';
import { useDesk, useScene, useSession, useShownFrame, useView } from '../../session/react.tsx';
import { useSize, useWindowHeight } from '../../ui/index.ts';
import { fit } from './lens.ts';
import { Surface } from './Surface.tsx';

/** Of the window's height, so much is the picture's at most. */
const MOST_HEIGHT = 0.52;

interface Props {
  readonly room: 'pane' | 'flow';
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
  const fitting =
    room === null ? 0 : wholePixels(picture.shown, { width: room.width, height: windowHeight * MOST_HEIGHT });
  return (
    <div ref={ref} className="w-full">
      {fitting > 0 && <Surface scene={scene} frame={frame} picture={picture} fitting={fitting} />}
    </div>
  );
}

/** The scale at which a frame fits into the room and is a whole number of pixels wide. */
function wholePixels(frame: Size, room: Size): number {
  return Math.floor(frame.width * fit(frame, room)) / frame.width;
}
