import { FolderOpen } from 'lucide-react';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { sayCount } from '../../grounding/base.ts';
import { comparandOf, comparisonOf, openReference, sceneOf } from '../../session/index.ts';
import type { ReferenceFile, ShownRun } from '../../session/index.ts';
import { useRecords, useSession, useStoreState } from '../../session/react.tsx';
import { Button, Select, useAnnounce } from '../../ui/index.ts';

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
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<ReferenceFile | null>(null);
  const [row, setRow] = useState(0);
  const [problem, setProblem] = useState<string | null>(null);

  function chooseRun(id: string): void {
    setFile(null);
    const name = others.find(({ value }) => value === id)?.label ?? '';
    const state = session.pageOf(id).getState();
    store.setState({ reference: state.run && comparandOf(sceneOf(state), state.run.completion, name) });
  }
  async function attempt(work: () => Promise<void>): Promise<void> {
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  }
  async function show(opened: ReferenceFile, index: number): Promise<void> {
    setRow(index);
    const comparand = await opened.read(index);
    store.setState({ reference: comparand });
    announce(`Compared with ${comparand.name}.`);
  }
  const open = async (chosen: File): Promise<void> =>
    attempt(async () => {
      const opened = await openReference(chosen);
      setFile(opened);
      await show(opened, Math.max(0, opened.labels.indexOf(storyIn(run.title ?? ''))));
    });

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
        <input
          ref={input}
          type="file"
          accept=".parquet,.json,.jsonl,.ndjson,.txt"
          className="sr-only"
          tabIndex={-1}
          aria-label="Reference file"
          onChange={(event) => {
            const chosen = event.target.files?.[0];
            if (chosen !== undefined) void open(chosen);
            event.target.value = '';
          }}
        />
        <Button onClick={() => input.current?.click()}>
          <FolderOpen size={14} aria-hidden /> Open a file
        </Button>
        {file !== null && file.labels.length > 1 && (
          <div className="w-52">
            <Select
              label={`Story (${sayCount(file.labels.length, 'output')} in the file)`}
              value={String(row)}
              options={file.labels.map((label, i) => ({ value: String(i), label }))}
              onChange={(value) => void attempt(async () => show(file, Number(value)))}
            />
          </div>
        )}
        {reference !== null && (
          <Button
            kind="quiet"
            onClick={() => {
              setFile(null);
              store.setState({ reference: null });
            }}
          >
            Stop comparing
          </Button>
        )}
      </div>
      {problem !== null && (
        <p role="alert" className="text-bad">
          {problem}
        </p>
      )}
    </div>
  );
}

const NO_RUNS: readonly string[] = [];

/** The ID of the story in the title of an opened output: `3920.txt` and `3920_cot.txt` belong to the story 3920. */
function storyIn(title: string): string {
  return /^\w*?(\d+)/.exec(title)?.[1] ?? title;
}
