import { Check } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { plural, sayCount } from '../../grounding/base.ts';
import type { RunStatus } from '../../session/index.ts';
import { useStory } from '../../session/react.tsx';
import { HELD_BACK, waitsIn, sayWaiting } from './waiting.ts';

/** The states of a run before its first word, in order. */
const STEPS: readonly RunStatus[] = ['preparing', 'connecting', 'queued'];

// With a fast server the list would only flash, so it appears after this delay.
const DELAY_MS = 400;

/** The steps between Generate and the first word. The story replaces them. */
export function Waiting(): ReactNode {
  const step = useStory(
    ({ progress, source }) => (progress !== null && source === 'model' ? STEPS.indexOf(progress.status) : -1),
    -1,
  );
  return step < 0 ? null : <Steps step={step} />;
}

function Steps({ step }: { readonly step: number }): ReactNode {
  const frames = useStory((run) => run.frames.length, 0);
  const waiting = useStory(sayWaiting, null);
  const heldBack = useStory(({ progress }) => waitsIn(progress) === 'browser', false);
  const [visible, setVisible] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setVisible(true), DELAY_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!visible) return null;
  return (
    <ol aria-label="Steps before the first word" className="fade-in space-y-1.5 py-1">
      {stepsOf(frames).map(({ future, current, done }, i) => (
        <li
          key={current}
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
          {i < step ? done : i === step ? (heldBack ? HELD_BACK : (waiting ?? current)) : future}
        </li>
      ))}
    </ol>
  );
}

interface Step {
  readonly future: string;
  readonly current: string;
  readonly done: string;
}

/** The texts of each step before, during and after it, for a request with this number of frames. */
function stepsOf(frames: number): readonly Step[] {
  const pictures = frames > 1 ? sayCount(frames, 'picture') : 'picture';
  return [
    {
      future: '',
      current: `Preparing the ${pictures}`,
      done: `The ${pictures} ${plural(frames, 'is', 'are')} ready`,
    },
    {
      future: 'The server accepts the request',
      current: 'Sent; waiting for the server to accept the request',
      done: 'The server has accepted the request',
    },
    {
      future: `The model reads the ${pictures}, then writes`,
      current: `The model is reading the ${pictures}; the first word comes next`,
      done: '',
    },
  ];
}
