import type { ReactNode } from 'react';
import { isRunning } from '../../session/index.ts';
import type { PageState } from '../../session/index.ts';
import { usePageState, useSampledPage } from '../../session/react.tsx';
import { factsOf } from './facts.ts';

// Numbers that grow have a minimum width, so that the facts to their right do not move with each digit.
const MIN_WIDTHS: Readonly<Record<string, string>> = { Elapsed: '6ch', Tokens: '15ch', Speed: '13ch' };

const phaseOf = ({ run }: PageState): readonly unknown[] => [run?.id, run?.progress?.status];

/** The facts of the run, at the bottom of the page. During a run they render once a second, not with each token. */
export function Facts(): ReactNode {
  const running = usePageState(({ run }) => isRunning(run));
  const { state, at } = useSampledPage(phaseOf, running ? 1000 : null);
  if (state.run === null) return null;
  const facts = factsOf(state.run, at);
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
