import { FileText, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { sayCount, sayNumber } from '../../grounding/base.ts';
import { samplesIn, sortDropped } from '../../session/index.ts';
import type { NamedText, Sample } from '../../session/index.ts';
import { useSession, usePageState } from '../../session/react.tsx';
import { Button, Dialog, Select } from '../../ui/index.ts';
import type { Dropped } from '../../ui/index.ts';

interface Props {
  /** Texts that were dropped on the page. */
  readonly initial: readonly NamedText[];
  readonly onClose: () => void;
}

/** A dialog that opens an existing output, as pasted text or files, in any format that StoryLens reads. */
export function OpenOutput({ initial, onClose }: Props): ReactNode {
  const session = useSession();
  const frames = usePageState((state) => (state.demoFrames ? 0 : state.frames.length));
  const adding = usePageState((state) => state.adding);
  const [pasted, setPasted] = useState('');
  const [files, setFiles] = useState(initial);
  // The newest list, also for a click on Show while a file is still being read.
  const newest = useRef(initial);
  const reading = useRef<Promise<void>>(Promise.resolve());
  const [shownProblems, setProblems] = useState<readonly string[]>([]);
  const samples = useSamples(files, pasted);
  const [chosen, setChosen] = useState(0);
  const position = Math.min(chosen, samples.length - 1);
  const wrapper = samples[position]?.wrapper ?? null;
  const input = useRef<HTMLInputElement>(null);

  function changeFiles(change: (before: readonly NamedText[]) => readonly NamedText[]): void {
    newest.current = change(newest.current);
    setFiles(newest.current);
  }

  function addFiles(dropped: Dropped): void {
    reading.current = readFiles(dropped, reading.current);
  }

  async function readFiles(dropped: Dropped, before: Promise<void>): Promise<void> {
    await before;
    const read = await sortDropped(dropped);
    const { pictures } = read;
    changeFiles((known) => [
      ...known.filter((file) => !read.texts.some((newer) => newer.name === file.name)),
      ...read.texts,
    ]);
    const problems = read.problems.map(({ sentence }) => sentence);
    setProblems(problems);
    if (pictures.length > 0) void addPictures(pictures, problems);
  }

  async function addPictures(pictures: readonly File[], problems: readonly string[]): Promise<void> {
    await session.frames.add(pictures, 'as given');
    // The page shows these failures, too, but the dialog covers it.
    const { fileFailures } = session.page.getState();
    setProblems([...problems, ...fileFailures.map(({ sentence }) => sentence)]);
  }

  async function show(): Promise<void> {
    await reading.current;
    // The samples of a text that was pasted just now are not known yet.
    const found = await samplesIn(textsOf(newest.current, pasted));
    const sample = found[Math.min(chosen, found.length - 1)];
    if (sample === undefined) {
      setProblems(['There is nothing to show yet. Paste a completion or choose its files.']);
      return;
    }
    const { name, completion, sizes, switches } = sample;
    session.open({ name, text: completion, sizes, switches });
    onClose();
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Open an output"
      description="Paste what the model wrote, or drop its files here: a completion, a chain of thought and a story (12_cot.txt, 12_story.txt), a row of the dataset, a chat completion or a saved stream. Pictures dropped with them become the frames."
      onFiles={addFiles}
    >
      <form
        className="mt-4 space-y-3"
        onSubmit={(event) => {
          event.preventDefault();
          void show();
        }}
      >
        <label htmlFor="completion" className="block text-[12px] font-medium text-soft">
          Completion
        </label>
        <textarea
          id="completion"
          rows={12}
          spellCheck={false}
          className="w-full rounded-lg border border-edge/60 bg-sheet px-3 py-2 font-mono text-[12.5px]"
          placeholder={'<think>\n## Image 1\n…\n</think>\n<gdi image1>\n…'}
          value={pasted}
          onChange={(event) => setPasted(event.target.value)}
        />
        {files.length > 0 && (
          <ul className="space-y-1">
            {files.map((file) => (
              <li key={file.name} className="flex items-center gap-2">
                <FileText size={14} aria-hidden className="flex-none text-soft" />
                <span className="min-w-0 truncate">{file.name}</span>
                <span className="flex-none text-soft">{sayCount(file.text.length, 'character')}</span>
                <button
                  type="button"
                  aria-label={`Remove ${file.name}`}
                  className="flex-none rounded-md p-1 text-soft hover:text-ink"
                  onClick={() => changeFiles((before) => before.filter((other) => other !== file))}
                >
                  <X size={14} aria-hidden />
                </button>
              </li>
            ))}
          </ul>
        )}
        {shownProblems.length > 0 && (
          <div role="alert" className="rounded-lg border border-bad/40 bg-bad/6 px-3 py-2">
            {shownProblems.map((problem) => (
              <p key={problem}>{problem}</p>
            ))}
          </div>
        )}
        {samples.length > 1 && (
          <Select
            label={`Sample (${sayNumber(samples.length)} found)`}
            value={String(position)}
            options={samples.map(({ name, completion }, index) => ({
              value: String(index),
              label: `${name}: ${sayCount(completion.length, 'character')}`,
            }))}
            onChange={(value) => setChosen(Number(value))}
          />
        )}
        {wrapper !== null && <p className="text-soft">The completion was found in {wrapper}.</p>}
        <p className="text-soft tabular-nums">{sayFrames(frames, adding)}</p>
        <div className="flex items-center justify-between gap-2">
          <input
            ref={input}
            type="file"
            multiple
            className="sr-only"
            tabIndex={-1}
            aria-label="Output files"
            onChange={(event) => {
              addFiles({ files: [...(event.target.files ?? [])], entries: [], text: '' });
              event.target.value = '';
            }}
          />
          <Button onClick={() => input.current?.click()}>Choose files</Button>
          <Button kind="primary" onClick={() => void show()}>
            Show
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

const textsOf = (files: readonly NamedText[], pasted: string): readonly NamedText[] =>
  pasted.trim() === '' ? files : [...files, { name: 'pasted', text: pasted }];

const NO_SAMPLES: readonly Sample[] = [];

/** The completions in the files and the pasted text. */
function useSamples(files: readonly NamedText[], pasted: string): readonly Sample[] {
  const [samples, setSamples] = useState(NO_SAMPLES);
  useEffect(() => {
    let isCurrent = true;
    const find = async (): Promise<void> => {
      const found = await samplesIn(textsOf(files, pasted));
      if (isCurrent) setSamples(found);
    };
    void find();
    return () => {
      isCurrent = false;
    };
  }, [files, pasted]);
  return samples;
}

/** Says which frames the output will be shown with. */
function sayFrames(frames: number, adding: { readonly done: number; readonly total: number } | null): string {
  if (adding !== null) return `Reading picture ${adding.done + 1} of ${adding.total} …`;
  if (frames === 0) return 'There are no frames, so the boxes are drawn on empty frames.';
  return `The output is shown with the ${frames > 1 ? sayCount(frames, 'frame') : 'frame'} in the filmstrip.`;
}
