import { ArrowDown } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { sayCount } from '../../grounding/base.ts';
import { isRunning } from '../../session/index.ts';
import { useStory, usePageState } from '../../session/react.tsx';
import { useStickToEnd, useWindowing } from '../../ui/index.ts';
import { CopyButton } from './CopyButton.tsx';
import { RawLine } from './RawLine.tsx';
import { createRawReader } from './rawText.ts';
import { Faults } from './Faults.tsx';

const LINE_HEIGHT = 20;

/** The complete text of the model, coloured by what the parser recognised, and the faults that the parser found. */
export function Raw(): ReactNode {
  const id = useStory((run) => run.id, '');
  return <RawOfRun key={id} />;
}

function RawOfRun(): ReactNode {
  const [read] = useState(createRawReader);
  const { completion, raw } = usePageState(({ run }) => read(run?.completion ?? '', run?.doc.phase === 'done'));
  const running = usePageState(({ run }) => isRunning(run));
  const { lines, numbers } = raw;
  const scroller = useRef<HTMLDivElement>(null);
  const { ref: stick, away, jump } = useStickToEnd(running);
  const ref = useCallback(
    (element: HTMLDivElement | null) => {
      scroller.current = element;
      return stick(element);
    },
    [stick],
  );
  const virtual = useWindowing({ count: lines.length, size: LINE_HEIGHT, scroller: () => scroller.current, near: 20 });
  const [markedIndex, setMarkedIndex] = useState<number | null>(null);
  const show = useCallback(
    (index: number) => {
      setMarkedIndex(index);
      virtual.scrollToIndex(index, { align: 'center' });
    },
    [virtual],
  );
  return (
    // In a low pane everything scrolls together: the text keeps a readable height, and nothing overlaps.
    <div className="flex h-full min-h-0 flex-col overflow-y-auto">
      <div className="flex flex-none items-center gap-3 py-2">
        <p className="min-w-0 flex-1 text-soft tabular-nums">
          {sayCount(completion.length, 'character')}, {sayCount(numbers.at(-1) ?? 0, 'line')}
        </p>
        <CopyButton text={completion} />
      </div>
      <Faults raw={raw} onShow={show} />
      <div className="relative min-h-32 flex-1">
        <div
          ref={ref}
          className="h-full overflow-auto rounded-lg border border-line bg-sheet py-2 font-mono text-[12.5px] leading-5 focus-visible:-outline-offset-2"
          role="region"
          aria-label="Raw completion"
          tabIndex={0}
        >
          <div className="relative w-full" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((item) => {
              const line = lines[item.index];
              return (
                line && (
                  <div
                    key={item.key}
                    ref={virtual.measureElement}
                    data-index={item.index}
                    data-line={numbers[item.index] === numbers[item.index - 1] ? '' : numbers[item.index]}
                    className={`${LINE_CLASSES} ${markedIndex === item.index ? 'bg-warn/12' : ''}`}
                    style={{ transform: `translateY(${item.start}px)` }}
                  >
                    <RawLine raw={raw} line={line} completion={completion} />
                  </div>
                )
              );
            })}
          </div>
          {completion === '' && (
            <p className="px-3 text-soft">{running ? 'Nothing has arrived yet.' : 'Nothing arrived.'}</p>
          )}
        </div>
        {running && away && (
          <button
            type="button"
            className="fade-in absolute bottom-3 left-1/2 inline-flex -translate-x-1/2 items-center gap-1.5 rounded-full border border-line bg-sheet px-3.5 py-1.5 shadow-lift hover:border-edge"
            onClick={jump}
          >
            <ArrowDown size={14} aria-hidden /> Jump to latest
          </button>
        )}
      </div>
    </div>
  );
}

// The line number is generated content, so it is not selected, copied or read out with the text.
const LINE_CLASSES =
  "absolute top-0 left-0 w-full pr-3 pl-12 break-words whitespace-pre-wrap before:absolute before:left-0 before:w-9 before:text-right before:text-[11px] before:text-soft before:select-none before:content-[attr(data-line)_/_'']";
