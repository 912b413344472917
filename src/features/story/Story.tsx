import { ArrowDown } from 'lucide-react';
import type { FocusEvent, KeyboardEvent, MouseEvent, PointerEvent, ReactNode } from 'react';
import { isRunning } from '../../session/index.ts';
import { useDesk, useDocument, useReading, useSession } from '../../session/react.tsx';
import { useStickToEnd } from '../../ui/index.ts';
import { FrameSection } from './FrameSection.tsx';
import { mentionAt } from './MentionView.tsx';
import { Thinking } from './Thinking.tsx';

interface Props {
  /** What stands below the story: how it ended. */
  readonly ending: ReactNode;
}

/** The story as a page to read. One listener of each kind serves all its mentions. */
export function Story({ ending }: Props): ReactNode {
  const { view } = useDesk();
  const id = useReading((reading) => reading.id, '');
  const count = useDocument((document) => document.story.length);
  const running = useSession(({ reading }) => isRunning(reading));
  const { ref, away, jump } = useStickToEnd(running);

  function point({ target }: PointerEvent | FocusEvent): void {
    const found = mentionAt(target);
    if (found) view.hover(found.ids, found.frame, found.at);
    else view.leave();
  }
  function pin(event: MouseEvent | KeyboardEvent): void {
    const found = mentionAt(event.target);
    if (!found) return;
    event.preventDefault();
    view.pin(found.ids, found.frame, event.ctrlKey || event.metaKey, found.at);
  }

  return (
    <div className="relative h-full min-h-0">
      <div
        ref={ref}
        className="h-full overflow-y-auto overscroll-contain bg-sheet py-5 pr-4 [scrollbar-gutter:stable] wide:py-7 wide:pr-9"
        role="region"
        aria-label="Story"
        // A region that scrolls can be scrolled by keyboard.
        tabIndex={0}
      >
        <div>
          <div key={id} className="space-y-5">
            <Thinking />
            <div
              role="group"
              aria-label="Frames of the story"
              className="space-y-5"
              // Not pointerover: words that scroll under a pointer at rest are not pointed at.
              onPointerMove={point}
              onPointerLeave={view.leave}
              onFocus={point}
              onBlur={view.leave}
              onClick={pin}
              onKeyDown={(event) => {
                if (event.key === 'Enter' || event.key === ' ') pin(event);
              }}
            >
              {Array.from({ length: count }, (_, index) => (
                <FrameSection key={index} index={index} />
              ))}
            </div>
          </div>
          {ending}
        </div>
      </div>
      {running && away && (
        <button
          type="button"
          className="fade-in absolute bottom-4 left-1/2 inline-flex -translate-x-1/2 items-center gap-1.5 rounded-full border border-line bg-sheet px-3.5 py-1.5 shadow-lift hover:border-edge"
          onClick={jump}
        >
          <ArrowDown size={14} aria-hidden /> Jump to latest
        </button>
      )}
    </div>
  );
}
