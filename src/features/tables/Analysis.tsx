import { memo } from 'react';
import type { ReactNode } from 'react';
import type { FrameNo, Note } from '../../grounding/index.ts';
import { frameCount } from '../../session/index.ts';
import { useDesk, useDocument, useSession, useShownFrame, useView } from '../../session/react.tsx';
import { Tab, TabList, TabPanel, Tabs } from '../../ui/index.ts';
import { AnalysisTable } from './AnalysisTable.tsx';

const NARRATIVE = 'narrative';

/** The chain of thought: a tab for each image, whose picture is the stage beside it, and one for the whole. */
export function Analysis(): ReactNode {
  const { view } = useDesk();
  const count = useSession(frameCount);
  const frame = useShownFrame();
  const narrative = useView((state) => state.analysis === 'narrative');
  const shown = narrative ? NARRATIVE : String(frame);
  return (
    <Tabs
      value={shown}
      onValueChange={(value) => {
        if (value === NARRATIVE) view.choose({ analysis: 'narrative' });
        else view.show(Number(value) as FrameNo);
      }}
    >
      <TabList aria-label="Chain of thought" className="sticky top-0 z-10 gap-1 border-b border-line bg-paper py-1">
        {Array.from({ length: count }, (_, i) => (
          <Tab key={i} value={String(i + 1)} aria-label={`Image ${i + 1}`} look="chip">
            {i + 1}
          </Tab>
        ))}
        <Tab value={NARRATIVE} look="chip">
          Narrative structure
        </Tab>
      </TabList>
      <TabPanel value={shown} className="space-y-5 py-3 focus-visible:outline-offset-[-2px]">
        {narrative ? <Narrative /> : <ImageAnalysis frame={frame} />}
      </TabPanel>
    </Tabs>
  );
}

const ImageAnalysis = memo(function ImageAnalysis({ frame }: { readonly frame: FrameNo }): ReactNode {
  const all = useDocument((document) => document.analyses);
  const analyses = all.filter((analysis) => analysis.frame === frame);
  const phase = useDocument((document) => document.phase);
  if (analyses.length === 0) {
    const waiting = phase === 'waiting' || phase === 'thinking';
    return (
      <p className="text-soft">
        {waiting ? `Image ${frame} has not been analysed yet.` : `The model wrote no analysis of image ${frame}.`}
      </p>
    );
  }
  return analyses.map((analysis, i) => (
    <div key={i} className="space-y-5">
      {i > 0 && <p className="text-soft">The model analysed image {frame} once more:</p>}
      {analysis.tables.map((table, t) => (
        <AnalysisTable key={t} table={table} frame={frame} />
      ))}
      <Notes notes={analysis.notes} />
    </div>
  ));
});

function Narrative(): ReactNode {
  const narrative = useDocument((document) => document.narrative);
  const notes = useDocument((document) => document.notes);
  const done = useDocument((document) => document.phase === 'done' || document.phase === 'telling');
  return (
    <>
      {narrative === null ? (
        <p className="text-soft">
          {done ? 'The model wrote no narrative structure.' : 'The narrative structure comes after the last image.'}
        </p>
      ) : (
        <AnalysisTable table={narrative} frame={null} />
      )}
      <Notes notes={notes} />
    </>
  );
}

/** Lines of the thinking that stand in no table. */
function Notes({ notes }: { readonly notes: readonly Note[] }): ReactNode {
  if (notes.length === 0) return null;
  return (
    <div className="max-w-[46em] space-y-1.5 border-l-2 border-line pl-3 text-soft">
      {notes.slice(0, MOST_NOTES).map((note) => (
        <p key={note.at[0]} className="break-words whitespace-pre-line">
          {note.text.slice(0, MOST_LETTERS)}
        </p>
      ))}
      {(notes.length > MOST_NOTES || notes.some((note) => note.text.length > MOST_LETTERS)) && (
        <p className="italic">There is more; all of it stands in Raw.</p>
      )}
    </div>
  );
}

// Of a megabyte that is no completion, Raw shows every line; here a page of it is enough.
const MOST_NOTES = 60;
const MOST_LETTERS = 2000;
