import { useCallback, useId } from 'react';
import type { ReactNode } from 'react';
import { frameCount, isRunning } from '../../session/index.ts';
import { useDoc, usePageState, useShownFrame, useView, useRunView } from '../../session/react.tsx';
import { AnalysisTable } from './AnalysisTable.tsx';
import { EditBar } from './EditBar.tsx';
import { FrameTabs, NARRATIVE } from './FrameTabs.tsx';
import type { TabKey } from './FrameTabs.tsx';
import { hasNoThinking, ImageAnalysis, NO_THINKING } from './ImageAnalysis.tsx';
import { Notes } from './Notes.tsx';

/**
 * The Analysis view: a tab for each image and one for the narrative structure. The tab of an image shows that image on
 * the stage.
 */
export function Analysis(): ReactNode {
  const view = useRunView();
  const id = useId();
  const count = usePageState(frameCount);
  const frame = useShownFrame();
  const narrative = useView((state) => state.analysis === 'narrative');
  // An output without images has only the narrative tab.
  const shown: TabKey = narrative || count === 0 ? 'narrative' : frame;
  const choose = useCallback(
    (tab: TabKey) => {
      if (tab === 'narrative') view.choose({ analysis: 'narrative' });
      else view.show(tab);
    },
    [view],
  );
  return (
    <>
      <FrameTabs id={id} count={count} shown={shown} onChoose={choose} />
      <div
        role="tabpanel"
        id={id}
        aria-label={shown === 'narrative' ? NARRATIVE : `Image ${shown}`}
        tabIndex={0}
        className="space-y-6 pt-3 pb-6 focus-visible:-outline-offset-2"
      >
        <EditBar />
        {shown === 'narrative' ? <Narrative /> : <ImageAnalysis frame={shown} />}
      </div>
    </>
  );
}

function Narrative(): ReactNode {
  const narrative = useDoc((doc) => doc.narrative);
  const notes = useDoc((doc) => doc.notes);
  const isEmpty = useDoc(hasNoThinking);
  const thinking = useDoc(({ phase }) => phase === 'waiting' || phase === 'thinking');
  const running = usePageState(({ run }) => isRunning(run));
  return (
    <>
      {narrative === null ? (
        <p className="text-soft">
          {thinking && running
            ? 'The narrative structure comes after the last image.'
            : isEmpty
              ? NO_THINKING
              : 'The model wrote no narrative structure.'}
        </p>
      ) : (
        <AnalysisTable table={narrative} frame={null} writing={thinking && running} />
      )}
      <Notes notes={notes} />
    </>
  );
}
