import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { isAway, isContinuable, hasWholeThinking, endedRun } from '../../session/index.ts';
import { useDesk, useStory, useSession } from '../../session/react.tsx';
import { Button, Disclosure, Notice } from '../../ui/index.ts';
import { Advice } from './Advice.tsx';
import { sayOutcome } from './statusText.ts';
import type { Ending } from './statusText.ts';

/** Why nothing was started. */
export function Problem(): ReactNode {
  const desk = useDesk();
  const problem = useSession((state) => state.startFailure);
  if (problem === null) return null;
  return (
    <EndingNotice
      ending={{ kind: 'failure', title: problem.sentence, said: problem.said, advice: problem.advice, curable: false }}
      actions={<Button onClick={desk.dismissStartFailure}>Dismiss</Button>}
    />
  );
}

interface Props {
  /** What a server has to be started with; shown where that would cure the failure. */
  readonly cure: ReactNode;
}

/** How the run ended, where that needs a word, and what can be done with what there is. */
export function Outcome({ cure }: Props): ReactNode {
  const outcome = useStory((reading) => reading.run?.outcome ?? null, null);
  const arrived = useStory((reading) => reading.completion !== '', false);
  const ended = useStory((reading) => (reading.run?.status === 'ended' ? reading : null), null);
  // Both read the whole completion: once for each story, not at each change of the settings.
  const story = useMemo(() => endedRun({ reading: ended }), [ended]);
  const continuable = useMemo(() => story !== null && isContinuable(story), [story]);
  const thought = useMemo(() => story !== null && hasWholeThinking(story), [story]);
  const run = ended?.run ?? null;
  if (outcome === null || run === null) return null;
  const ending = sayOutcome(outcome, { arrived, continuable }, run);
  // A server that has to be started first is the next thing to see to.
  const urgent = !(ending?.curable ?? false) && (run.back || !isAway(outcome));
  const can = { arrived, continuable, thought, urgent, back: run.back };
  const actions = <Actions {...can} />;
  if (ending === null) return <div className="flex flex-wrap gap-2 pt-1 pb-2 empty:hidden">{actions}</div>;
  return (
    <EndingNotice ending={ending} actions={actions}>
      {ending.curable && (
        <div className="mt-2">
          {/* Over a story it would take its place: there it waits until it is asked for. */}
          <Disclosure title="The command that serves it so" urgent={!arrived}>
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
  readonly thought: boolean;
  /** Whether Continue is the next thing to do. */
  readonly urgent: boolean;
  /** The server answers again. */
  readonly back: boolean;
}

function Actions({ arrived, continuable, thought, urgent, back }: ActionsProps): ReactNode {
  const desk = useDesk();
  const demo = useStory((reading) => reading.source === 'demo', false);
  // The demo takes the place of the frames in the tray: once they are the user's own, it is not offered again.
  const demoFrames = useSession((state) => state.demoFrames);
  const before = useSession((state) => state.previous !== null);
  if (demo) return demoFrames ? <Button onClick={() => void desk.playDemo()}>Play the demo again</Button> : null;
  return (
    <>
      {continuable && (
        <Button kind={urgent ? 'primary' : 'plain'} onClick={() => void desk.continue()}>
          Continue
        </Button>
      )}
      {arrived ? (
        <Button onClick={() => void desk.regenerate()}>Regenerate</Button>
      ) : (
        <Button kind={back ? 'primary' : 'plain'} onClick={() => void desk.generate()}>
          Try again
        </Button>
      )}
      {thought && <Button onClick={() => void desk.regenerateStory()}>Regenerate the story only</Button>}
      {before && (
        <Button kind="quiet" onClick={desk.showPrevious}>
          Back to the story before
        </Button>
      )}
    </>
  );
}

interface NoticeProps {
  readonly ending: Ending;
  readonly actions: ReactNode;
  readonly children?: ReactNode;
}

function EndingNotice({ ending, actions, children }: NoticeProps): ReactNode {
  return (
    <Notice kind={ending.kind} title={ending.title} actions={actions}>
      {ending.said !== null && (
        <blockquote className="mt-2 max-h-40 overflow-y-auto border-l-2 border-edge/50 pl-3 font-mono text-[12px] break-words whitespace-pre-wrap">
          {ending.said}
        </blockquote>
      )}
      <Advice text={ending.advice} />
      {children}
    </Notice>
  );
}
