import { useMemo, useRef } from 'react';
import type { ReactNode } from 'react';
import type { Size } from '../../grounding/base.ts';
import { pictureOf } from '../../session/index.ts';
import { usePicturedFrame, useScene } from '../../session/react.tsx';
import { useSize, useWindowHeight } from '../../ui/index.ts';
import { Caption, StepButtons } from './Caption.tsx';
import { stageIn } from './viewport.ts';
import { Surface } from './Surface.tsx';
import { usePixelRatio } from './usePixelRatio.ts';

interface Props {
  /**
   * The space for the stage: a `pane` of any size, which the stage fills; or the `flow` of a page, where the stage is as
   * wide as its container and about half as high as the window.
   */
  readonly room: 'pane' | 'flow';
  /** More tools for boxes. They are in the line below the picture or, if that is too short, in the Boxes panel. */
  readonly tools?: ReactNode;
}

/** The width class of the line below the picture. */
export type LineWidth = 'wide' | 'middle' | 'narrow';

/** The maximum height of the picture in the flow of a page, as a share of the window's height. */
const MAX_HEIGHT = 0.52;
/** The line below the picture needs these widths for all tools and for the stage's own tools, in CSS pixels. */
const ALL_TOOLS_WIDTH = 600;
const STAGE_TOOLS_WIDTH = 420;
/** A pane narrower or lower than this, in CSS pixels, shows nothing: the user has almost closed it. */
const MIN_SIDE = 24;

/**
 * The picture of the shown frame with its boxes; no controls cover it. One line below it has the caption, the tools and
 * the step buttons, which keep their positions for pictures of every shape.
 */
export function StageView({ room, tools }: Props): ReactNode {
  const frame = usePicturedFrame();
  const scene = useScene();
  const picture = useMemo(() => pictureOf(scene, frame), [scene, frame]);
  const around = useRef<HTMLDivElement>(null);
  const [measure, measured] = useSize();
  const windowHeight = useWindowHeight();
  const pixelRatio = usePixelRatio();
  const pane = room === 'pane';
  const width = measured?.width ?? 0;
  const height = pane ? (measured?.height ?? 0) : windowHeight * MAX_HEIGHT;
  const { width: across, height: down } = picture.shown;
  const stage = useMemo(
    (): Size => stageIn({ width: across, height: down }, { width, height }, pixelRatio),
    [across, down, width, height, pixelRatio],
  );
  // Until its width is measured, the line counts as wide. Most lines are wide, so the tools do not move after the first
  // paint.
  const line =
    measured === null || width >= ALL_TOOLS_WIDTH ? 'wide' : width >= STAGE_TOOLS_WIDTH ? 'middle' : 'narrow';
  const fits = Math.min(width, height) >= MIN_SIDE;
  return (
    <div
      ref={around}
      // `clip`, not `hidden`: while a pane shrinks, the picture is larger for a moment, and the pane must not scroll.
      className={`grid min-w-0 grid-cols-[minmax(0,1fr)_auto_auto] overflow-clip [overflow-clip-margin:24px] ${pane ? 'h-full min-h-0 grid-rows-[minmax(0,1fr)_auto]' : ''}`}
    >
      <div ref={measure} className="col-span-full row-start-1" />
      {fits && (
        <Surface
          scene={scene}
          frame={frame}
          picture={picture}
          stage={stage}
          line={line}
          around={around}
          tools={line === 'wide' ? undefined : tools}
        />
      )}
      <Caption line={line} tools={line === 'wide' ? tools : undefined} />
      <StepButtons />
    </div>
  );
}
