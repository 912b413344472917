import { useMemo, useRef } from 'react';
import type { ReactNode } from 'react';
import type { Size } from '../../grounding/index.ts';
import { pictureOf } from '../../session/index.ts';
import { usePicturedFrame, useScene } from '../../session/react.tsx';
import { useSize, useWindowHeight } from '../../ui/index.ts';
import { Caption, Steps } from './Caption.tsx';
import { stageIn } from './viewport.ts';
import { Surface } from './Surface.tsx';
import { usePixelRatio } from './usePixelRatio.ts';

interface Props {
  /**
   * How much room there is: a `pane` of any size, all of which is filled; or the `flow` of a page, as wide as what it
   * stands in and no higher than half of the window.
   */
  readonly room: 'pane' | 'flow';
  /** About boxes. It stands in the line below the picture; where that is too short for it, among the choices. */
  readonly tools?: ReactNode;
}

/** How much room the line below the picture has. */
export type Line = 'wide' | 'middle' | 'narrow';

/** Of the window's height, so much is the picture's at most in the flow of a page. */
const MOST_HEIGHT = 0.52;
/** In CSS pixels, how wide the line below the picture is that has room for all tools, and for those of the stage. */
const ALL_TOOLS = 600;
const STAGE_TOOLS = 420;
/** A pane that is all but closed shows nothing, in CSS pixels. */
const LEAST_SIDE = 24;

/**
 * The picture of the frame that is being read, with its boxes, and nothing upon it. Below it in one line the caption,
 * the tools and the steps, which stay where they are whatever the shape of the picture.
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
  const height = pane ? (measured?.height ?? 0) : windowHeight * MOST_HEIGHT;
  const { width: across, height: down } = picture.shown;
  const stage = useMemo(
    (): Size => stageIn({ width: across, height: down }, { width, height }, pixelRatio),
    [across, down, width, height, pixelRatio],
  );
  // Until it is measured it is taken for wide: most are, and nothing goes from there and comes back.
  const line = measured === null || width >= ALL_TOOLS ? 'wide' : width >= STAGE_TOOLS ? 'middle' : 'narrow';
  const fits = Math.min(width, height) >= LEAST_SIDE;
  return (
    <div
      ref={around}
      // Clipped, not hidden: while a pane shrinks the picture is larger than it for a moment, and nothing may scroll.
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
      <Steps />
    </div>
  );
}
