import { lazy, Suspense, useCallback } from 'react';
import type { ReactNode } from 'react';
import type { FrameNo } from '../../grounding/index.ts';
import { frameCount } from '../../session/index.ts';
import { useDesk, useSession, useShownFrame } from '../../session/react.tsx';
import { Button, Notice, useFileDrop } from '../../ui/index.ts';
import { AddFrames } from './AddFrames.tsx';
import { Marks } from './Marks.tsx';

// Sorting is 14 kB of script that nobody needs before there are two frames.
const FrameStrip = lazy(async () => import('./FrameStrip.tsx').then((module) => ({ default: module.FrameStrip })));

/** The strip of frames over the desk, where they are added, sorted and removed. */
export function FramesBar(): ReactNode {
  const frames = useSession((state) => state.frames.length);
  const adding = useSession((state) => state.adding);
  const changed = useSession((state) => framesChanged(state));
  // An output that was opened without frames; what was told of frames that are gone from the strip still has them.
  const unseen = useSession((state) =>
    state.frames.length === 0 && (state.reading?.frames.length ?? 0) === 0 ? frameCount(state) : 0,
  );
  return (
    <div
      className="flex items-center gap-3 overflow-x-auto border-b border-line px-4 py-2.5 [scrollbar-width:thin]"
      role="region"
      aria-label="Filmstrip"
      tabIndex={0}
    >
      {frames > 0 && (
        <Suspense fallback={<div className="h-[73px]" />}>
          <FrameStrip />
        </Suspense>
      )}
      {unseen > 0 && <UnseenFrames count={unseen} />}
      <div className="flex flex-none flex-col items-start gap-1">
        <AddFrames kind="quiet" />
        {adding !== null && (
          <p className="pl-3 text-soft" aria-live="polite">
            Reading picture {adding.done + 1} of {adding.total}
          </p>
        )}
      </div>
      {changed && (
        <p className="max-w-[22em] flex-none text-[12px] text-soft">
          The frames have changed since this story was told. Generate tells it anew.
        </p>
      )}
    </div>
  );
}

function framesChanged({ reading, frames, adding }: Parameters<typeof frameCount>[0]): boolean {
  if (reading === null || adding !== null) return false;
  return reading.frames.length !== frames.length || reading.frames.some((frame, i) => frame !== frames[i]);
}

/** Frames that the output speaks of and nobody gave. */
function UnseenFrames({ count }: { readonly count: number }): ReactNode {
  const { view } = useDesk();
  const shown = useShownFrame();
  return (
    <ol className="flex gap-2.5" aria-label="Frames without a picture">
      {Array.from({ length: count }, (_, i) => (
        <li key={i} className="w-[64px] flex-none">
          <button
            type="button"
            aria-label={`Frame ${i + 1}, without a picture`}
            aria-current={shown === i + 1}
            className={`h-[63px] w-full rounded-[7px] border border-dashed text-[11px] font-semibold text-soft ${shown === i + 1 ? 'border-accent ring-1 ring-accent' : 'border-edge'}`}
            onClick={() => view.show((i + 1) as FrameNo)}
          >
            {i + 1}
          </button>
          <Marks frame={(i + 1) as FrameNo} />
        </li>
      ))}
    </ol>
  );
}

/** Files that could not be added, each with its reason; the others are in. */
export function Rejections(): ReactNode {
  const desk = useDesk();
  const rejections = useSession((state) => state.rejections);
  if (rejections.length === 0) return null;
  const title = rejections.length === 1 ? '1 file was not added' : `${rejections.length} files were not added`;
  return (
    <Notice kind="failure" title={title} actions={<Button onClick={desk.frames.dismissRejections}>Dismiss</Button>}>
      <ul className="mt-1.5 max-h-32 space-y-0.5 overflow-y-auto">
        {rejections.map((rejection, i) => (
          <li key={i}>{rejection.sentence}</li>
        ))}
      </ul>
    </Notice>
  );
}

/** Takes pictures dropped on the page or pasted; shows where they would go. */
export function DropTarget(): ReactNode {
  const desk = useDesk();
  const take = useCallback((files: readonly File[]) => void desk.frames.add(files), [desk]);
  const over = useFileDrop(take);
  if (!over) return null;
  return (
    <div className="pointer-events-none fixed inset-3 z-30 grid place-items-center rounded-2xl border-2 border-dashed border-accent bg-paper/85">
      <p className="font-serif text-[22px]">Drop the frames here</p>
    </div>
  );
}
