import { Fragment, useState } from 'react';
import type { ReactNode } from 'react';
import { sayCount } from '../../grounding/base.ts';

// The longest cells of real outputs have about 100 characters. One of 2,000 would push all others out of view.
const MAX_LENGTH = 140;

/** A cell as the model wrote it. An empty or missing cell shows a dash. */
export function Cell({ text }: { readonly text: string | undefined }): ReactNode {
  if (text === undefined || text === '') return <EmptyCell kind={text === '' ? 'empty' : 'missing'} />;
  if (LINE_BREAK.test(text)) return <Lines text={text} />;
  if (text.length > MAX_LENGTH) return <LongCell text={text} />;
  // The numbers of a bounding box may break over lines only after a comma.
  if (/^[\d.,;\s()[\]-]+$/.test(text))
    return text.split(/(?<=,)/).map((part, i) => (
      <Fragment key={i}>
        {i > 0 && <wbr />}
        {part}
      </Fragment>
    ));
  return text;
}

const LINE_BREAK = /<br\s*\/?>/i;

/** A cell with line breaks as the model writes them: `calm<br>a little sad`. */
function Lines({ text }: { readonly text: string }): ReactNode {
  return text.split(/<br\s*\/?>/gi).map((line, i) => (
    <span key={i} className="block">
      <Cell text={line.trim()} />
    </span>
  ));
}

/** `empty`: the model wrote an empty cell. `missing`: the row ended before this cell. */
function EmptyCell({ kind }: { readonly kind: 'empty' | 'missing' }): ReactNode {
  return (
    <span className="text-soft" title={kind === 'empty' ? 'Left empty by the model' : 'Not written by the model'}>
      <span aria-hidden>–</span>
      <span className="sr-only">{kind}</span>
    </span>
  );
}

function LongCell({ text }: { readonly text: string }): ReactNode {
  const [whole, setWhole] = useState(false);
  return (
    <>
      {whole ? text : `${text.slice(0, MAX_LENGTH).trimEnd()}… `}
      {!whole && (
        <button
          type="button"
          className="rounded text-accent underline underline-offset-2"
          onClick={() => setWhole(true)}
        >
          Show all {sayCount(text.length, 'character')}
        </button>
      )}
    </>
  );
}
