import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { Library } from '../../session/index.ts';
import { useStoreState } from '../../session/react.tsx';
import { Button, Dialog } from '../../ui/index.ts';
import { saveZip } from './saveZip.ts';
import { saySize } from './text.ts';

/** The storage that is used, and what concerns the whole library. */
export function Footer({ library }: { readonly library: Library }): ReactNode {
  const { entries, lasts } = useStoreState(library.store);
  const [isAsking, setAsking] = useState(false);
  return (
    <footer className="mt-6 flex flex-wrap items-center gap-x-3 gap-y-2 text-soft">
      <p className="min-w-0 flex-[1_1_260px] narrow:basis-full">
        {lasts
          ? 'Everything stays in this browser.'
          : 'Everything is in the memory of this page, and gone when you close it.'}{' '}
        {lasts && <Usage key={entries.length} />}
      </p>
      <Button kind="quiet" disabled={entries.length === 0} onClick={() => void saveZip(library, null)}>
        Export all
      </Button>
      <Button kind="quiet" onClick={() => library.showRaw(true)}>
        Raw records
      </Button>
      <Button kind="quiet" onClick={() => setAsking(true)}>
        Delete everything …
      </Button>
      {isAsking && (
        <Dialog
          open
          title="Delete everything?"
          description="This deletes from this browser all sequences with their pictures and runs, your settings and recipes, the API key and cached files. It cannot be undone. Files that you have exported stay where you saved them."
          onOpenChange={setAsking}
        >
          <div className="mt-4 flex justify-end gap-2">
            <Button onClick={() => setAsking(false)}>Keep everything</Button>
            <Button
              kind="primary"
              onClick={() => {
                setAsking(false);
                void library.deleteEverything();
              }}
            >
              Delete everything
            </Button>
          </div>
        </Dialog>
      )}
    </footer>
  );
}

/** The storage that the page uses, and how much it may use; nothing where the browser does not say. */
function Usage(): ReactNode {
  const [text, setText] = useState('');
  useEffect(() => {
    let isOver = false;
    async function read(): Promise<void> {
      // A page over plain http has no `navigator.storage`.
      const storage = navigator.storage as StorageManager | undefined;
      const { usage, quota } = (await storage?.estimate()) ?? {};
      if (isOver || usage === undefined) return;
      setText(`It takes ${saySize(usage)}${quota === undefined ? '' : ` of ${saySize(quota)}`}.`);
    }
    void read().catch(() => null);
    return () => {
      isOver = true;
    };
  }, []);
  return text;
}
