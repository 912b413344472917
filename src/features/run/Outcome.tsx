import type { ReactNode } from 'react';
import { useDesk, useReading, useSession } from '../../session/react.tsx';
import { Button, Notice } from '../../ui/index.ts';
import { sayOutcome } from './words.ts';
import type { Ending } from './words.ts';

/** Why nothing was started. */
export function Problem(): ReactNode {
  const desk = useDesk();
  const problem = useSession((state) => state.problem);
  if (problem === null) return null;
  return (
    <EndingNotice
      ending={{ kind: 'failure', title: problem.sentence, said: problem.said, advice: problem.advice }}
      actions={<Button onClick={desk.dismissProblem}>Dismiss</Button>}
    />
  );
}

/** How the run ended, where that needs a word. */
export function Outcome(): ReactNode {
  const desk = useDesk();
  const outcome = useReading((reading) => reading.run?.outcome ?? null, null);
  const arrived = useReading((reading) => reading.completion !== '', false);
  const demo = useReading((reading) => reading.source === 'demo', false);
  // The demo takes the place of the frames in the tray: once they are the user's own, it is not offered again.
  const demoFrames = useSession((state) => state.demoFrames);
  const before = useSession((state) => state.before !== null);
  const ending = outcome && sayOutcome(outcome, arrived);
  if (!ending) return null;
  return (
    <EndingNotice
      ending={ending}
      actions={
        demo && demoFrames ? (
          <Button onClick={() => void desk.playDemo()}>Play the demo again</Button>
        ) : demo ? undefined : (
          <>
            <Button onClick={() => void desk.generate()}>Try again</Button>
            {!arrived && before && <Button onClick={desk.goBack}>Back to the story before</Button>}
          </>
        )
      }
    />
  );
}

function EndingNotice({ ending, actions }: { readonly ending: Ending; readonly actions: ReactNode }): ReactNode {
  return (
    <Notice kind={ending.kind} title={ending.title} actions={actions}>
      {ending.said !== null && (
        <blockquote className="mt-2 max-h-40 overflow-y-auto border-l-2 border-edge/50 pl-3 font-mono text-[12px] break-words whitespace-pre-wrap">
          {ending.said}
        </blockquote>
      )}
      <p className="mt-1.5 whitespace-pre-line">{ending.advice}</p>
    </Notice>
  );
}
