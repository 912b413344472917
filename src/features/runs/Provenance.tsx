import { Check, Copy, Download } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { sayCount } from '../../grounding/base.ts';
import type { Library, Run } from '../../session/index.ts';
import { useRecords } from '../../session/react.tsx';
import { Button, copyText, CopyText, Dialog, Disclosure, Select } from '../../ui/index.ts';
import { factsOf } from './provenanceFacts.ts';

interface Props {
  readonly library: Library;
  /** The ID of a run. */
  readonly id: string;
  readonly number: number;
  readonly onClose: () => void;
}

/** How a run was made: everything that is needed to repeat it. */
export function Provenance({ library, id, number, onClose }: Props): ReactNode {
  const run = useRecords(({ runs }) => runs[id]);
  if (run === undefined) return null;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`How run ${number} was made`}
      description="Everything that is needed to repeat the request. The API key is not part of it."
    >
      {run.segments.length === 0 ? (
        <p className="mt-4 text-soft">This run was opened from a text. StoryLens does not know how it was requested.</p>
      ) : (
        <Requests library={library} run={run} number={number} />
      )}
    </Dialog>
  );
}

interface RequestsProps {
  readonly library: Library;
  readonly run: Run;
  readonly number: number;
}

function Requests({ library, run, number }: RequestsProps): ReactNode {
  const [index, setIndex] = useState(0);
  const options = run.segments.map((_, i) => ({
    value: String(i),
    label: i === 0 ? 'First request' : `Continue ${run.segments.length > 2 ? i : ''}`.trim(),
  }));
  const file = `storylens-run-${number}${index === 0 ? '' : `-${index + 1}`}.json`;
  const request = run.segments[index]?.request;
  return (
    <div className="mt-4 space-y-4">
      {options.length > 1 && (
        <Select label="Request" value={String(index)} options={options} onChange={(value) => setIndex(Number(value))} />
      )}
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4">
        {factsOf(run, index).map(([name, value]) => (
          <div key={name} className="col-span-2 grid grid-cols-subgrid border-t border-line py-1">
            <dt className="text-soft">{name}</dt>
            <dd className="break-words tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      <Disclosure title="Prompts">
        <Text label="System prompt" text={request?.systemPrompt ?? ''} />
        <Text label="Prompt" text={request?.prompt ?? ''} />
      </Disclosure>
      <Disclosure title={sayCount(run.frames?.length ?? 0, 'picture')}>
        <ol className="list-decimal space-y-1 pl-6">
          {run.frames?.map(({ id, name, width, height, sent }) => (
            <li key={id}>
              {name}, sent with {width} × {height} pixels
              <span className="block font-mono text-[11px] break-all text-soft">SHA-256 {sent}</span>
            </li>
          ))}
        </ol>
      </Disclosure>
      {run.source === 'model' && <Exact key={index} library={library} run={run} index={index} file={file} />}
    </div>
  );
}

function Text({ label, text }: { readonly label: string; readonly text: string }): ReactNode {
  return (
    <div className="mb-2">
      <p className="text-[12px] font-medium text-soft">{label}</p>
      <p className="rounded-lg bg-sunk px-3 py-2 whitespace-pre-wrap">{text === '' ? 'None' : text}</p>
    </div>
  );
}

interface ExactProps {
  readonly library: Library;
  readonly run: Run;
  readonly index: number;
  readonly file: string;
}

/** The exact request: its bytes, and a command that sends them. */
function Exact({ library, run, index, file }: ExactProps): ReactNode {
  const [text, setText] = useState<string | null>(null);
  const [isCopied, setCopied] = useState(false);
  const { id } = run;
  useEffect(() => {
    let isCurrent = true;
    void library.runs.requestText(id, index).then((body) => isCurrent && setText(body));
    return () => {
      isCurrent = false;
    };
  }, [library, id, index]);
  if (text === null) return <p className="text-soft">The pictures of this run cannot be read.</p>;
  return (
    <section aria-label="Exact request" className="space-y-3">
      <div className="flex flex-wrap items-center gap-2">
        <Button onClick={() => save(text, file)}>
          <Download size={14} aria-hidden /> Save {file}
        </Button>
        <Button onClick={() => void copyText(text).then(setCopied)}>
          {isCopied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
          <span aria-live="polite">{isCopied ? 'Copied' : 'Copy the request as JSON'}</span>
        </Button>
        <span className="text-[12px] text-soft">{sayCount(text.length, 'character')}</span>
      </div>
      <CopyText
        label="Command"
        text={library.runs.curl(id, index, file)}
        hint={`Sends the request again. Save ${file} first, and put the key into VLLM_API_KEY if the server needs one.`}
      />
    </section>
  );
}

function save(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the file when the click returns; Safari reads it a little later.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
