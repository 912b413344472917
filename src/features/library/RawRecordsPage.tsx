import { ArrowLeft, Download } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { sayCount } from '../../grounding/base.ts';
import type { Library, RawRecord, RawRecords } from '../../session/index.ts';
import { Button, Checkbox, Notice } from '../../ui/index.ts';
import { saveRaw } from './saveZip.ts';

/** More rows would make the page slow; the exported file has all records. */
const SHOWN = 500;

/** The rescue page: everything in the database as it is, also what StoryLens cannot use. It changes nothing. */
export function RawRecordsPage({ library }: { readonly library: Library }): ReactNode {
  const found = useRaw(library);
  const [isFiltered, setFiltered] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const all = found instanceof Error ? [] : (found?.records ?? []);
  const broken = all.filter(({ problem }) => problem !== null);
  const listed = isFiltered ? broken : all;
  return (
    <main className="min-h-0 overflow-y-auto">
      <div className="mx-auto max-w-[920px] px-5 py-7 narrow:px-3 narrow:py-4">
        <Button kind="quiet" className="-ml-2 px-2" onClick={() => library.showRaw(false)}>
          <ArrowLeft size={15} aria-hidden /> Back to the library
        </Button>
        <h1
          ref={heading}
          tabIndex={-1}
          className="mt-2 font-serif text-[26px] leading-tight font-semibold outline-none"
        >
          Raw records
        </h1>
        <p className="mt-2 max-w-[60ch] text-soft">
          Everything in the database of this page, as it is: also what this version of StoryLens cannot use. Looking at
          it and exporting it change nothing.
        </p>
        {found instanceof Error && (
          <div className="mt-4">
            <Notice kind="failure" title={`The browser cannot open the database: ${found.message}`} />
          </div>
        )}
        {found !== null && !(found instanceof Error) && (
          <>
            <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line pb-2">
              <p role="status" className="text-soft">
                {sayFound(found, broken.length)}
              </p>
              <div className="flex-1" />
              {broken.length > 0 && (
                <Checkbox label="Only what cannot be used" checked={isFiltered} onChange={setFiltered} />
              )}
              {all.length > 0 && (
                <Button onClick={() => void saveRaw(library)}>
                  <Download size={14} aria-hidden /> Export raw records
                </Button>
              )}
            </div>
            <ul aria-label="Raw records" className="divide-y divide-line">
              {listed.slice(0, SHOWN).map((record) => (
                <Row key={`${record.store} ${record.key}`} record={record} />
              ))}
            </ul>
            {listed.length > SHOWN && (
              <p className="mt-3 text-soft">
                {sayCount(listed.length - SHOWN, 'more record is', 'more records are')} in the exported file.
              </p>
            )}
          </>
        )}
      </div>
    </main>
  );
}

function Row({ record: { store, key, problem, text } }: { readonly record: RawRecord }): ReactNode {
  return (
    <li className="py-2 [contain-intrinsic-size:auto_36px] [content-visibility:auto]">
      <details>
        <summary className="cursor-pointer break-words">
          <span className="font-semibold">{store}</span> <span className="font-mono text-[12px]">{key}</span>
          {problem !== null && <span className="text-bad"> {problem}</span>}
        </summary>
        <pre
          tabIndex={0}
          aria-label={`The record ${key}`}
          className="mt-1.5 max-h-60 overflow-auto rounded-lg bg-sunk p-3 text-[12px] break-all whitespace-pre-wrap"
        >
          {text === '' ? 'The browser returns nothing for it.' : text}
        </pre>
      </details>
    </li>
  );
}

function sayFound({ version, records }: RawRecords, broken: number): string {
  if (version === null) return 'This browser has no database of this page.';
  const count = `${sayCount(records.length, 'record')}, schema ${version}`;
  return broken === 0 ? count : `${count}. ${broken} cannot be used.`;
}

/** Null until they are read; an error if the database cannot be opened. */
function useRaw(library: Library): RawRecords | Error | null {
  const [found, setFound] = useState<RawRecords | Error | null>(null);
  useEffect(() => {
    let isOver = false;
    library.readRaw().then(
      (records) => isOver || setFound(records),
      (error: unknown) => isOver || setFound(error instanceof Error ? error : new Error(String(error))),
    );
    return () => {
      isOver = true;
    };
  }, [library]);
  return found;
}
