import { Eye, EyeOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useView } from '../../session/react.tsx';
import { TOOL } from './Tool.tsx';
import { useHide } from './useHide.ts';

/** Hides the boxes until the next press or, if the user holds it, until the release. */
export function HideButton(): ReactNode {
  const hidden = useView((state) => state.stage.hidden);
  const hide = useHide();
  return (
    <button
      type="button"
      className={TOOL}
      aria-label="Hide the boxes"
      aria-pressed={hidden}
      aria-keyshortcuts="h"
      title="Hide the boxes (h); hold to hide them for a moment"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        hide.press();
      }}
      onPointerUp={hide.release}
      onPointerCancel={hide.release}
      onContextMenu={(event) => event.preventDefault()}
      onClick={({ detail }) => {
        // A keyboard or screen reader click has detail 0. A pointer has already toggled it in onPointerDown.
        if (detail === 0) hide.toggle();
      }}
    >
      {hidden ? <EyeOff size={14} aria-hidden /> : <Eye size={14} aria-hidden />}
    </button>
  );
}
