import { useState } from 'react';
import type { ReactNode } from 'react';
import { isRunning } from '../../session/index.ts';
import { useDesk, useStory, useSession } from '../../session/react.tsx';
import { Button, Notice } from '../../ui/index.ts';
import { silenceOf, silentSince, saySilence } from './silence.ts';
import { useTick } from './useTick.ts';

/** That nothing comes, for how long, and what the server says meanwhile; the user may wait or stop. */
export function Stall(): ReactNode {
  const desk = useDesk();
  const running = useSession(({ reading }) => isRunning(reading));
  const [waiting, setWaiting] = useState<string | null>(null);
  const now = useTick(desk.now, running);
  // Null while words come, so that nothing is rendered for them.
  const quiet = useStory(({ run, source }) => (run !== null && source === 'run' ? silenceOf(run, now) : null), null);
  const since = useStory(({ run }) => (run !== null && quiet !== null ? silentSince(run, quiet) : null), null);
  if (quiet === null || since === null) return null;
  const key = `${quiet} since ${since}`;
  if (waiting === key) return null;
  const { title, advice } = saySilence(quiet, now - since);
  return (
    <Notice
      kind="note"
      title={title}
      actions={
        <>
          <Button onClick={() => setWaiting(key)}>Keep waiting</Button>
          <Button onClick={desk.stop}>Stop here</Button>
        </>
      }
    >
      <p className="mt-1.5">{advice}</p>
    </Notice>
  );
}

/** That the model says the same again and again. */
export function Repeating(): ReactNode {
  const desk = useDesk();
  const running = useSession(({ reading }) => isRunning(reading));
  const repetition = useStory(({ run }) => run?.repetition ?? null, null);
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
