import type { ReactNode } from 'react';
import { isRunning } from '../../session/index.ts';
import { useSession, usePageState, usePageStore } from '../../session/react.tsx';
import { factsOf } from './facts.ts';
import { useTick } from './useTick.ts';

// Numbers that grow have a minimum width, so that the facts to their right do not move with each digit.
const MIN_WIDTHS: Readonly<Record<string, string>> = { Elapsed: '6ch', Tokens: '15ch', Speed: '13ch' };

/** The facts of the run, at the bottom of the page. During a run they render once a second, not with each token. */
export function Facts(): ReactNode {
  const { now } = useSession();
  const page = usePageStore();
  const running = usePageState(({ run }) => isRunning(run));
  // These two subscriptions also render when the run or its phase changes.
  const id = usePageState(({ run }) => run?.id ?? null);
  usePageState(({ run }) => run?.progress?.status ?? null);
  const time = useTick(now, running);
  const { run } = page.getState();
  if (id === null || run === null || run.progress === null) return null;
  const facts = factsOf(run, running ? time : now());
  if (facts.length === 0) return null;
  return (
    <section
      aria-label="Run facts"
      // On a narrow screen the line scrolls; with the focus on it, also by keyboard.
      tabIndex={0}
      className="min-w-0 overflow-x-auto border-t border-line bg-sheet [scrollbar-width:none] focus-visible:-outline-offset-2"
    >
      <dl className="flex h-7 w-max min-w-full items-center gap-x-5 px-4 text-[12px] whitespace-nowrap text-soft">
        {facts.map(({ name, value }, i) => (
          <div key={name} className={`flex gap-1.5 last:ml-auto ${i === 0 ? 'min-w-[9.5em]' : ''}`}>
            <dt>{name}</dt>
            <dd className="text-ink tabular-nums" style={{ minWidth: MIN_WIDTHS[name] }}>
              {value}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
