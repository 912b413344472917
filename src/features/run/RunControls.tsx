import { Square } from 'lucide-react';
import type { ReactNode } from 'react';
import { isRunning } from '../../session/index.ts';
import { useDesk, useReading, useSession } from '../../session/react.tsx';
import { Button } from '../../ui/index.ts';
import { sayPhase, sayTokens } from './words.ts';

/** Generate, and in its place Stop while the model is at work. */
export function RunButton(): ReactNode {
  const desk = useDesk();
  const running = useSession(({ reading }) => isRunning(reading));
  if (running)
    return (
      <Button onClick={desk.stop}>
        <Square size={12} aria-hidden className="fill-current" /> Stop
      </Button>
    );
  return (
    <Button kind="primary" onClick={() => void desk.generate()}>
      Generate
    </Button>
  );
}

/** The phase in words. Tokens are counted beside it, where a screen reader does not hear each of them. */
export function Status(): ReactNode {
  const phase = useSession(({ reading }) => sayPhase(reading));
  const running = useSession(({ reading }) => isRunning(reading));
  const tokens = useReading((reading) => roundDown(reading.run?.tokens ?? 0), 0);
  const failed = useReading((reading) => isBad(reading.run?.outcome?.type), false);
  const dot = running ? 'bg-accent' : failed ? 'bg-bad' : 'bg-good';
  return (
    <div className="flex min-w-0 items-center gap-2 rounded-full bg-sunk px-3 py-1 text-soft narrow:w-fit narrow:py-0.5">
      <i className={`size-[7px] flex-none rounded-full ${dot}`} aria-hidden />
      <span role="status" className="truncate">
        {phase}
      </span>
      {running && tokens > 0 && (
        <span aria-hidden className="flex-none narrow:hidden">
          · {sayTokens(tokens)}
        </span>
      )}
    </div>
  );
}

/** A number that is to be read does not change with every token. */
function roundDown(tokens: number): number {
  return tokens - (tokens % 50);
}

function isBad(outcome: string | undefined): boolean {
  return outcome === 'failed' || outcome === 'aborted' || outcome === 'length';
}
