import { Fragment, useState } from 'react';
import type { ReactNode } from 'react';

// The longest cells of real outputs have some 100 letters; one of 2,000 would push all others out of sight.
const MOST_LETTERS = 140;

/** A cell as the model wrote it; one that it left empty is seen to be so. */
export function Cell({ text }: { readonly text: string | undefined }): ReactNode {
  if (text === undefined || text === '') return <Empty what={text === '' ? 'empty' : 'missing'} />;
  if (text.length > MOST_LETTERS) return <Long text={text} />;
  // Where a box has no room for its numbers, it is parted between them.
  if (/^[\d.,;\s()[\]-]+$/.test(text))
    return text.split(/(?<=,)/).map((part, i) => (
      <Fragment key={i}>
        {i > 0 && <wbr />}
        {part}
      </Fragment>
    ));
  return text;
}

/** `empty` was left so by the model, `missing` was not even begun. */
function Empty({ what }: { readonly what: 'empty' | 'missing' }): ReactNode {
  return (
    <span className="text-soft" title={what === 'empty' ? 'Left empty by the model' : 'Not written by the model'}>
      <span aria-hidden>–</span>
      <span className="sr-only">{what}</span>
    </span>
  );
}

function Long({ text }: { readonly text: string }): ReactNode {
  const [whole, setWhole] = useState(false);
  return (
    <>
      {whole ? text : `${text.slice(0, MOST_LETTERS).trimEnd()}… `}
      {!whole && (
        <button
          type="button"
          className="rounded text-accent underline underline-offset-2"
          onClick={() => setWhole(true)}
        >
          all {text.length.toLocaleString('en')} letters
        </button>
      )}
    </>
  );
}
