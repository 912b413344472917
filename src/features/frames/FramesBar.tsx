import { Suspense, useCallback } from 'react';
import type { ReactNode } from 'react';
import { sayCount } from '../../grounding/base.ts';
import { frameCount, openDropped } from '../../session/index.ts';
import type { Frame, NamedText } from '../../session/index.ts';
import { useSession, usePageState } from '../../session/react.tsx';
import { Button, Notice, onDemand, useFileDrop } from '../../ui/index.ts';
import type { Dropped } from '../../ui/index.ts';
import { AddFrames } from './AddFrames.tsx';
import { Placeholders } from './Placeholders.tsx';

// Loaded later: sorting and the boxes are 19 kB of script, which is needed only with a frame.
const FrameStrip = onDemand(async () => (await import('./FrameStrip.tsx')).FrameStrip);
const UnseenFrames = onDemand(async () => (await import('./UnseenFrames.tsx')).UnseenFrames);

/** Loads the code of the strip in advance. */
export async function loadStrip(): Promise<void> {
  await Promise.all([FrameStrip.load(), UnseenFrames.load()]);
}

/** The bar with the strip of frames, where the user adds, sorts and removes them. Its height never changes. */
export function FramesBar(): ReactNode {
  const frames = usePageState((state) => state.frames.length);
  const adding = usePageState((state) => state.adding);
  const changed = usePageState((state) => framesChanged(state));
  // The number of frames in an output that was opened without pictures; 0 for a run with frames of its own.
  const unseen = usePageState((state) =>
    state.frames.length === 0 && (state.run?.frames.length ?? 0) === 0 ? frameCount(state) : 0,
  );
  return (
    <div className="flex h-[94px] items-center gap-1 border-b border-line pr-4" role="region" aria-label="Filmstrip">
      {/* The scroll bar fits into the space below the marks. */}
      <div
        data-scrolls
        className="flex h-full min-w-0 gap-2.5 overflow-x-auto overflow-y-hidden overscroll-x-contain pl-4 [scrollbar-color:var(--edge)_transparent] [scrollbar-width:thin]"
      >
        {frames > 0 && (
          <Suspense fallback={<Placeholders count={frames} />}>
            <FrameStrip />
          </Suspense>
        )}
        {unseen > 0 && adding === null && (
          <Suspense fallback={<Placeholders count={unseen} />}>
            <UnseenFrames count={unseen} />
          </Suspense>
        )}
        {adding !== null && (
          <Placeholders count={adding.total - adding.done}>
            <p aria-live="polite">
              Reading picture {adding.done + 1} of {adding.total}
            </p>
          </Placeholders>
        )}
        {/* A gradient at the edge shows that there are more tiles. */}
        <div className="pointer-events-none sticky right-0 -ml-2.5 w-4 flex-none bg-linear-to-r from-transparent to-paper" />
      </div>
      <AddFrames kind="quiet" compact className="mb-3 h-8 px-3" />
      {changed && (
        <p className="max-w-[22em] flex-none text-[12px] text-soft narrow:max-w-[10em] narrow:text-[11px] narrow:leading-tight">
          The frames have changed since this story was written. Generate writes a new one.
        </p>
      )}
    </div>
  );
}

function framesChanged({ run, frames, adding }: Parameters<typeof frameCount>[0]): boolean {
  if (run === null || adding !== null) return false;
  return run.frames.length !== frames.length || run.frames.some((frame, i) => !isSame(frame, frames[i]));
}

/** After a reload, the frames of a run and of its sequence are other objects. */
function isSame(a: Frame, b: Frame | undefined): boolean {
  return a === b || (a.picture === b?.picture && a.sent === b.sent && a.name === b.name);
}

/** Lists the files that could not be added, each with its reason. The other files were added. */
export function FileFailures(): ReactNode {
  const session = useSession();
  const failures = usePageState((state) => state.fileFailures);
  if (failures.length === 0) return null;
  const count = failures.reduce((sum, { files = 1 }) => sum + files, 0);
  const title = `${sayCount(count, 'file was', 'files were')} not added`;
  return (
    <Notice kind="failure" title={title} actions={<Button onClick={session.frames.dismissRejections}>Dismiss</Button>}>
      <ul className="mt-1.5 max-h-32 space-y-0.5 overflow-y-auto">
        {failures.map((failure, i) => (
          <li key={i}>{failure.sentence}</li>
        ))}
      </ul>
    </Notice>
  );
}

/** The types of files that may have outputs. Other files are read as pictures, or are refused as such. */
const TEXT_TYPES = /^(?:text\/|application\/(?:json|x-ndjson))/;

interface DropTargetProps {
  /** Called with the texts if several outputs were dropped. A stable function. */
  readonly onOutputs: (texts: readonly NamedText[]) => void;
}

/** Opens what is dropped on the page, adds pictures that are pasted, and shows the drop zone during a drag. */
export function DropTarget({ onOutputs }: DropTargetProps): ReactNode {
  const session = useSession();
  const open = useCallback(
    async (dropped: Dropped) => {
      const { files, entries, text } = dropped;
      const isPictures = text === '' && entries.length === 0 && !files.some(({ type }) => TEXT_TYPES.test(type));
      if (isPictures) return session.frames.add(files);
      const texts = await openDropped(session, dropped);
      if (texts.length > 0) onOutputs(texts);
    },
    [session, onOutputs],
  );
  const take = useCallback((dropped: Dropped) => void open(dropped), [open]);
  const over = useFileDrop(take);
  if (!over) return null;
  return (
    <div className="pointer-events-none fixed inset-3 z-30 grid place-items-center rounded-2xl border-2 border-dashed border-accent bg-paper/85">
      <p className="font-serif text-[22px]">Drop frames, an output or a folder here</p>
    </div>
  );
}
