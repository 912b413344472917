import { Suspense } from 'react';
import type { ReactNode } from 'react';
import { useSession, useView } from '../../session/react.tsx';
import { Button, onDemand } from '../../ui/index.ts';
import { useEscape } from './useEscape.ts';
import { useKeys } from './useKeys.ts';

const KeysDialog = onDemand(async () => (await import('./KeysDialog.tsx')).KeysDialog);

/**
 * Handles the page's keys and shows the list of them. A separate component, so that a change of the frame renders only
 * this.
 */
export function Keys(): ReactNode {
  useKeys();
  useEscape();
  const open = useView((state) => state.overlay === 'keys');
  return <Suspense fallback={null}>{open && <KeysDialog />}</Suspense>;
}

/** The button that opens the list of keys. */
export function KeysButton(): ReactNode {
  const { view } = useSession();
  return (
    <Button
      kind="quiet"
      className="w-8 justify-center"
      aria-label="Keys"
      aria-keyshortcuts="?"
      title="Keys (?)"
      onClick={() => view.choose({ overlay: 'keys' })}
    >
      ?
    </Button>
  );
}
