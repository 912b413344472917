import { Suspense } from 'react';
import type { ReactNode } from 'react';
import {
  Facts,
  LeftOut,
  Outcome,
  Repeating,
  Resized,
  BoxUnitsSuggestion,
  Stall,
  Waiting,
} from '../features/run/index.ts';
import { FramesDiffer } from '../features/runs/index.ts';
import { ServeCommand, Setup } from '../features/setup/index.ts';
import { WalkBar } from '../features/audit/index.ts';
import { useSession, useStory, usePageState, useView } from '../session/react.tsx';
import { useColouring } from './useColouring.ts';
import { useOtherKinds } from './useOtherKinds.ts';
import { onDemand, Panes, useMedia } from '../ui/index.ts';
import { PaneBoundary } from './Boundaries.tsx';
import { Panels } from './Panels.tsx';
import { PicturePane, StoryPane } from './panes.tsx';

const RatingBar = onDemand(async () => (await import('../features/rating/index.ts')).RatingBar);

interface Props {
  /** Messages about the frames and the run. They are visible in every view and at every scroll position. */
  readonly messages: ReactNode;
}

/** The page with a story: the story and, next to it or above it, the picture and the other views. */
export function Workspace({ messages }: Props): ReactNode {
  const wide = useMedia('(width >= 900px)');
  const isRating = useView((state) => state.rating !== null);
  const blind = useView((state) => state.rating?.blind ?? false);
  const isReadOnly = usePageState(({ readOnly }) => readOnly !== null);
  useColouring();
  useOtherKinds();
  const all = (
    <>
      {messages}
      <Waiting />
      <Stall />
      <Repeating />
      <LeftOut />
      <FramesDiffer />
      <Resized />
      <BoxUnitsSuggestion />
      {!isReadOnly && <Outcome cure={<ServeCommand />} />}
    </>
  );
  return (
    <>
      {wide ? <WideWorkspace messages={all} /> : <NarrowWorkspace messages={all} />}
      <PaneBoundary name="audit">
        <WalkBar />
        <Suspense fallback={null}>{isRating && <RatingBar />}</Suspense>
      </PaneBoundary>
      {!blind && <Facts />}
    </>
  );
}

/** The minimum sizes of the panes, in CSS pixels. */
const MIN_SIZES = { story: 340, side: 380, picture: 150, views: 130 };

function WideWorkspace({ messages }: Props): ReactNode {
  const session = useSession();
  const share = usePageState((state) => state.preferences.storyShare);
  const { story, side } = useFolds();
  return (
    <main className="min-h-0">
      <Panes
        direction="horizontal"
        label="Width of the story"
        share={share}
        first={{
          id: 'story',
          minSize: MIN_SIZES.story,
          folded: story,
          content: <StoryPane messages={messages} />,
        }}
        second={{ id: 'side', minSize: MIN_SIZES.side, folded: side, content: <Side /> }}
        onChange={({ share: storyShare, folded }) => {
          session.prefer({
            storyShare,
            foldStory: folded === 'first',
            ...(folded === 'second' && { foldPicture: true, foldViews: true }),
          });
        }}
      />
    </main>
  );
}

/**
 * Which panes are folded. `side` is the pane beside the story: it is folded if the picture and the views are folded and
 * the setup is closed.
 */
function useFolds(): { readonly story: boolean; readonly side: boolean } {
  const { foldStory, foldPicture, foldViews } = usePageState((state) => state.preferences);
  const setup = useSetupShown();
  const side = foldPicture && foldViews && !setup;
  return { story: foldStory && !side, side };
}

function useSetupShown(): boolean {
  const asked = useView((state) => state.setup);
  const failedAtStart = useStory(
    ({ progress, completion }) => progress?.outcome?.type === 'failed' && completion === '',
    false,
  );
  return asked || failedAtStart;
}

/** The picture and the views below it, or the setup if it is open or the run failed at the start. */
function Side(): ReactNode {
  const session = useSession();
  const setup = useSetupShown();
  const { pictureShare, foldPicture, foldViews } = usePageState((state) => state.preferences);
  if (setup) return <OpenSetup />;
  return (
    <Panes
      direction="vertical"
      label="Height of the picture"
      share={pictureShare}
      first={{
        id: 'picture',
        minSize: MIN_SIZES.picture,
        folded: foldPicture,
        content: (
          <div className="h-full px-5 pt-4 pb-1">
            <PicturePane />
          </div>
        ),
      }}
      second={{
        id: 'views',
        minSize: MIN_SIZES.views,
        folded: foldViews && !foldPicture,
        content: <Panels story={null} />,
      }}
      onChange={({ share, folded }) => {
        session.prefer({ pictureShare: share, foldPicture: folded === 'first', foldViews: folded === 'second' });
      }}
    />
  );
}

function NarrowWorkspace({ messages }: Props): ReactNode {
  const setup = useView((state) => state.setup);
  const panel = useView((state) => state.panel);
  return (
    <main className="flex min-h-0 min-w-0 flex-col">
      <div className="flex min-h-0 flex-1 flex-col">
        {setup ? (
          <OpenSetup />
        ) : (
          <>
            <div className="h-[min(34dvh,calc(56.25vw+44px))] flex-none px-3 pt-3">
              <PicturePane />
            </div>
            <Panels story={<StoryPane messages={messages} />} />
          </>
        )}
      </div>
      {(setup || panel !== 'story') && (
        // Here the story, which normally contains the messages, is not shown. The messages get at most a quarter of the
        // height.
        <div className="max-h-[24%] flex-none space-y-3 overflow-y-auto border-t border-line p-3 empty:hidden">
          {messages}
        </div>
      )}
    </main>
  );
}

function OpenSetup(): ReactNode {
  const { view } = useSession();
  const asked = useView((state) => state.setup);
  return (
    <div className="h-full overflow-y-auto px-5 py-5">
      <div className="mx-auto max-w-[560px]">
        <div className="mb-3 flex items-baseline justify-between">
          <h2 className="font-serif text-[19px] font-semibold">Setup</h2>
          {asked && (
            <button type="button" className="text-soft hover:text-ink" onClick={() => view.choose({ setup: false })}>
              Close
            </button>
          )}
        </div>
        <PaneBoundary name="setup">
          <Setup />
        </PaneBoundary>
      </div>
    </div>
  );
}
