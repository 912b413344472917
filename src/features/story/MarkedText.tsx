import { Fragment } from 'react';
import type { ReactNode } from 'react';
import { readMarks } from './findingMarks.ts';
import type { Marks } from './findingMarks.ts';

interface Props {
  readonly text: string;
  /** The offset of the text in the completion. */
  readonly from: number;
  readonly marks: Marks;
}

/** Text of the story in no tag, with a mark in the margin for each word that the audit found. */
export function MarkedText({ text, from, marks }: Props): ReactNode {
  const all = readMarks(marks);
  const end = all.at(-1)?.to ?? from;
  return (
    <>
      {all.map((mark, i) => (
        <Fragment key={mark.from}>
          {text.slice((all[i - 1]?.to ?? from) - from, mark.from - from)}
          <span className="marked-word" data-finding={mark.offsets} data-severity={mark.severity} tabIndex={-1}>
            {text.slice(mark.from - from, mark.to - from)}
          </span>
        </Fragment>
      ))}
      {text.slice(end - from)}
    </>
  );
}
