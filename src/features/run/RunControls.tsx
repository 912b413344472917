import { Square } from 'lucide-react';
import type { ReactNode } from 'react';
import { isRunning } from '../../session/index.ts';
import { useSession, useStory, usePageState } from '../../session/react.tsx';
import { Button } from '../../ui/index.ts';
import { sayPhase } from './statusText.ts';

// Generate and Stop have the same width, so that nothing beside them moves when one replaces the other.
const WIDTH = 'w-[92px] justify-center';

/** The Generate button, which is a Stop button during a run. */
export function RunButton(): ReactNode {
  const session = useSession();
  const running = usePageState(({ starting, run }) => starting || isRunning(run));
  // Without frames, Generate is not the next step.
  const ready = usePageState(({ frames }) => frames.length > 0);
  if (running)
    return (
      <Button className={WIDTH} onClick={session.stop}>
        <Square size={12} aria-hidden className="fill-current" /> Stop
      </Button>
    );
  return (
    <Button kind={ready ? 'primary' : 'plain'} className={WIDTH} onClick={() => void session.generate()}>
      Generate
    </Button>
  );
}

/** The phase of the run. `Facts` shows the numbers, and `useAnnouncements` reads the phase to screen readers. */
export function Status(): ReactNode {
  const phase = usePageState(({ starting, run, readOnly }) =>
    readOnly !== null ? 'Read-only' : starting ? 'Preparing the request' : sayPhase(run),
  );
  const running = usePageState(({ starting, run }) => starting || isRunning(run));
  const failed = useStory((run) => isBad(run.progress?.outcome?.type), false);
  const dot = running ? 'bg-accent' : failed ? 'bg-bad' : 'bg-good';
  return (
    <div className="flex min-w-0 items-center gap-2 rounded-full bg-sunk px-3 py-1 text-soft narrow:w-fit narrow:py-0.5">
      <i className={`size-[7px] flex-none rounded-full ${dot}`} aria-hidden />
      <span role="status" aria-live="off" className="truncate">
        {phase}
      </span>
    </div>
  );
}

function isBad(outcome: string | undefined): boolean {
  return outcome === 'failed' || outcome === 'aborted' || outcome === 'length' || outcome === 'repetition';
}
