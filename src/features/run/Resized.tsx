import { useState } from 'react';
import type { ReactNode } from 'react';
import { countOf } from '../../session/index.ts';
import { useDesk, useStory } from '../../session/react.tsx';
import { Button, Notice } from '../../ui/index.ts';
import { Advice } from './Advice.tsx';

/** That the server has made the pictures smaller than they were sent, as its count of the prompt tells. */
export function Resized(): ReactNode {
  const desk = useDesk();
  const frames = useStory((reading) => reading.frames, null);
  const units = useStory((reading) => reading.units, null);
  const count = useStory(
    ({ source, run, frames: sent }) => (source === 'run' && run ? countOf(run, sent) : null),
    null,
  );
  const [dismissed, setDismissed] = useState<unknown>(null);
  if (count === null || count.limit === null || frames === dismissed) return null;
  return (
    <Notice
      kind="note"
      title="The server has made the pictures smaller than they were sent."
      actions={
        <>
          {units === 'sent' && (
            <Button onClick={() => desk.setBoxUnits('resized')}>Read the boxes in its pixels</Button>
          )}
          <Button kind="quiet" onClick={() => setDismissed(frames)}>
            Dismiss
          </Button>
        </>
      }
    >
      <Advice
        text={
          `It counts ${say(count.actual)} tokens for the prompt, where about ${say(count.expected)} were sent: it takes ` +
          `at most ${say(count.limit)} pixels of a picture (--mm-processor-kwargs). Sending no more than that avoids it.`
        }
      />
    </Notice>
  );
}

const say = (tokens: number): string => Math.round(tokens).toLocaleString('en');
