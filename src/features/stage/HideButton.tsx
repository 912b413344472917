import { Eye, EyeOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useView } from '../../session/react.tsx';
import { TOOL } from './Tool.tsx';
import { useHide } from './useHide.ts';

/** Hides the boxes until it is pressed again or, held, for as long as that lasts. */
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
      title="Hide the boxes (h); hold to look under them"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        hide.press();
      }}
      onPointerUp={hide.letGo}
      onPointerCancel={hide.letGo}
      onContextMenu={(event) => event.preventDefault()}
      onClick={({ detail }) => {
        // From a keyboard or a screen reader: a pointer has pressed it already.
        if (detail === 0) hide.toggle();
      }}
    >
      {hidden ? <EyeOff size={14} aria-hidden /> : <Eye size={14} aria-hidden />}
    </button>
  );
}
