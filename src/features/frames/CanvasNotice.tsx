import { useState } from 'react';
import type { ReactNode } from 'react';
import { CANVAS_NOISE } from '../../session/index.ts';
import { usePageState } from '../../session/react.tsx';
import { Button, Notice } from '../../ui/index.ts';

/** Says that the browser does not let the page scale pictures, and how to allow it. */
export function CanvasNotice(): ReactNode {
  const noisy = usePageState(({ frames }) => frames.some(({ asFile }) => asFile));
  const [dismissed, setDismissed] = useState(false);
  if (!noisy || dismissed) return null;
  return (
    <Notice
      kind="note"
      title="The pictures are sent as files, because this browser changes what a page reads from a canvas."
      actions={<Button onClick={() => setDismissed(true)}>Dismiss</Button>}
    >
      <p className="mt-1.5">{CANVAS_NOISE}</p>
    </Notice>
  );
}
