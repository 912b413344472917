import { useState } from 'react';
import type { ReactNode } from 'react';
import { sayCount } from '../../grounding/base.ts';
import type { Frame } from '../../session/index.ts';
import { useLibrary, useSessionParts } from '../../session/react.tsx';
import { Button, Notice } from '../../ui/index.ts';

/** Says that the sequence has other frames than the run on the page, and offers to switch to those of the run. */
export function FramesDiffer(): ReactNode {
  const library = useLibrary();
  const { id, source, own, frames } = useSessionParts(({ run, frames: now, adding }) => ({
    id: run?.id ?? null,
    source: run?.source ?? null,
    own:
      run === null || adding !== null || (run.progress !== null && run.progress.status !== 'ended') ? null : run.frames,
    frames: now,
  }));
  const [dismissed, setDismissed] = useState<readonly unknown[]>([]);
  if (library === null || id === null || own === null || source === 'demo') return null;
  const difference = sayDifference(own, frames);
  if (difference === null || (dismissed[0] === id && dismissed[1] === frames)) return null;
  return (
    <Notice
      kind="note"
      title="The frames of the sequence differ from those of this run."
      actions={
        <>
          <Button onClick={() => library.runs.takeFrames(id)}>Use the run’s frames</Button>
          {source === 'imported' && <Button onClick={() => library.runs.followFrames(id)}>Follow the sequence</Button>}
          <Button kind="quiet" onClick={() => setDismissed([id, frames])}>
            Dismiss
          </Button>
        </>
      }
    >
      <p className="mt-1 text-soft">{difference} This run keeps its own frames.</p>
    </Notice>
  );
}

/** How the frames of a sequence differ from those of a run; null if they do not. */
export function sayDifference(own: readonly Frame[], now: readonly Frame[]): string | null {
  const added = without(now, own);
  const removed = without(own, now);
  if (added + removed === 0) {
    const isSame = own.every(({ picture, name }, i) => now[i]?.picture === picture && now[i].name === name);
    return isSame ? null : 'The order is different.';
  }
  const parts = [
    added > 0 && `${sayCount(added, 'frame')} added`,
    removed > 0 && `${sayCount(removed, 'frame')} removed`,
  ].filter((part) => part !== false);
  return `Since the run: ${parts.join(', ')}.`;
}

/** How many of these frames have a picture that the others do not have, or have less often. */
function without(frames: readonly Frame[], others: readonly Frame[]): number {
  const left = others.map(({ picture }) => picture);
  return frames.filter(({ picture }) => {
    const at = left.indexOf(picture);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  }).length;
}
