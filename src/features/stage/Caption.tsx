import { ChevronLeft, ChevronRight, Pin } from 'lucide-react';
import { memo, useMemo } from 'react';
import type { ReactNode } from 'react';
import type { FrameNo } from '../../grounding/base.ts';
import { frameCount, isRunning, pictureOf } from '../../session/index.ts';
import type { FramePicture } from '../../session/index.ts';
import { useScene, usePageState, useShownFrame, useView, useRunView } from '../../session/react.tsx';
import type { LineWidth } from './StageView.tsx';

interface CaptionProps {
  readonly line: LineWidth;
  readonly tools: ReactNode;
}

/**
 * The line below the picture: which image is shown, and whether it is held. It follows the picture one step later, so
 * that a hover does not wait for text.
 */
export const Caption = memo(({ line, tools }: CaptionProps): ReactNode => {
  const view = useRunView();
  const frame = useShownFrame();
  const scene = useScene();
  const picture = useMemo(() => pictureOf(scene, frame), [scene, frame]);
  const count = usePageState(frameCount);
  const held = useView(({ cursor }) => cursor.by === 'held');
  const chosen = useView(({ cursor }) => cursor.by !== 'model');
  const running = usePageState(({ run }) => isRunning(run));
  const description = descriptionOf(picture);
  return (
    <div className="row-start-2 mt-1 flex min-h-8 min-w-0 items-center gap-2 text-[12px] whitespace-nowrap text-soft">
      <p className="min-w-0 truncate" title={description}>
        <b className="font-semibold text-ink">{frame > count ? 'Not in this story' : `Image ${frame}`}</b>
        {frame <= count && !(line === 'narrow' && held) && ` of ${count}`}
        {!(line === 'narrow' && picture.url !== null) && description !== '' && ` · ${description}`}
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

function descriptionOf({ url, name, shown }: FramePicture): string {
  if (url !== null) return name ?? '';
  const size = `${Math.round(shown.width)} × ${Math.round(shown.height)}`;
  return `no picture; boxes are drawn on an empty frame of ${size}`;
}

/** The buttons that hold the picture and step to the previous or next one. */
export const StepButtons = memo((): ReactNode => {
  const view = useRunView();
  const frame = useShownFrame();
  const count = usePageState(frameCount);
  const held = useView(({ cursor }) => cursor.by === 'held');
  // Without a story the picture never changes by itself, so there is no need to hold it.
  const hasStory = usePageState(({ run }) => run !== null);
  return (
    <div className="col-start-3 row-start-2 mt-1 ml-1 flex items-center text-soft">
      {hasStory && (
        <button
          type="button"
          aria-label="Hold this picture"
          aria-pressed={held}
          title="Hold this picture while you read or point elsewhere"
          className={STEP_STYLE}
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

const STEP_STYLE =
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
    <button
      type="button"
      aria-label={label}
      disabled={disabled}
      className={STEP_STYLE}
      onClick={() => onStep(to as FrameNo)}
    >
      {children}
    </button>
  );
}
