import { useState } from 'react';
import type { ReactNode } from 'react';
import { isRunning } from '../../session/index.ts';
import { useDesk, useReading, useSession } from '../../session/react.tsx';
import { Button, Notice } from '../../ui/index.ts';
import { useTick } from './useTick.ts';
import { sayDuration } from './words.ts';

// At 20 tokens a second, so long a silence between two of them is none that a reader expects.
const STALL_MS = 10_000;

/** How long nothing has come, where it had begun to come; one may wait or stop. */
export function Stall(): ReactNode {
  const desk = useDesk();
  const streaming = useReading(({ run }) => run?.status === 'streaming', false);
  const [waiting, setWaiting] = useState<number | null>(null);
  const now = useTick(desk.now, streaming);
  // Null while words come, so that nothing is rendered for them.
  const heard = useReading(({ run }) => (run !== null && now - run.heardAt >= STALL_MS ? run.heardAt : null), null);
  if (!streaming || heard === null || waiting === heard) return null;
  return (
    <Notice
      kind="note"
      title={`Nothing has come for ${sayDuration(now - heard)}.`}
      actions={
        <>
          <Button onClick={() => setWaiting(heard)}>Keep waiting</Button>
          <Button onClick={desk.stop}>Stop here</Button>
        </>
      }
    >
      <p className="mt-1.5">
        The server may be busy with other requests, or a proxy holds the answer back. After Stop, Continue goes on from
        here.
      </p>
    </Notice>
  );
}

/** That the model says the same again and again. */
export function Repeating(): ReactNode {
  const desk = useDesk();
  const running = useSession(({ reading }) => isRunning(reading));
  const repetition = useReading(({ run }) => run?.repetition ?? null, null);
  // By where it began: what is said again may count, and be another each time.
  const [waiting, setWaiting] = useState<number | null>(null);
  if (!running || repetition === null || waiting === repetition.firstEnd) return null;
  return (
    <Notice
      kind="note"
      title={`The model repeats itself: ${repetition.times} times so far.`}
      actions={
        <>
          <Button onClick={desk.stop}>Stop here</Button>
          <Button
            onClick={() => {
              desk.prefer({ stopRepetition: true });
              desk.stop();
            }}
          >
            Always stop it
          </Button>
          <Button kind="quiet" onClick={() => setWaiting(repetition.firstEnd)}>
            Let it go on
          </Button>
        </>
      }
    >
      <blockquote className="mt-2 line-clamp-2 border-l-2 border-edge/50 pl-3 text-[12px] break-words">
        {repetition.unit}
      </blockquote>
    </Notice>
  );
}
