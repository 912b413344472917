import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { isAway, isContinuable, hasWholeThinking, endedRun } from '../../session/index.ts';
import { useSession, useStory, usePageState } from '../../session/react.tsx';
import { Button, Disclosure } from '../../ui/index.ts';
import { EndingNotice } from './EndingNotice.tsx';
import { sayOutcome } from './outcomeText.ts';

interface Props {
  /** The server command; shown if a server started with it would not fail this way. */
  readonly cure: ReactNode;
}

/** Explains how the run ended, unless it finished normally, and offers the actions that are possible now. */
export function Outcome({ cure }: Props): ReactNode {
  const outcome = useStory((run) => run.progress?.outcome ?? null, null);
  const arrived = useStory((run) => run.completion !== '', false);
  const ended = useStory((run) => (run.progress?.status === 'ended' ? run : null), null);
  // Both checks read the whole completion, so they are made once per run and not at each change of the settings.
  const story = useMemo(() => endedRun({ run: ended }), [ended]);
  const continuable = useMemo(() => story !== null && isContinuable(story), [story]);
  const thinkingComplete = useMemo(() => story !== null && hasWholeThinking(story), [story]);
  const progress = ended?.progress ?? null;
  if (outcome === null || progress === null) return null;
  const ending = sayOutcome(outcome, { arrived, continuable }, progress);
  // Continue is not the next step if the user has to start the server first.
  const urgent = !(ending?.curable ?? false) && (progress.back || !isAway(outcome));
  const actions = <Actions {...{ arrived, continuable, thinkingComplete, urgent, back: progress.back }} />;
  if (ending === null) return <div className="flex flex-wrap gap-2 pt-1 pb-2 empty:hidden">{actions}</div>;
  return (
    <EndingNotice ending={ending} actions={actions}>
      {ending.curable && (
        <div className="mt-2">
          {/* If there is a story, the command stays folded, so that it does not push the story down. */}
          <Disclosure title="Server command that fixes this" urgent={!arrived}>
            {cure}
          </Disclosure>
        </div>
      )}
    </EndingNotice>
  );
}

interface ActionsProps {
  readonly arrived: boolean;
  readonly continuable: boolean;
  readonly thinkingComplete: boolean;
  /** Whether Continue is the most likely next step. */
  readonly urgent: boolean;
  /** Whether the server answers again after a failure. */
  readonly back: boolean;
}

function Actions({ arrived, continuable, thinkingComplete, urgent, back }: ActionsProps): ReactNode {
  const session = useSession();
  const demo = useStory((run) => run.source === 'demo', false);
  // The demo replaces the frames on the page, so it is offered only while they are the demo's.
  const demoFrames = usePageState((state) => state.demoFrames);
  const hasPrevious = usePageState((state) => state.previous !== null);
  if (demo) return demoFrames ? <Button onClick={() => void session.playDemo()}>Play the demo again</Button> : null;
  return (
    <>
      {continuable && (
        <Button kind={urgent ? 'primary' : 'plain'} onClick={() => void session.continue()}>
          Continue
        </Button>
      )}
      {arrived ? (
        <Button onClick={() => void session.regenerate()}>Regenerate</Button>
      ) : (
        <Button kind={back ? 'primary' : 'plain'} onClick={() => void session.generate()}>
          Try again
        </Button>
      )}
      {thinkingComplete && <Button onClick={() => void session.regenerateStory()}>Regenerate the story only</Button>}
      {hasPrevious && (
        <Button kind="quiet" onClick={session.showPrevious}>
          Back to the previous story
        </Button>
      )}
    </>
  );
}
