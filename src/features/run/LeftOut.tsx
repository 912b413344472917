import { useState } from 'react';
import type { ReactNode } from 'react';
import { useStory } from '../../session/react.tsx';
import { FIELD_NAMES } from '../../session/index.ts';
import { Button, Notice } from '../../ui/index.ts';
import { Advice } from './Advice.tsx';

/** Says which fields the server does not know, and what is not possible without them. */
export function LeftOut(): ReactNode {
  const omitted = useStory((run) => run.progress?.omitted ?? null, null);
  const [dismissed, setDismissed] = useState<unknown>(null);
  if (omitted === null || omitted === dismissed) return null;
  const names = omitted.map((field) => FIELD_NAMES[field] ?? field);
  return (
    <Notice
      kind="note"
      title="The server does not know all fields of the request."
      actions={
        <Button kind="quiet" onClick={() => setDismissed(omitted)}>
          Dismiss
        </Button>
      }
    >
      <Advice
        text={
          `It refused the request until StoryLens left out ${new Intl.ListFormat('en').format(names)}. ` +
          'Continue is not offered, because this server refuses the fields that Continue needs.'
        }
      />
    </Notice>
  );
}
