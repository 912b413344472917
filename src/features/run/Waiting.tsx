import { Check } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { RunStatus } from '../../session/index.ts';
import { useStory } from '../../session/react.tsx';
import { HELD_BACK, waitsIn, sayWaiting } from './waiting.ts';

/** The states of a run before its first word, in their order. */
const STEPS: readonly RunStatus[] = ['preparing', 'connecting', 'queued'];

// A server that answers at once leaves nothing to wait for: what is gone in a moment is not shown.
const LATE_MS = 400;

/** What lies between Generate and the first word, in the place where that will stand. */
export function Waiting(): ReactNode {
  const step = useStory(({ run, source }) => (run !== null && source === 'run' ? STEPS.indexOf(run.status) : -1), -1);
  return step < 0 ? null : <Steps step={step} />;
}

function Steps({ step }: { readonly step: number }): ReactNode {
  const frames = useStory((reading) => reading.frames.length, 0);
  const place = useStory(sayWaiting, null);
  const heldBack = useStory(({ run }) => waitsIn(run) === 'browser', false);
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), LATE_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return null;
  return (
    <ol aria-label="Until the first word" className="fade-in space-y-1.5 py-1">
      {stepsOf(frames).map(({ coming, now, done }, i) => (
        <li
          key={now}
          aria-current={i === step ? 'step' : undefined}
          className={`flex items-baseline gap-2.5 ${i === step ? 'text-ink' : 'text-soft'}`}
        >
          <span className="flex w-3.5 flex-none justify-center" aria-hidden>
            {i < step ? (
              <Check size={13} className="translate-y-[2px] text-good" />
            ) : (
              <i className={`size-[7px] rounded-full ${i === step ? 'bg-accent' : 'border border-edge'}`} />
            )}
          </span>
          {i < step ? done : i === step ? (heldBack ? HELD_BACK : (place ?? now)) : coming}
        </li>
      ))}
    </ol>
  );
}

interface Step {
  readonly coming: string;
  readonly now: string;
  readonly done: string;
}

/** The steps to the first word of so many pictures. */
function stepsOf(frames: number): readonly Step[] {
  const pictures = frames === 1 ? 'picture' : `${frames} pictures`;
  return [
    {
      coming: '',
      now: `Preparing the ${pictures}`,
      done: frames === 1 ? 'The picture is ready' : `The ${pictures} are ready`,
    },
    {
      coming: 'The server takes the request',
      now: 'Sent; waiting for the server to take the request',
      done: 'The server has taken the request',
    },
    {
      coming: `The model looks at the ${pictures}, then writes`,
      now: `The model looks at the ${pictures}; then comes the first word`,
      done: '',
    },
  ];
}
