import type { ReactNode } from 'react';
import { sayCount } from '../../grounding/base.ts';
import type { Library } from '../../session/index.ts';
import { useSession, useStoreState } from '../../session/react.tsx';
import { Button, Notice } from '../../ui/index.ts';
import { saveZip } from './saveZip.ts';

/** What the user must know about the storage: why nothing is saved, what cannot be read, and when the browser forgets. */
export function StorageNotices({ library }: { readonly library: Library }): ReactNode {
  const session = useSession();
  const { entries, missing, unreadable, sevenDays, hidden } = useStoreState(library.store);
  const { problem } = useStoreState(library.saving);
  const trouble = missing?.sentence ?? problem;
  const exportAll = entries.length > 0 && <Button onClick={() => void saveZip(library, null)}>Export all</Button>;
  const showRaw = (
    <Button
      onClick={() => {
        session.showLibrary(true);
        library.showRaw(true);
      }}
    >
      Show raw records
    </Button>
  );
  return (
    <>
      {trouble !== null && !hidden.includes(trouble) && (
        <Notice
          kind="failure"
          title="Your work is not saved"
          actions={
            <>
              {exportAll}
              {missing?.hasDatabase && showRaw}
              <Button onClick={() => library.hide(trouble)}>Hide</Button>
            </>
          }
        >
          <p className="mt-1">{trouble}</p>
        </Notice>
      )}
      {unreadable > 0 && !hidden.includes(UNREADABLE) && (
        <Notice
          kind="failure"
          title={`${sayCount(unreadable, 'record')} of the library cannot be read`}
          actions={
            <>
              {showRaw}
              <Button onClick={() => library.hide(UNREADABLE)}>Hide</Button>
            </>
          }
        >
          <p className="mt-1">{UNREADABLE}</p>
        </Notice>
      )}
      {sevenDays && (
        <Notice
          kind="note"
          title="Safari deletes the library if you do not open this page for seven days"
          actions={
            <>
              {exportAll}
              <Button onClick={library.hideSevenDays}>Got it</Button>
            </>
          }
        >
          <p className="mt-1">Export what you want to keep for longer. StoryLens says this only once.</p>
        </Notice>
      )}
    </>
  );
}

const UNREADABLE = 'StoryLens changes and deletes nothing of it. You can look at the raw records and export them.';
