import { BookmarkPlus, Check, Library as LibraryIcon, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { isRunning } from '../../session/index.ts';
import type { Library } from '../../session/index.ts';
import { useSession, useIsLibraryShown, usePageState, useStoreState, useView } from '../../session/react.tsx';
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
  const { lasts, entries } = useStoreState(library.store);
  const sequence = useView(({ place }) => place.sequence);
  // Before the first write of this visit, a sequence that was opened is saved as it is.
  const stored = entries.find(({ id }) => id === sequence);
  const isDemo = usePageState(({ demoFrames, run }) => demoFrames && (run === null || run.source === 'demo'));
  useAnnounceOnce(problem ?? '');
  if (isDemo) return lasts ? <KeepDemo library={library} /> : null;
  if (problem !== null || !lasts) {
    return (
      <span className="px-1.5 whitespace-nowrap text-warn" title={problem ?? 'Kept until the page is closed'}>
        Not saved
      </span>
    );
  }
  const at = savedAt ?? stored?.updatedAt ?? null;
  if (at === null) return null;
  return (
    <span
      className="flex items-center gap-1 px-1.5 whitespace-nowrap text-soft narrow:hidden"
      title={`Saved ${sayTime(at)}`}
    >
      <Check size={13} aria-hidden /> <span className={LABEL}>Saved</span>
    </span>
  );
}

/** The demo is not kept unless the user asks for it. */
function KeepDemo({ library }: { readonly library: Library }): ReactNode {
  const hasEnded = usePageState(({ run }) => run !== null && !isRunning(run));
  if (!hasEnded) return null;
  return (
    <Button
      kind="quiet"
      className="px-2 narrow:hidden"
      title="The demo is not saved. Keep it in the library"
      onClick={library.keepDemo}
    >
      <BookmarkPlus size={15} aria-hidden /> <span className={LABEL}>Keep the demo</span>
    </Button>
  );
}
