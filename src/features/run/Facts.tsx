import type { ReactNode } from 'react';
import { isRunning } from '../../session/index.ts';
import { useDesk, useSession } from '../../session/react.tsx';
import { factsOf } from './facts.ts';
import { useTick } from './useTick.ts';

// What counts has room to grow: what stands behind it does not move with each digit.
const ROOM: Readonly<Record<string, string>> = { Elapsed: '6ch', Tokens: '15ch', Speed: '13ch' };

/** The facts of the run below the desk; while it runs they are looked at once a second, not with each token. */
export function Facts(): ReactNode {
  const { session, now } = useDesk();
  const running = useSession(({ reading }) => isRunning(reading));
  // Another reading, or another phase of it, is a reason to look at once.
  const id = useSession(({ reading }) => reading?.id ?? null);
  useSession(({ reading }) => reading?.run?.status ?? null);
  const time = useTick(now, running);
  const { reading } = session.getState();
  if (id === null || reading === null || reading.run === null) return null;
  const facts = factsOf(reading, running ? time : now());
  if (facts.length === 0) return null;
  return (
    <section
      aria-label="Facts of the run"
      // A line that scrolls on a narrow screen can be scrolled by keyboard.
      tabIndex={0}
      className="min-w-0 overflow-x-auto border-t border-line bg-sheet [scrollbar-width:none] focus-visible:-outline-offset-2"
    >
      <dl className="flex h-7 w-max min-w-full items-center gap-x-5 px-4 text-[12px] whitespace-nowrap text-soft">
        {facts.map(({ name, value }, i) => (
          <div key={name} className={`flex gap-1.5 last:ml-auto ${i === 0 ? 'min-w-[9.5em]' : ''}`}>
            <dt>{name}</dt>
            <dd className="text-ink tabular-nums" style={{ minWidth: ROOM[name] }}>
              {value}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
