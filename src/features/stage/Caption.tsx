import { ChevronLeft, ChevronRight, Pin } from 'lucide-react';
import { memo, useMemo } from 'react';
import type { ReactNode } from 'react';
import type { FrameNo } from '../../grounding/index.ts';
import { frameCount, isRunning, pictureOf } from '../../session/index.ts';
import type { FramePicture } from '../../session/index.ts';
import { useDesk, useScene, useSession, useShownFrame, useView } from '../../session/react.tsx';
import type { Line } from './StageView.tsx';

interface CaptionProps {
  readonly line: Line;
  readonly tools: ReactNode;
}

/** Which picture it is, and how it came to be this one. It is said once the picture is there: a hover waits for no words. */
export const Caption = memo(({ line, tools }: CaptionProps): ReactNode => {
  const { view } = useDesk();
  const frame = useShownFrame();
  const scene = useScene();
  const picture = useMemo(() => pictureOf(scene, frame), [scene, frame]);
  const count = useSession(frameCount);
  const held = useView((state) => state.held);
  const chosen = useView((state) => state.frame !== null);
  const running = useSession(({ reading }) => isRunning(reading));
  const given = saysWhat(picture);
  return (
    <div className="row-start-2 mt-1 flex min-h-8 min-w-0 items-center gap-2 text-[12px] whitespace-nowrap text-soft">
      <p className="min-w-0 truncate" title={given}>
        <b className="font-semibold text-ink">{frame > count ? 'Not in this story' : `Image ${frame}`}</b>
        {frame <= count && !(line === 'narrow' && held) && ` of ${count}`}
        {!(line === 'narrow' && picture.url !== null) && given !== '' && ` · ${given}`}
      </p>
      {held && <span className="-ml-1 flex-none text-accent">· held</span>}
      <span className="flex-1" />
      {tools}
      {running && chosen && (
        <button
          type="button"
          aria-label="Follow the model"
          className="min-h-6 flex-none text-accent hover:underline"
          onClick={view.follow}
        >
          {line === 'wide' ? 'Follow the model' : 'Follow'}
        </button>
      )}
    </div>
  );
});

function saysWhat({ url, name, shown }: FramePicture): string {
  if (url !== null) return name ?? '';
  const size = `${Math.round(shown.width)} × ${Math.round(shown.height)}`;
  return `no picture was given: its boxes are drawn on an empty frame of ${size}`;
}

/** Holds the picture, or goes from it to the next. */
export const Steps = memo((): ReactNode => {
  const { view } = useDesk();
  const frame = useShownFrame();
  const count = useSession(frameCount);
  const held = useView((state) => state.held);
  // Without a story there is nothing that it would follow.
  const follows = useSession(({ reading }) => reading !== null);
  return (
    <div className="col-start-3 row-start-2 mt-1 ml-1 flex items-center text-soft">
      {follows && (
        <button
          type="button"
          aria-label="Hold this picture"
          aria-pressed={held}
          title="Hold this picture, whatever is read or pointed at"
          className={STEP}
          onClick={() => view.hold(held ? null : frame)}
        >
          <Pin size={14} fill={held ? 'currentColor' : 'none'} aria-hidden />
        </button>
      )}
      <Step label="Previous image" to={frame - 1} disabled={frame <= 1} onStep={view.show}>
        <ChevronLeft size={16} aria-hidden />
      </Step>
      <Step label="Next image" to={frame + 1} disabled={frame >= count} onStep={view.show}>
        <ChevronRight size={16} aria-hidden />
      </Step>
    </div>
  );
});

const STEP =
  'inline-flex size-7 touch-manipulation items-center justify-center rounded-md not-disabled:hover:bg-sunk not-disabled:hover:text-ink disabled:opacity-35 aria-pressed:text-accent';

interface StepProps {
  readonly label: string;
  readonly to: number;
  readonly disabled: boolean;
  readonly onStep: (frame: FrameNo) => void;
  readonly children: ReactNode;
}

function Step({ label, to, disabled, onStep, children }: StepProps): ReactNode {
  return (
    <button type="button" aria-label={label} disabled={disabled} className={STEP} onClick={() => onStep(to as FrameNo)}>
      {children}
    </button>
  );
}
