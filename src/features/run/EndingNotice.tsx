import type { ReactNode } from 'react';
import { Notice, OpenLink } from '../../ui/index.ts';
import { Advice } from './Advice.tsx';
import type { Ending } from './outcomeText.ts';

interface NoticeProps {
  readonly ending: Ending;
  readonly actions: ReactNode;
  readonly children?: ReactNode;
}

/** Why a run ended or did not start, with what the server said and what the user can do. */
export function EndingNotice({ ending, actions, children }: NoticeProps): ReactNode {
  return (
    <Notice kind={ending.kind} title={ending.title} actions={actions}>
      {ending.said !== null && (
        <blockquote className="mt-2 max-h-40 overflow-y-auto border-l-2 border-edge/50 pl-3 font-mono text-[12px] break-words whitespace-pre-wrap">
          {ending.said}
        </blockquote>
      )}
      <Advice text={ending.advice} />
      {ending.open !== undefined && <OpenLink href={ending.open} />}
      {children}
    </Notice>
  );
}
