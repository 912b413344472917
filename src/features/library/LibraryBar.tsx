import { Check, Library as LibraryIcon, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Library } from '../../session/index.ts';
import { useSession, useIsLibraryShown, usePageState, useStoreState } from '../../session/react.tsx';
import { Button, useAnnounceOnce } from '../../ui/index.ts';
import { sayTime } from './text.ts';

/** Below 1200 px the header has no room for words. */
const LABEL = 'max-[1200px]:sr-only';

/** In the header: whether all is saved, and the buttons New and Library. */
export function LibraryBar({ library }: { readonly library: Library }): ReactNode {
  const session = useSession();
  const isShown = useIsLibraryShown();
  const isStarted = usePageState(({ run, frames }) => run !== null || frames.length > 0);
  return (
    <div className="flex flex-none items-center">
      {isStarted && !isShown && (
        <>
          <Saved library={library} />
          <Button
            kind="quiet"
            className="px-2"
            title="Start a new sequence; this one stays in the library"
            onClick={session.startSequence}
          >
            <Plus size={15} aria-hidden /> <span className={LABEL}>New</span>
          </Button>
        </>
      )}
      <Button
        kind="quiet"
        className={`px-2 ${isShown ? 'bg-sunk text-ink' : ''}`}
        aria-pressed={isShown}
        aria-keyshortcuts="o"
        title="Library (o)"
        onClick={() => session.showLibrary(!isShown)}
      >
        <LibraryIcon size={15} aria-hidden /> <span className={LABEL}>Library</span>
      </Button>
    </div>
  );
}

/** Whether the sequence is saved; the time on hover. */
function Saved({ library }: { readonly library: Library }): ReactNode {
  const { savedAt, problem } = useStoreState(library.saving);
  const { lasts } = useStoreState(library.store);
  const isDemo = usePageState(({ demoFrames, run }) => demoFrames && (run === null || run.source === 'demo'));
  useAnnounceOnce(problem ?? '');
  if (isDemo) return null;
  if (problem !== null || !lasts) {
    return (
      <span className="px-1.5 whitespace-nowrap text-warn" title={problem ?? 'Kept until the page is closed'}>
        Not saved
      </span>
    );
  }
  if (savedAt === null) return null;
  return (
    <span
      className="flex items-center gap-1 px-1.5 whitespace-nowrap text-soft narrow:hidden"
      title={`Saved ${sayTime(savedAt)}`}
    >
      <Check size={13} aria-hidden /> <span className={LABEL}>Saved</span>
    </span>
  );
}
