import { Eye, EyeOff, Layers, Maximize, Minus, Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import type { FocusEvent, KeyboardEvent, ReactNode } from 'react';
import { useView } from '../../session/react.tsx';
import { BoxChoices } from './BoxChoices.tsx';
import { useHide } from './useHide.ts';

interface Props {
  /** CSS pixels for each pixel of the frame. */
  readonly scale: number;
  readonly onZoom: (by: number) => void;
  readonly onFit: () => void;
  readonly onOneToOne: () => void;
}

/** What the buttons and the keys zoom by at a time. */
export const STEP = 1.25;

/** How the picture is looked at, on the picture itself, quiet until it is wanted: it is dark in both themes. */
export function Toolbar({ scale, onZoom, onFit, onOneToOne }: Props): ReactNode {
  const [open, setOpen] = useState(false);
  const { hidden, boxes } = useView((state) => state.stage);
  const hide = useHide();
  const choices = useRef<HTMLButtonElement>(null);
  const percent = `${Math.round(scale * 100)} %`;
  // What keeps boxes from being seen does not hide.
  const awake = open || hidden || boxes !== 'all';

  function left({ currentTarget, relatedTarget }: FocusEvent): void {
    if (relatedTarget instanceof Node && !currentTarget.contains(relatedTarget)) setOpen(false);
  }
  function pressed(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !open) return;
    // It closes this, and lets go of nobody.
    event.preventDefault();
    setOpen(false);
    choices.current?.focus();
  }

  return (
    <div
      role="group"
      aria-label="View of the picture"
      className={`${awake ? '' : 'opacity-75'} transition-opacity focus-within:opacity-100 hover:opacity-100 motion-reduce:transition-none`}
      onBlur={left}
      onKeyDown={pressed}
    >
      <div className="flex items-center rounded-lg bg-[#14120fe0] p-0.5 text-[12px] text-[#f3eee4] shadow-lift select-none">
        <Tool name="Zoom out" keys="-" says={percent} onPress={() => onZoom(1 / STEP)}>
          <Minus size={14} aria-hidden />
        </Tool>
        <span className="min-w-[3.4em] text-center">{percent}</span>
        <Tool name="Zoom in" keys="+" says={percent} onPress={() => onZoom(STEP)}>
          <Plus size={14} aria-hidden />
        </Tool>
        <Tool name="Fit the picture" keys="0" onPress={onFit}>
          <Maximize size={14} aria-hidden />
        </Tool>
        <Tool name="1:1, actual size" keys="1" onPress={onOneToOne}>
          1:1
        </Tool>
        <span className="mx-0.5 h-4 w-px bg-[#f3eee440]" />
        <button
          ref={choices}
          type="button"
          className={TOOL}
          aria-label="Boxes"
          aria-expanded={open}
          title="Which boxes, and how"
          onClick={() => setOpen(!open)}
        >
          <Layers size={14} aria-hidden />
        </button>
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
      </div>
      {open && <BoxChoices />}
    </div>
  );
}

const TOOL =
  'inline-flex h-7 min-w-7 touch-manipulation items-center justify-center rounded-md px-1 outline-offset-0 hover:bg-[#f3eee426] focus-visible:outline-[#f3eee4] aria-pressed:bg-[#f3eee4] aria-pressed:text-[#14120f] aria-expanded:bg-[#f3eee426]';

interface ToolProps {
  readonly name: string;
  readonly keys: string;
  readonly says?: string;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

function Tool({ name, keys, says, onPress, children }: ToolProps): ReactNode {
  return (
    <button
      type="button"
      className={TOOL}
      aria-label={name}
      aria-description={says}
      aria-keyshortcuts={keys}
      title={`${name} (${keys})`}
      onClick={onPress}
    >
      {children}
    </button>
  );
}
