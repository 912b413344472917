import { lazy, Suspense } from 'react';
import type { ReactNode } from 'react';
import { RulerChoice } from '../features/run/index.ts';
import { Setup } from '../features/setup/index.ts';
import { StageView } from '../features/stage/index.ts';
import { Story } from '../features/story/index.ts';
import { Analysis } from '../features/tables/index.ts';
import type { Panel } from '../session/index.ts';
import { useDesk, useReading, useView } from '../session/react.tsx';
import { Tab, TabList, TabPanel, Tabs, useMedia } from '../ui/index.ts';

const Identities = lazy(async () => import('../features/identities/index.ts').then((m) => ({ default: m.Identities })));
const Raw = lazy(async () => import('../features/raw/index.ts').then((m) => ({ default: m.Raw })));

interface Props {
  /** What went wrong; it is seen whatever is shown, and however far the story is scrolled. */
  readonly messages: ReactNode;
}

/** The desk with a reading on it: the story and, beside or above it, the picture and the tables. */
export function Workspace({ messages }: Props): ReactNode {
  const wide = useMedia('(width >= 900px)');
  if (wide) {
    return (
      <main className="grid min-h-0 grid-cols-[minmax(0,46fr)_minmax(0,54fr)]">
        <div className="min-h-0 border-r border-line">
          <Story
            ending={
              <div className="sticky bottom-0 mt-6 ml-[72px] max-w-[640px] space-y-3 bg-sheet not-has-[.notice]:static empty:hidden">
                {messages}
              </div>
            }
          />
        </div>
        <Side>
          <Panels story={null} />
        </Side>
      </main>
    );
  }
  return (
    <main className="flex min-h-0 min-w-0 flex-col">
      <div className="min-h-0 flex-1">
        <Side>
          <Panels story={<Story ending={null} />} />
        </Side>
      </div>
      <div className="max-h-[45%] flex-none space-y-3 overflow-y-auto border-t border-line p-3 empty:hidden">
        {messages}
      </div>
    </main>
  );
}

/** The picture and what is below it; in its place the setup, when that is open or the run has failed at the start. */
function Side({ children }: { readonly children: ReactNode }): ReactNode {
  const { view } = useDesk();
  const asked = useView((state) => state.setup);
  const wide = useMedia('(width >= 900px)');
  const failedAtOnce = useReading(({ run, completion }) => run?.outcome?.type === 'failed' && completion === '', false);
  if (asked || (failedAtOnce && wide)) {
    return (
      <div className="h-full overflow-y-auto px-5 py-5">
        <div className="mb-3 flex items-baseline justify-between">
          <h2 className="font-serif text-[19px] font-semibold">Setup</h2>
          {asked && (
            <button type="button" className="text-soft hover:text-ink" onClick={() => view.choose({ setup: false })}>
              Close
            </button>
          )}
        </div>
        <Setup />
      </div>
    );
  }
  return (
    <div className="flex h-full min-h-0 min-w-0 flex-col">
      <div className="flex-none px-3 pt-3 wide:px-5 wide:pt-4">
        <StageView tools={<RulerChoice />} />
      </div>
      {children}
    </div>
  );
}

/** The tabs beside the story; where there is no room beside it, the story is one of them. */
function Panels({ story }: { readonly story: ReactNode }): ReactNode {
  const { view } = useDesk();
  const panel = useView((state) => state.panel);
  const shown = panel === 'story' && story === null ? 'analysis' : panel;
  return (
    <Tabs
      className="flex min-h-0 flex-1 flex-col"
      value={shown}
      onValueChange={(value) => view.choose({ panel: value as Panel })}
    >
      <TabList aria-label="Views" className="gap-5 border-b border-line px-3 wide:px-5">
        {story !== null && <Tab value="story">Story</Tab>}
        <Tab value="analysis">Analysis</Tab>
        <Tab value="identities">Identities</Tab>
        <Tab value="raw">Raw</Tab>
      </TabList>
      {story !== null && (
        <TabPanel value="story" className="min-h-0 flex-1">
          {story}
        </TabPanel>
      )}
      <TabPanel
        value="analysis"
        className="min-h-0 flex-1 overflow-y-auto px-3 focus-visible:-outline-offset-2 wide:px-5"
      >
        <Analysis />
      </TabPanel>
      <TabPanel value="identities" className="min-h-0 flex-1 focus-visible:-outline-offset-2">
        <Suspense fallback={null}>
          <Identities />
        </Suspense>
      </TabPanel>
      <TabPanel value="raw" className="min-h-0 flex-1 px-3 pb-3 focus-visible:-outline-offset-2 wide:px-5">
        <Suspense fallback={null}>
          <Raw />
        </Suspense>
      </TabPanel>
    </Tabs>
  );
}
