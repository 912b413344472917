import { memo, useEffect, useMemo, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { FrameNo } from '../../grounding/index.ts';
import { isRunning } from '../../session/index.ts';
import { useDoc, useSession } from '../../session/react.tsx';

/** The image of a tab, or the whole of them. */
export type Part = FrameNo | 'narrative';

export const NARRATIVE = 'Narrative structure';

interface Props {
  /** Before the ID of each tab, and that of the panel. */
  readonly id: string;
  readonly count: number;
  readonly shown: Part;
  readonly onChoose: (part: Part) => void;
}

/**
 * A tab for each image and one for the whole. They are our own: with 200 images, tabs that all hear which is chosen
 * took 13 ms of each hover that led to another image; of these, two are rendered.
 */
export function FrameTabs({ id, count, shown, onChoose }: Props): ReactNode {
  const analyses = useDoc((doc) => doc.analyses);
  const known = useMemo(() => new Set(analyses.map(({ frame }) => frame)), [analyses]);
  const thinking = useDoc(({ phase, narrative }) => phase === 'thinking' && narrative === null);
  const running = useSession(({ reading }) => isRunning(reading));
  const now = thinking && running ? (analyses.at(-1)?.frame ?? null) : null;
  // A frame that was added since has no tab: then the first is the one that Tab leads to.
  const at = shown === 'narrative' ? count : shown <= count ? shown - 1 : 0;
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Before the paint in which it is seen; that frame lays out the page anyway.
    const frame = requestAnimationFrame(() => bringInto(scroller.current, `${id}-${shown}`));
    return () => cancelAnimationFrame(frame);
  }, [id, shown]);

  function move(event: KeyboardEvent): void {
    const next = nextOf(event.key, at, count + 1);
    if (next === null) return;
    event.preventDefault();
    const part = next === count ? 'narrative' : ((next + 1) as FrameNo);
    onChoose(part);
    document.querySelector<HTMLElement>(`#${CSS.escape(`${id}-${part}`)}`)?.focus({ preventScroll: true });
  }

  return (
    <div
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
          const tab = { id, frame, state, chosen: shown === frame, reached: at === i } as const;
          return <FrameTab key={i} {...tab} onChoose={onChoose} />;
        })}
      </div>
      <button
        type="button"
        {...tabOf(id, 'narrative', shown === 'narrative', at === count)}
        className={`ml-1 flex-none px-2 ${LOOK} ${shown === 'narrative' ? CHOSEN : OTHER}`}
        onClick={() => onChoose('narrative')}
      >
        {NARRATIVE}
      </button>
    </div>
  );
}

const LOOK = 'h-7 rounded-md text-[12px] tabular-nums focus-visible:-outline-offset-2';
const CHOSEN = 'bg-accent font-semibold text-accent-ink';
const OTHER = 'text-soft hover:bg-sunk hover:text-ink';

function tabOf(id: string, part: Part, chosen: boolean, reached: boolean) {
  return {
    role: 'tab',
    id: `${id}-${part}`,
    'aria-selected': chosen,
    'aria-controls': id,
    tabIndex: reached ? 0 : -1,
  } as const;
}

interface FrameTabProps {
  readonly id: string;
  readonly frame: FrameNo;
  readonly chosen: boolean;
  /** Whether the Tab key leads to it; from there, arrows do. */
  readonly reached: boolean;
  readonly state: 'known' | 'now' | 'unknown';
  readonly onChoose: (part: Part) => void;
}

const NOW =
  'relative after:absolute after:inset-x-2 after:bottom-0.5 after:h-0.5 after:rounded-full after:bg-accent aria-selected:after:bg-accent-ink';
const STATES = { known: undefined, now: 'being analysed', unknown: 'not analysed' } as const;

/** The number of an image: in ink where it is analysed, with a line under it while it is. */
const FrameTab = memo(function FrameTab(props: FrameTabProps): ReactNode {
  const { id, frame, chosen, reached, state, onChoose } = props;
  const look = chosen ? CHOSEN : state === 'unknown' ? OTHER : 'text-ink hover:bg-sunk';
  const line = state === 'now' ? NOW : '';
  return (
    <button
      type="button"
      {...tabOf(id, frame, chosen, reached)}
      aria-label={`Image ${frame}`}
      aria-description={STATES[state]}
      className={`min-w-8 flex-none px-1.5 ${LOOK} ${look} ${line}`}
      onClick={() => onChoose(frame)}
    >
      {frame}
    </button>
  );
});

/** Where a key leads to among so many tabs, round and round; null where it leads nowhere. */
function nextOf(key: string, at: number, tabs: number): number | null {
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % tabs;
    case 'ArrowLeft':
      return (at - 1 + tabs) % tabs;
    case 'Home':
      return 0;
    case 'End':
      return tabs - 1;
    default:
      return null;
  }
}

/** Scrolls the tabs, and nothing around them, to the one that is chosen. */
function bringInto(scroller: HTMLElement | null, id: string): void {
  const tab = scroller?.querySelector<HTMLElement>(`#${CSS.escape(id)}`);
  if (!scroller || !tab) return;
  const [left, right] = [tab.offsetLeft, tab.offsetLeft + tab.offsetWidth];
  const { scrollLeft, clientWidth } = scroller;
  if (left < scrollLeft || right > scrollLeft + clientWidth)
    scroller.scrollLeft = left - (clientWidth - tab.offsetWidth) / 2;
}
