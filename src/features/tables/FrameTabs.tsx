import { memo, useEffect, useMemo, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { FrameNo } from '../../grounding/base.ts';
import { isRunning } from '../../session/index.ts';
import { useDoc, usePageState } from '../../session/react.tsx';
import { nextInRow, reveal, useTabStop } from '../../ui/index.ts';

/** The frame of a tab, or `narrative` for the tab of the narrative structure. */
export type TabKey = FrameNo | 'narrative';

export const NARRATIVE = 'Narrative structure';

interface Props {
  /** The DOM id of the panel; the ids of the tabs begin with it. */
  readonly id: string;
  readonly count: number;
  readonly shown: TabKey;
  readonly onChoose: (tab: TabKey) => void;
}

/**
 * A tab for each image and one for the narrative structure. The library's tabs all render when the selection changes:
 * with 200 images that took 13 ms of each hover that changed the image. Of these tabs, only two render.
 */
export function FrameTabs({ id, count, shown, onChoose }: Props): ReactNode {
  const analyses = useDoc((doc) => doc.analyses);
  const known = useMemo(() => new Set(analyses.map(({ frame }) => frame)), [analyses]);
  const thinking = useDoc(({ phase, narrative }) => phase === 'thinking' && narrative === null);
  const running = usePageState(({ run }) => isRunning(run));
  const now = thinking && running ? (analyses.at(-1)?.frame ?? null) : null;
  // A frame that was added after the run has no tab. The first tab is the tab stop then.
  const shownIndex = shown === 'narrative' ? count : shown <= count ? shown - 1 : 0;
  const list = useRef<HTMLDivElement>(null);
  useTabStop(list, { item: '[role=tab]', home: '[aria-selected=true]' });
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Scrolls just before the next paint, when the browser computes the layout anyway.
    const frame = requestAnimationFrame(() => revealTab(scroller.current, `${id}-${shown}`));
    return () => cancelAnimationFrame(frame);
  }, [id, shown]);

  function move(event: KeyboardEvent): void {
    const next = nextInRow(event.key, shownIndex, count + 1, 'wrap');
    if (next === null) return;
    event.preventDefault();
    const tab = next === count ? 'narrative' : ((next + 1) as FrameNo);
    onChoose(tab);
    document.querySelector<HTMLElement>(`#${CSS.escape(`${id}-${tab}`)}`)?.focus({ preventScroll: true });
  }

  return (
    <div
      ref={list}
      role="tablist"
      tabIndex={-1}
      aria-label="Chain of thought"
      className="sticky top-0 z-10 flex items-start border-b border-line bg-paper py-1"
      onKeyDown={move}
    >
      <div ref={scroller} className="relative flex min-w-0 gap-0.5 overflow-x-auto [scrollbar-width:thin]">
        {Array.from({ length: count }, (_, i) => {
          const frame = (i + 1) as FrameNo;
          const state = frame === now ? 'now' : known.has(frame) ? 'known' : 'unknown';
          const tab = { id, frame, state, chosen: shown === frame } as const;
          return <FrameTab key={i} {...tab} onChoose={onChoose} />;
        })}
      </div>
      <button
        type="button"
        {...tabProps(id, 'narrative', shown === 'narrative')}
        className={`ml-1 flex-none px-2 ${TAB_STYLE} ${shown === 'narrative' ? CHOSEN : OTHER}`}
        onClick={() => onChoose('narrative')}
      >
        {NARRATIVE}
      </button>
    </div>
  );
}

const TAB_STYLE = 'h-7 rounded-md text-[12px] tabular-nums focus-visible:-outline-offset-2';
const CHOSEN = 'bg-accent font-semibold text-accent-ink';
const OTHER = 'text-soft hover:bg-sunk hover:text-ink';

function tabProps(id: string, tab: TabKey, chosen: boolean) {
  return {
    role: 'tab',
    id: `${id}-${tab}`,
    'aria-selected': chosen,
    'aria-controls': id,
    tabIndex: -1,
  } as const;
}

interface FrameTabProps {
  readonly id: string;
  readonly frame: FrameNo;
  readonly chosen: boolean;
  readonly state: 'known' | 'now' | 'unknown';
  readonly onChoose: (tab: TabKey) => void;
}

const UNDERLINED =
  'relative after:absolute after:inset-x-2 after:bottom-0.5 after:h-0.5 after:rounded-full after:bg-accent aria-selected:after:bg-accent-ink';
const STATES = { known: undefined, now: 'analysing', unknown: 'not analysed' } as const;

/** The tab of one image: its number is darker once it is analysed, and underlined while the model is analysing it. */
const FrameTab = memo(function FrameTab(props: FrameTabProps): ReactNode {
  const { id, frame, chosen, state, onChoose } = props;
  const style = chosen ? CHOSEN : state === 'unknown' ? OTHER : 'text-ink hover:bg-sunk';
  const line = state === 'now' ? UNDERLINED : '';
  return (
    <button
      type="button"
      {...tabProps(id, frame, chosen)}
      aria-label={`Image ${frame}`}
      aria-description={STATES[state]}
      className={`min-w-8 flex-none px-1.5 ${TAB_STYLE} ${style} ${line}`}
      onClick={() => onChoose(frame)}
    >
      {frame}
    </button>
  );
});

/** Scrolls the row of tabs, and nothing else, to a tab. */
function revealTab(scroller: HTMLElement | null, id: string): void {
  const tab = scroller?.querySelector(`#${CSS.escape(id)}`);
  if (scroller && tab) reveal(scroller, tab, { axis: 'x' });
}
