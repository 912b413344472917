import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { sayCount } from '../../grounding/base.ts';
import type { Library } from '../../session/index.ts';
import { useLibrary, useStoreState } from '../../session/react.tsx';
import { Button, Checkbox, Disclosure, Field, Select, useAnnounce } from '../../ui/index.ts';
import { useReferenceFile } from './useReferenceFile.tsx';
import { collectOutputs, compareOutputs } from './models.ts';
import type { FindReference, ModelComparison, ModelOutput } from './models.ts';
import { ModelStatistics } from './ModelStatistics.tsx';
import { ModelTable } from './ModelTable.tsx';

const NO_REFERENCE = '';
const FILE = ' file';

/** Compares the models whose runs the library has. */
export function ModelsView(): ReactNode {
  const library = useLibrary();
  if (library === null) return <p className="text-soft">The library is not loaded yet.</p>;
  return <Models library={library} />;
}

function Models({ library }: { readonly library: Library }): ReactNode {
  const { entries } = useStoreState(library.store);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [outputs, setOutputs] = useState<readonly ModelOutput[] | null>(null);
  const [reference, setReference] = useState(NO_REFERENCE);
  const [seed, setSeed] = useState('1');
  const [comparison, setComparison] = useState<ModelComparison | null>(null);
  const file = useReferenceFile(() => setReference(FILE));
  const announce = useAnnounce();
  const work = useRef(0);
  const chosen = entries.filter(({ id }) => !left.has(id)).map(({ id }) => id);
  const key = chosen.join(' ');

  useEffect(() => {
    let isWanted = true;
    const collect = async (): Promise<void> => {
      const found = await collectOutputs(library, key === '' ? [] : key.split(' '), () => isWanted);
      if (isWanted) setOutputs(found);
    };
    void collect();
    return () => {
      isWanted = false;
    };
  }, [library, key]);

  const models = [...new Set(outputs?.map(({ model }) => model))];
  async function compare(all: readonly ModelOutput[]): Promise<void> {
    const mine = ++work.current;
    const find = finderOf(reference, all, file.find);
    const compared = await compareOutputs(
      all.filter(({ model }) => model !== reference),
      find,
      Number(seed) || 0,
    );
    if (mine !== work.current) return;
    setComparison(compared);
    announce(`${sayCount(compared.models.length, 'model')} compared.`);
  }

  return (
    <div className="space-y-4 pb-6">
      <p className="max-w-[44em] text-soft">
        Compares the models of the runs in the library: of each model the newest run of each sequence. A sequence is one
        story.
      </p>
      <div className="flex flex-wrap items-end gap-x-3 gap-y-2">
        <div className="w-60">
          <Select
            label="Reference"
            value={reference}
            options={[
              { value: NO_REFERENCE, label: 'None: statistics only' },
              ...models.map((model) => ({ value: model, label: model })),
              ...(file.name === null ? [] : [{ value: FILE, label: file.name }]),
            ]}
            onChange={setReference}
          />
        </div>
        {file.button}
        <Field label="Seed of the intervals" className="w-36" value={seed} onChange={setSeed} />
        <Button
          kind="primary"
          disabled={outputs === null || outputs.length === 0}
          onClick={() => outputs !== null && void compare(outputs)}
        >
          Compare
        </Button>
      </div>
      <Disclosure title={`Sequences: ${chosen.length} of ${entries.length}`}>
        {entries.map(({ id, title, proposed }) => (
          <Checkbox
            key={id}
            label={title ?? proposed}
            checked={!left.has(id)}
            onChange={(isChosen) => {
              const next = new Set(left);
              if (isChosen) next.delete(id);
              else next.add(id);
              setLeft(next);
            }}
          />
        ))}
      </Disclosure>
      {outputs?.length === 0 && <p className="text-soft">These sequences have no runs.</p>}
      {comparison !== null && (
        <>
          <ModelTable comparison={comparison} />
          <ModelStatistics models={comparison.models} />
        </>
      )}
    </div>
  );
}

/** How the reference of an output is found: in a file by the titles of its story, or among the runs of a model. */
function finderOf(reference: string, all: readonly ModelOutput[], inFile: FindReference): FindReference | null {
  if (reference === NO_REFERENCE) return null;
  if (reference === FILE) return inFile;
  const runs = new Map(all.filter(({ model }) => model === reference).map(({ story, output }) => [story, output]));
  return async ({ story }) => runs.get(story) ?? null;
}
