import { Focus, Layers, Maximize, Minus, Plus } from 'lucide-react';
import { memo, useId, useRef, useState } from 'react';
import type { FocusEvent, KeyboardEvent, ReactNode } from 'react';
import { BoxChoices } from './BoxChoices.tsx';
import { HideButton } from './HideButton.tsx';
import type { LineWidth } from './StageView.tsx';
import { Tool, TOOL } from './Tool.tsx';

/** The zoom actions of the toolbar. */
export interface ToolbarActions {
  readonly zoom: (by: number) => void;
  readonly fit: () => void;
  readonly oneToOne: () => void;
  /** Zooms to the highlighted boxes; false if this frame has none. */
  readonly selection: () => boolean;
}

interface Props {
  /** The zoom, in CSS pixels per frame pixel. */
  readonly scale: number;
  readonly line: LineWidth;
  /** Whether a pinned entity has a box in this frame. */
  readonly pinned: boolean;
  readonly actions: ToolbarActions;
  /** More tools, shown in the Boxes panel. */
  readonly tools: ReactNode;
}

/** The zoom factor of one button or key press. */
export const STEP = 1.25;

/**
 * The tools that zoom the picture and choose its boxes. A narrow line has only the tools that touch gestures cannot
 * replace.
 */
export const Toolbar = memo((props: Props): ReactNode => {
  const { scale, line, pinned, actions, tools } = props;
  const [open, setOpen] = useState(false);
  const choices = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const id = useId();
  const percent = `${Math.round(scale * 100)} %`;

  function closeOnBlur({ currentTarget, relatedTarget }: FocusEvent): void {
    if (relatedTarget instanceof Node && !currentTarget.contains(relatedTarget)) panel.current?.hidePopover();
  }
  function closeOnEscape(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !open) return;
    // Escape closes only this panel; the pins stay.
    event.preventDefault();
    panel.current?.hidePopover();
    choices.current?.focus();
  }

  return (
    <div
      role="group"
      aria-label="View of the picture"
      className="col-start-2 row-start-2 mt-1 ml-2 flex items-center text-[12px] text-soft select-none"
      onBlur={closeOnBlur}
      onKeyDown={closeOnEscape}
    >
      {line !== 'narrow' && (
        <>
          <Tool name="Zoom out" keys="-" description={percent} onPress={() => actions.zoom(1 / STEP)}>
            <Minus size={14} aria-hidden />
          </Tool>
          <span className="min-w-[3.4em] text-center">{percent}</span>
          <Tool name="Zoom in" keys="+" description={percent} onPress={() => actions.zoom(STEP)}>
            <Plus size={14} aria-hidden />
          </Tool>
        </>
      )}
      <Tool name="Fit the picture" keys="0" description={percent} onPress={actions.fit}>
        <Maximize size={14} aria-hidden />
      </Tool>
      {line !== 'narrow' && (
        <Tool name="1:1, actual size" keys="1" onPress={actions.oneToOne}>
          1:1
        </Tool>
      )}
      <Tool
        name="Zoom to highlighted"
        keys="z"
        disabledReason={pinned ? undefined : 'nothing with a box in this image is pinned'}
        onPress={actions.selection}
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
        title="Choose which boxes to show"
        popoverTarget={id}
      >
        <Layers size={14} aria-hidden />
      </button>
      <HideButton />
      {/* A popover in the top layer, because a small pane would cut it off. */}
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="group"
        aria-label="Boxes"
        className="fade-in w-[216px] rounded-lg border border-line bg-sheet p-3 text-[12px] text-ink accent-accent shadow-lift"
        onBeforeToggle={({ currentTarget, newState }) => {
          if (newState === 'open' && choices.current) positionPanel(currentTarget, choices.current);
        }}
        onToggle={({ newState }) => setOpen(newState === 'open')}
      >
        <BoxChoices tools={tools} />
      </div>
    </div>
  );
});

/** The height of the panel with all its choices, in CSS pixels. */
const PANEL_HEIGHT = 280;
const GAP = 4;

/** Puts the panel below the button, or above it if there is no space below. Their right edges are aligned. */
function positionPanel(choices: HTMLElement, button: HTMLElement): void {
  const { top, bottom, right } = button.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const below = bottom + PANEL_HEIGHT < clientHeight;
  const inset = [below ? bottom + GAP : null, clientWidth - right, below ? null : clientHeight - top + GAP, null];
  choices.style.inset = inset.map((side) => (side === null ? 'auto' : `${side}px`)).join(' ');
}
