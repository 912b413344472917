import { lazy, Suspense } from 'react';
import type { ReactNode } from 'react';
import { useDesk, useView } from '../../session/react.tsx';
import { Button } from '../../ui/index.ts';
import { useKeys } from './useKeys.ts';

const KeysDialog = lazy(async () => import('./KeysDialog.tsx').then((m) => ({ default: m.KeysDialog })));

/** Hears the keys of the page, and lists them when asked. Apart from the app, so that a frame renders nothing else. */
export function Keys(): ReactNode {
  useKeys();
  const open = useView((state) => state.overlay === 'keys');
  return <Suspense fallback={null}>{open && <KeysDialog />}</Suspense>;
}

/** Opens the list of keys. */
export function KeysButton(): ReactNode {
  const { view } = useDesk();
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
