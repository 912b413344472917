import { useState } from 'react';
import type { ReactNode } from 'react';
import { sayCount } from '../../grounding/base.ts';
import { isRunning } from '../../session/index.ts';
import { useSession, useStory, usePageState } from '../../session/react.tsx';
import { Button, Notice } from '../../ui/index.ts';
import { silenceOf, silentSince, saySilence } from './silence.ts';
import { useTick } from './useTick.ts';

/** Says for how long nothing has arrived, and what the health checks of the server show. The user can wait or stop. */
export function Stall(): ReactNode {
  const session = useSession();
  const running = usePageState(({ run }) => isRunning(run));
  const [dismissed, setDismissed] = useState<string | null>(null);
  const now = useTick(session.now, running);
  // Null while text arrives, so that the tokens cause no render.
  const silence = useStory(
    ({ progress, source }) => (progress !== null && source === 'model' ? silenceOf(progress, now) : null),
    null,
  );
  const since = useStory(
    ({ progress }) => (progress !== null && silence !== null ? silentSince(progress, silence) : null),
    null,
  );
  if (silence === null || since === null) return null;
  const key = `${silence} since ${since}`;
  if (dismissed === key) return null;
  const { title, advice } = saySilence(silence, now - since);
  return (
    <Notice
      kind="note"
      title={title}
      actions={
        <>
          <Button onClick={() => setDismissed(key)}>Keep waiting</Button>
          <Button onClick={session.stop}>Stop here</Button>
        </>
      }
    >
      <p className="mt-1.5">{advice}</p>
    </Notice>
  );
}

/** Says that the model repeats itself. */
export function Repeating(): ReactNode {
  const session = useSession();
  const running = usePageState(({ run }) => isRunning(run));
  const repetition = useStory(({ progress }) => progress?.repetition ?? null, null);
  // The offset at which the dismissed repetition began. Its text may change, for example if it counts up, but not its
  // start.
  const [dismissed, setDismissed] = useState<number | null>(null);
  if (!running || repetition === null || dismissed === repetition.firstEnd) return null;
  return (
    <Notice
      kind="note"
      title={`The model has repeated itself ${sayCount(repetition.times, 'time')} so far.`}
      actions={
        <>
          <Button onClick={session.stop}>Stop here</Button>
          <Button
            onClick={() => {
              session.prefer({ stopRepetition: true });
              session.stop();
            }}
          >
            Always stop repetition
          </Button>
          <Button kind="quiet" onClick={() => setDismissed(repetition.firstEnd)}>
            Keep going
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
