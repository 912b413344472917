import { Suspense } from 'react';
import type { ReactNode } from 'react';
import { Audit } from '../features/audit/index.ts';
import { Analysis } from '../features/tables/index.ts';
import type { Panel } from '../session/index.ts';
import { useSession, useView } from '../session/react.tsx';
import { onDemand, Tab, TabList, TabPanel, Tabs } from '../ui/index.ts';
import { PaneBoundary } from './Boundaries.tsx';

const Identities = onDemand(async () => (await import('../features/identities/index.ts')).Identities);
const Numbers = onDemand(async () => (await import('../features/numbers/index.ts')).Numbers);
const Raw = onDemand(async () => (await import('../features/raw/index.ts')).Raw);

/** The tabs of the views. On a narrow page, the story is one of them. */
export function Panels({ story }: { readonly story: ReactNode }): ReactNode {
  const { view } = useSession();
  const panel = useView((state) => state.panel);
  const shown = panel === 'story' && story === null ? 'analysis' : panel;
  return (
    <Tabs
      className="flex h-full min-h-0 flex-1 flex-col"
      value={shown}
      onValueChange={(value) => view.choose({ panel: value as Panel })}
    >
      <TabList aria-label="Views" className="gap-5 border-b border-line px-3 wide:px-5">
        {story !== null && <Tab value="story">Story</Tab>}
        <Tab value="analysis">Analysis</Tab>
        <Tab value="identities">Identities</Tab>
        <Tab value="audit">Audit</Tab>
        <Tab value="numbers">Numbers</Tab>
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
        <PaneBoundary name="analysis">
          <Analysis />
        </PaneBoundary>
      </TabPanel>
      <TabPanel value="identities" className="min-h-0 flex-1 focus-visible:-outline-offset-2">
        <PaneBoundary name="identities">
          <Suspense fallback={null}>
            <Identities />
          </Suspense>
        </PaneBoundary>
      </TabPanel>
      <TabPanel value="audit" className="min-h-0 flex-1 focus-visible:-outline-offset-2">
        <PaneBoundary name="audit">
          <Suspense fallback={null}>
            <Audit />
          </Suspense>
        </PaneBoundary>
      </TabPanel>
      <TabPanel
        value="numbers"
        className="min-h-0 flex-1 overflow-y-auto px-3 focus-visible:-outline-offset-2 wide:px-5"
      >
        <PaneBoundary name="numbers">
          <Suspense fallback={null}>
            <Numbers />
          </Suspense>
        </PaneBoundary>
      </TabPanel>
      <TabPanel value="raw" className="min-h-0 flex-1 px-3 pb-3 focus-visible:-outline-offset-2 wide:px-5">
        <PaneBoundary name="raw">
          <Suspense fallback={null}>
            <Raw />
          </Suspense>
        </PaneBoundary>
      </TabPanel>
    </Tabs>
  );
}
