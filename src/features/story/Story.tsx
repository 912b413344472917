import { ArrowDown } from 'lucide-react';
import { useCallback, useRef } from 'react';
import type { FocusEvent, KeyboardEvent, MouseEvent, PointerEvent, ReactNode } from 'react';
import type { GroundedDocument } from '../../grounding/base.ts';
import { isRunning } from '../../session/index.ts';
import { useDoc, useStory, usePageState, useRunView } from '../../session/react.tsx';
import { useMedia, useStickToEnd, useTabStop } from '../../ui/index.ts';
import { FrameSection } from './FrameSection.tsx';
import { Legend } from './Legend.tsx';
import { TagButton } from './TagButton.tsx';
import { mentionAt } from './MentionView.tsx';
import { Thinking } from './Thinking.tsx';
import { useReader } from './useReader.ts';

interface Props {
  /** The messages below the story, such as how the run ended. */
  readonly ending: ReactNode;
}

/** The story as a page to read. It has one listener of each kind for all mentions. */
export function Story({ ending }: Props): ReactNode {
  const view = useRunView();
  const id = useStory((run) => run.id, '');
  const count = useDoc((doc) => doc.story.length);
  // The first mention becomes the tab stop, which needs a render.
  useDoc(hasMentions);
  const running = usePageState(({ run }) => isRunning(run));
  const wide = useMedia('(width >= 900px)');
  const { ref: stickRef, away, jump } = useStickToEnd(running);
  const scroller = useRef<HTMLDivElement | null>(null);
  const sections = useRef<HTMLDivElement | null>(null);
  const ref = useCallback(
    (element: HTMLDivElement | null) => {
      scroller.current = element;
      return stickRef(element);
    },
    [stickRef],
  );
  useReader(scroller);
  useTabStop(scroller, { item: '[data-at]' });

  function point({ target }: PointerEvent | FocusEvent): void {
    const found = mentionAt(target);
    if (found) view.hover(found.ids, found.frame, found.at);
    else view.leave();
  }
  function pin(event: MouseEvent | KeyboardEvent): void {
    const found = mentionAt(event.target);
    if (!found) return;
    event.preventDefault();
    view.toggle(found.ids, found.frame, event.ctrlKey || event.metaKey, found.at);
  }

  return (
    <div className="flex h-full min-h-0 flex-col bg-sheet">
      <div className="relative min-h-0 flex-1">
        <div
          ref={ref}
          className="page h-full overflow-y-auto overscroll-contain py-5 pr-4 pl-2.5 [scrollbar-gutter:stable] wide:py-7 wide:pr-6 wide:pl-5"
          role="region"
          aria-label="Story"
          // A tab stop, so that the region can be scrolled by keyboard.
          tabIndex={0}
        >
          <div className="mx-auto max-w-(--sheet)">
            <div key={id} className="space-y-4">
              {!wide && <Legend />}
              <Thinking />
              <div
                ref={sections}
                role="group"
                aria-label="Frames of the story"
                className="space-y-3"
                // Not pointerover: words that scroll under a resting pointer must not count as hovered.
                onPointerMove={point}
                onPointerLeave={view.leave}
                onFocus={(event) => {
                  point(event);
                  const found = mentionAt(event.target);
                  if (found !== null) view.moveTo(found.at);
                }}
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
        <TagButton group={sections} />
        {running && away && (
          <button
            type="button"
            className="fade-in absolute bottom-4 left-1/2 inline-flex -translate-x-1/2 items-center gap-1.5 rounded-full border border-line bg-sheet px-3.5 py-1.5 shadow-lift hover:border-edge"
            onClick={() => {
              jump();
              view.follow();
            }}
          >
            <ArrowDown size={14} aria-hidden /> Jump to latest
          </button>
        )}
      </div>
      {wide && <Legend />}
    </div>
  );
}

function hasMentions({ story }: GroundedDocument): boolean {
  return story.some(({ spans }) => spans.some(({ mention }) => mention !== null));
}
