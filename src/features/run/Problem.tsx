import type { ReactNode } from 'react';
import { useSession, usePageState } from '../../session/react.tsx';
import { Button } from '../../ui/index.ts';
import { EndingNotice } from './EndingNotice.tsx';

/** Explains why a run could not start. */
export function Problem(): ReactNode {
  const session = useSession();
  const failure = usePageState((state) => state.startFailure);
  if (failure === null) return null;
  return (
    <EndingNotice
      ending={{ kind: 'failure', title: failure.sentence, said: failure.said, advice: failure.advice, curable: false }}
      actions={<Button onClick={session.dismissStartFailure}>Dismiss</Button>}
    />
  );
}
