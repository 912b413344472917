import { useState } from 'react';
import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from '../../ui/index.ts';
import { ModelsView } from './ModelsView.tsx';
import { ReferenceView } from './ReferenceView.tsx';
import { RunStatistics } from './RunStatistics.tsx';
import { useSettledRun } from './useRun.ts';

/** The numbers of the papers: of the run on the page, of it against a reference, and of the models in the library. */
export function Numbers(): ReactNode {
  const run = useSettledRun();
  const [shown, setShown] = useState('run');
  if (run === null || run.completion === '') return <p className="py-3 text-soft">Nothing has arrived yet.</p>;
  return (
    <Tabs className="@container py-2.5" value={shown} onValueChange={setShown}>
      <TabList aria-label="Numbers" className="mb-3 gap-1">
        <Tab look="chip" value="run">
          This run
        </Tab>
        <Tab look="chip" value="reference">
          Against a reference
        </Tab>
        <Tab look="chip" value="models">
          Between models
        </Tab>
      </TabList>
      <TabPanel value="run" className="focus-visible:-outline-offset-2">
        <RunStatistics key={run.id} run={run} />
      </TabPanel>
      <TabPanel value="reference" className="focus-visible:-outline-offset-2">
        <ReferenceView key={run.id} run={run} />
      </TabPanel>
      <TabPanel value="models" className="focus-visible:-outline-offset-2">
        <ModelsView />
      </TabPanel>
    </Tabs>
  );
}
