import { FolderOpen } from 'lucide-react';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { openReference } from '../../session/index.ts';
import type { ReferenceFile } from '../../session/index.ts';
import { Button } from '../../ui/index.ts';
import type { FindReference } from './models.ts';

interface OpenedFile {
  /** Null until a file is open. */
  readonly file: ReferenceFile | null;
  readonly name: string | null;
  /** The button that opens a file, and why the last file could not be opened. */
  readonly button: ReactNode;
  /** Finds the row of a story by the titles of its run. */
  readonly find: FindReference;
  readonly close: () => void;
  /** Does something with the file; a failure becomes a sentence below the button. */
  readonly attempt: (work: () => Promise<void>) => Promise<void>;
}

/** A file with references that the user opens. */
export function useReferenceFile(onOpen: (file: ReferenceFile) => void | Promise<void>): OpenedFile {
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<ReferenceFile | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function attempt(work: () => Promise<void>): Promise<void> {
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  }
  const open = async (chosen: File): Promise<void> =>
    attempt(async () => {
      const opened = await openReference(chosen);
      setFile(opened);
      await onOpen(opened);
    });

  return {
    file,
    name: file?.name ?? null,
    close: () => setFile(null),
    attempt,
    async find({ titles }) {
      const index =
        file === null ? -1 : file.labels.findIndex((label) => titles.some((title) => storyIn(title) === label));
      return file === null || index < 0 ? null : file.read(index);
    },
    button: (
      <>
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
        {problem !== null && (
          <p role="alert" className="basis-full text-bad">
            {problem}
          </p>
        )}
      </>
    ),
  };
}

/** The ID of the story in the title of an opened output: `3920.txt` and `3920_cot.txt` belong to the story 3920. */
export function storyIn(title: string): string {
  return /(?:^\w*?|story )(\d+)/.exec(title)?.[1] ?? title;
}
