import { useState } from 'react';
import type { ReactNode } from 'react';
import { sayCount, sayNumber } from '../../grounding/base.ts';
import { countOf } from '../../session/index.ts';
import { useSession, useStory } from '../../session/react.tsx';
import { Button, Notice } from '../../ui/index.ts';
import { Advice } from './Advice.tsx';

/** Says that the server made the pictures smaller. StoryLens concludes this from the server's count of prompt tokens. */
export function Resized(): ReactNode {
  const session = useSession();
  const frames = useStory((run) => run.frames, null);
  const units = useStory((run) => run.units.plain, null);
  const count = useStory(
    ({ source, progress, frames: sent }) => (source === 'model' && progress ? countOf(progress, sent) : null),
    null,
  );
  const [dismissed, setDismissed] = useState<unknown>(null);
  if (count === null || count.limit === null || frames === dismissed) return null;
  return (
    <Notice
      kind="note"
      title="The server made the pictures smaller."
      actions={
        <>
          {units === 'sent' && <Button onClick={() => session.setBoxUnits('resized')}>Use resized pixels</Button>}
          <Button kind="quiet" onClick={() => setDismissed(frames)}>
            Dismiss
          </Button>
        </>
      }
    >
      <Advice
        text={
          `The server counted ${sayCount(count.actual, 'token')} in the prompt; about ${sayNumber(Math.round(count.expected))} were sent. It accepts at ` +
          `most ${sayNumber(count.limit)} pixels per picture (--mm-processor-kwargs). To avoid this, send no more than that.`
        }
      />
    </Notice>
  );
}
