import { FileText } from 'lucide-react';
import { Suspense, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { sayCount } from '../grounding/base.ts';
import { AddFrames, CanvasNotice, DropTarget, FramesBar, FileFailures, loadStrip } from '../features/frames/index.ts';
import { Keys, KeysButton } from '../features/keys/index.ts';
import { Problem, RunButton, Status } from '../features/run/index.ts';
import { RunMenu } from '../features/runs/index.ts';
import { loadSetup, Setup, SetupLine } from '../features/setup/index.ts';
import { Welcome } from '../features/welcome/index.ts';
import { loadRequests } from '../inference/index.ts';
import type { NamedText } from '../session/index.ts';
import { useIsLibraryShown, useLibrary, useStory, usePageState, useView } from '../session/react.tsx';
import { Button, LiveRegion, onDemand } from '../ui/index.ts';
import { PageBoundary, PaneBoundary } from './Boundaries.tsx';

// The first view does not need these, so they load later. The workspace loads as soon as the browser is idle.
const Workspace = onDemand(async () => (await import('./Workspace.tsx')).Workspace);
const PaneToggles = onDemand(async () => (await import('./PaneToggles.tsx')).PaneToggles);
const PageHooks = onDemand(async () => (await import('./PageHooks.tsx')).PageHooks);
const Overlays = onDemand(async () => (await import('./Overlays.tsx')).Overlays);
const StageView = onDemand(async () => (await import('../features/stage/index.ts')).StageView);
const OpenOutput = onDemand(async () => (await import('../features/open/index.ts')).OpenOutput);
const LibraryBar = onDemand(async () => (await import('../features/library/index.ts')).LibraryBar);
const LibraryPage = onDemand(async () => (await import('../features/library/index.ts')).LibraryPage);
const StorageNotices = onDemand(async () => (await import('../features/library/index.ts')).StorageNotices);
const Notices = onDemand(async () => (await import('../features/library/index.ts')).Notices);
const LastSequences = onDemand(async () => (await import('../features/library/index.ts')).LastSequences);

/** Loads the code that a run needs, so that a run works even if the page's own server has stopped by then. */
async function loadForRun(): Promise<void> {
  await Promise.allSettled([Workspace.load(), loadSetup(), loadStrip(), loadRequests()]);
}

export function App(): ReactNode {
  return (
    <LiveRegion>
      <PageBoundary>
        <Page />
      </PageBoundary>
    </LiveRegion>
  );
}

function Page(): ReactNode {
  const [opening, setOpening] = useState<readonly NamedText[] | null>(null);
  const open = (): void => setOpening([]);
  const empty = usePageState((state) => state.run === null && state.frames.length === 0 && state.adding === null);
  const hasRun = usePageState((state) => state.run !== null);
  const library = useLibrary();
  const isLibraryShown = useIsLibraryShown();
  useEffect(() => {
    const loading = setTimeout(() => void loadForRun(), 300);
    return () => clearTimeout(loading);
  }, []);
  const messages = (
    <>
      <FileFailures />
      <CanvasNotice />
      <Problem />
      <Suspense fallback={null}>{library && <StorageNotices library={library} />}</Suspense>
    </>
  );
  return (
    <div className="grid h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[auto_auto_minmax(0,1fr)_auto]">
      <div>
        <Header onOpenOutput={open} />
        <Suspense fallback={null}>{library && <Notices library={library} />}</Suspense>
      </div>
      {empty || isLibraryShown ? (
        <span hidden />
      ) : (
        <PaneBoundary name="filmstrip">
          <FramesBar />
        </PaneBoundary>
      )}
      {isLibraryShown && library !== null ? (
        <PaneBoundary name="library">
          <Suspense fallback={<main />}>
            <LibraryPage library={library} />
          </Suspense>
        </PaneBoundary>
      ) : hasRun ? (
        <Suspense fallback={<main />}>
          <Workspace messages={messages} />
        </Suspense>
      ) : (
        <main className="min-h-0 overflow-y-auto">
          <div className="mx-auto grid max-w-[1240px] gap-x-14 gap-y-8 px-5 py-8 wide:grid-cols-[minmax(0,1fr)_minmax(0,440px)] wide:px-10 wide:py-12">
            <div className="min-w-0 space-y-5">
              {messages}
              {empty ? (
                <Welcome addFrames={<AddFrames className="h-10 px-4 text-[14px]" />} onOpenOutput={open} />
              ) : (
                <Ready />
              )}
              <Suspense fallback={null}>{empty && library && <LastSequences library={library} />}</Suspense>
            </div>
            <div className="min-w-0">
              <h2 className="mb-3 font-serif text-[19px] font-semibold">Your server</h2>
              <PaneBoundary name="setup">
                <Setup />
              </PaneBoundary>
            </div>
          </div>
        </main>
      )}
      <Suspense fallback={null}>
        <PageHooks />
      </Suspense>
      {!isLibraryShown && <DropTarget onOutputs={setOpening} />}
      <Keys />
      <Suspense fallback={null}>
        {opening && <OpenOutput initial={opening} onClose={() => setOpening(null)} />}
      </Suspense>
      <Suspense fallback={null}>
        <Overlays onOpenOutput={open} />
      </Suspense>
    </div>
  );
}

/** Shown when there are frames but no run yet. */
function Ready(): ReactNode {
  const count = usePageState((state) => state.frames.length);
  return (
    <>
      <h1 className="font-serif text-[26px] leading-tight font-semibold">
        {count === 0 ? 'Reading the first picture.' : `${sayCount(count, 'frame is', 'frames are')} ready.`}
      </h1>
      <p className="text-soft">
        Sort them by dragging, or with Space and the arrow keys. Then press Generate: the model sees them in this order.
      </p>
      <PaneBoundary name="picture">
        <Suspense fallback={null}>
          <StageView room="flow" />
        </Suspense>
      </PaneBoundary>
    </>
  );
}

function Header({ onOpenOutput }: { readonly onOpenOutput: () => void }): ReactNode {
  const title = useStory((run) => run.title, null);
  const hasRun = usePageState((state) => state.run !== null);
  const library = useLibrary();
  const isLibraryShown = useIsLibraryShown();
  // A rater must see neither the model nor the run.
  const blind = useView((state) => state.rating?.blind ?? false);
  const started = usePageState((state) => state.run !== null || state.frames.length > 0);
  return (
    <header className="flex items-center gap-x-2 gap-y-1.5 border-b border-line bg-sheet px-4 py-2 narrow:flex-wrap wide:gap-x-2.5">
      <p className="font-serif text-[17px] font-semibold tracking-[-0.01em]">
        Story<span className="text-accent">Lens</span>
      </p>
      {hasRun && !isLibraryShown && (
        <h1 tabIndex={-1} className="min-w-0 shrink-[999] truncate text-soft outline-none narrow:sr-only">
          {(blind ? null : title) ?? <span className="sr-only">Story</span>}
        </h1>
      )}
      <div className="flex-1" />
      {!isLibraryShown && !blind && (
        <>
          {hasRun && <SetupLine />}
          {/* Users read the phase most often, so it keeps its width, and the name of the model is shortened. */}
          <div className="max-w-[400px] min-w-0 flex-none narrow:order-last narrow:max-w-none narrow:basis-full">
            <Status />
          </div>
          <RunMenu />
          <Suspense fallback={null}>{hasRun && <PaneToggles />}</Suspense>
        </>
      )}
      <Suspense fallback={null}>{library && <LibraryBar library={library} />}</Suspense>
      {started && !isLibraryShown && (
        <Button kind="quiet" className="px-2" title="Open an output" onClick={onOpenOutput}>
          <FileText size={15} aria-hidden /> <span className="sr-only">Open an output</span>
        </Button>
      )}
      <KeysButton />
      {!isLibraryShown && <RunButton />}
    </header>
  );
}
