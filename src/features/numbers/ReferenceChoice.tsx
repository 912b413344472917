import { useState } from 'react';
import type { ReactNode } from 'react';
import { sayCount } from '../../grounding/base.ts';
import { comparandOf, comparisonOf, sceneOf } from '../../session/index.ts';
import type { ReferenceFile, ShownRun } from '../../session/index.ts';
import { useRecords, useSession, useStoreState } from '../../session/react.tsx';
import { Button, Select, useAnnounce } from '../../ui/index.ts';
import { storyIn, useReferenceFile } from './useReferenceFile.tsx';

const NONE = '';

/** Chooses what the run is compared with: another run of its sequence, or an output in a file. */
export function ReferenceChoice({ run }: { readonly run: ShownRun }): ReactNode {
  const session = useSession();
  const store = comparisonOf(session);
  const { reference } = useStoreState(store);
  const announce = useAnnounce();
  const own = useRecords(({ runs }) => runs[run.id]?.sequence ?? '');
  const runs = useRecords(({ sequences }) => sequences[own]?.runs ?? NO_RUNS);
  const others = runs.flatMap((id, i) => (id === run.id ? [] : [{ value: id, label: `Run ${i + 1}` }]));
  const [row, setRow] = useState(0);
  const opener = useReferenceFile(async (opened) =>
    show(opened, Math.max(0, opened.labels.indexOf(storyIn(run.title ?? '')))),
  );
  const { file } = opener;

  function chooseRun(id: string): void {
    opener.close();
    const name = others.find(({ value }) => value === id)?.label ?? '';
    const state = session.pageOf(id).getState();
    store.setState({ reference: state.run && comparandOf(sceneOf(state), state.run.completion, name) });
  }
  async function show(opened: ReferenceFile, index: number): Promise<void> {
    setRow(index);
    const comparand = await opened.read(index);
    store.setState({ reference: comparand });
    announce(`Compared with ${comparand.name}.`);
  }

  const chosenRun = others.find(({ label }) => label === reference?.name)?.value ?? NONE;
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-end gap-x-3 gap-y-2">
        {others.length > 0 && (
          <div className="w-52">
            <Select
              label="Reference"
              value={file === null ? chosenRun : NONE}
              options={[{ value: NONE, label: file?.name ?? 'Choose a run …' }, ...others]}
              onChange={chooseRun}
            />
          </div>
        )}
        {opener.button}
        {file !== null && file.labels.length > 1 && (
          <div className="w-52">
            <Select
              label={`Story (${sayCount(file.labels.length, 'output')} in the file)`}
              value={String(row)}
              options={file.labels.map((label, i) => ({ value: String(i), label }))}
              onChange={(value) => void opener.attempt(async () => show(file, Number(value)))}
            />
          </div>
        )}
        {reference !== null && (
          <Button
            kind="quiet"
            onClick={() => {
              opener.close();
              store.setState({ reference: null });
            }}
          >
            Stop comparing
          </Button>
        )}
      </div>
    </div>
  );
}

const NO_RUNS: readonly string[] = [];
