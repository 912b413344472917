import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { History } from '../../session/index.ts';
import { useIsLibraryShown, useStoreState, useView } from '../../session/react.tsx';
import { Button, useAnnounce } from '../../ui/index.ts';
import { undoKey } from './undoKey.ts';

/** Handles the keys of undo and redo, says what they did, and offers to undo the deletion of a run. */
export function Undo({ history }: { readonly history: History }): ReactNode {
  const announce = useAnnounce();
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const how = undoKey(event);
      if (how === null) return;
      event.preventDefault();
      void history[how](history.scope());
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, [history]);
  useEffect(
    () =>
      history.store.subscribe(({ last }, { last: before }) => {
        if (last !== null && last !== before) announce(sayTravel(last));
      }),
    [history, announce],
  );
  return <DeletedRun history={history} />;
}

function sayTravel({ how, labels, failed }: NonNullable<ReturnType<History['store']['getState']>['last']>): string {
  const done = labels.length === 0 ? '' : `${how === 'undo' ? 'Undone' : 'Redone'}: ${labels.join(', ')}.`;
  if (failed) return `${done} The next step could not be ${how === 'undo' ? 'undone' : 'redone'}.`.trim();
  return done || `Nothing to ${how}.`;
}

/** Offers to bring back a run, as long as its deletion is the last step. */
function DeletedRun({ history }: { readonly history: History }): ReactNode {
  useStoreState(history.store);
  useView(({ place }) => place.sequence);
  const isLibraryShown = useIsLibraryShown();
  const [closed, setClosed] = useState<unknown>(null);
  const step = history.stackOf(history.scope()).past.at(-1);
  const isDeletion = step?.parts.some((part) => part.record === 'list' && !part.listed) ?? false;
  if (step === undefined || !isDeletion || isLibraryShown || closed === step) return null;
  return (
    <section
      aria-label="Undo"
      className="fade-in fixed bottom-12 left-1/2 z-40 flex -translate-x-1/2 items-center gap-2 rounded-lg border border-line bg-sheet py-1.5 pr-1.5 pl-3 shadow-lift"
    >
      <p className="whitespace-nowrap">Done: {step.label}.</p>
      <Button onClick={() => void history.undo(history.scope())}>Undo</Button>
      <Button kind="quiet" className="px-1.5" aria-label="Close" onClick={() => setClosed(step)}>
        <X size={14} aria-hidden />
      </Button>
    </section>
  );
}
