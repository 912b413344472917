import { Focus, Layers, Maximize, Minus, Plus } from 'lucide-react';
import { memo, useId, useRef, useState } from 'react';
import type { FocusEvent, KeyboardEvent, ReactNode } from 'react';
import { BoxChoices } from './BoxChoices.tsx';
import { HideButton } from './HideButton.tsx';
import type { Line } from './StageView.tsx';
import { Tool, TOOL } from './Tool.tsx';

/** How the picture can be looked at. */
export interface ToolbarState {
  readonly zoom: (by: number) => void;
  readonly fit: () => void;
  readonly oneToOne: () => void;
  /** To the boxes of whoever is lit; false where there are none. */
  readonly selection: () => boolean;
}

interface Props {
  /** CSS pixels for each pixel of the frame. */
  readonly scale: number;
  readonly line: Line;
  /** Somebody is pinned who has a box here. */
  readonly pinned: boolean;
  readonly looks: ToolbarState;
  /** What stands among the choices. */
  readonly tools: ReactNode;
}

/** What the buttons and the keys zoom by at a time. */
export const STEP = 1.25;

/** How the picture is looked at. On a narrow line it has the tools that are needed where there are fingers and no keys. */
export const Toolbar = memo((props: Props): ReactNode => {
  const { scale, line, pinned, looks, tools } = props;
  const [open, setOpen] = useState(false);
  const choices = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const id = useId();
  const percent = `${Math.round(scale * 100)} %`;

  function left({ currentTarget, relatedTarget }: FocusEvent): void {
    if (relatedTarget instanceof Node && !currentTarget.contains(relatedTarget)) panel.current?.hidePopover();
  }
  function pressed(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !open) return;
    // It closes this, and lets go of nobody.
    event.preventDefault();
    panel.current?.hidePopover();
    choices.current?.focus();
  }

  return (
    <div
      role="group"
      aria-label="View of the picture"
      className="col-start-2 row-start-2 mt-1 ml-2 flex items-center text-[12px] text-soft select-none"
      onBlur={left}
      onKeyDown={pressed}
    >
      {line !== 'narrow' && (
        <>
          <Tool name="Zoom out" keys="-" says={percent} onPress={() => looks.zoom(1 / STEP)}>
            <Minus size={14} aria-hidden />
          </Tool>
          <span className="min-w-[3.4em] text-center">{percent}</span>
          <Tool name="Zoom in" keys="+" says={percent} onPress={() => looks.zoom(STEP)}>
            <Plus size={14} aria-hidden />
          </Tool>
        </>
      )}
      <Tool name="Fit the picture" keys="0" says={percent} onPress={looks.fit}>
        <Maximize size={14} aria-hidden />
      </Tool>
      {line !== 'narrow' && (
        <Tool name="1:1, actual size" keys="1" onPress={looks.oneToOne}>
          1:1
        </Tool>
      )}
      <Tool
        name="Zoom to the selection"
        keys="z"
        missing={pinned ? undefined : 'nobody is pinned who has a box here'}
        onPress={looks.selection}
      >
        <Focus size={14} aria-hidden />
      </Tool>
      {line !== 'narrow' && <span className="mx-0.5 h-4 w-px bg-line" />}
      <button
        ref={choices}
        type="button"
        className={TOOL}
        aria-label="Boxes"
        aria-expanded={open}
        title="Which boxes, and how"
        popoverTarget={id}
      >
        <Layers size={14} aria-hidden />
      </button>
      <HideButton />
      {/* Above the whole page: a small pane would cut it off. */}
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="group"
        aria-label="Boxes"
        className="fade-in w-[216px] rounded-lg border border-line bg-sheet p-3 text-[12px] text-ink accent-accent shadow-lift"
        onBeforeToggle={({ currentTarget, newState }) => {
          if (newState === 'open' && choices.current) place(currentTarget, choices.current);
        }}
        onToggle={({ newState }) => setOpen(newState === 'open')}
      >
        <BoxChoices tools={tools} />
      </div>
    </div>
  );
});

/** So many CSS pixels the choices are high, with everything that may stand in them. */
const CHOICES = 280;
const APART = 4;

/** Below the button or, where there is no room, above it; their right edges in one line. */
function place(choices: HTMLElement, button: HTMLElement): void {
  const { top, bottom, right } = button.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const below = bottom + CHOICES < clientHeight;
  const inset = [below ? bottom + APART : null, clientWidth - right, below ? null : clientHeight - top + APART, null];
  choices.style.inset = inset.map((side) => (side === null ? 'auto' : `${side}px`)).join(' ');
}
