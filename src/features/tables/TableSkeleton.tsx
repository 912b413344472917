import type { ReactNode } from 'react';
import { widthsOf } from './columns.ts';

// The columns of the first table, and the length of the text in its headings and first rows, in percent of the column.
const COLUMNS = ['Character ID', 'Name', 'Description', 'Emotions', 'Actions', 'Narrative Function', 'Bounding Box'];
const WIDTHS = widthsOf(COLUMNS, COLUMNS.length);
const HEADINGS = [70, 45, 60, 70, 50, 60, 65];
const ROWS = [
  [60, 55, 85, 60, 75, 70, 80],
  [60, 40, 70, 75, 60, 80, 80],
  [60, 65, 80, 50, 70, 60, 80],
] as const;

/** A placeholder for a table that the model is about to write. @param children The sentence below it. */
export function TableSkeleton({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <div>
      <div className="overflow-hidden" aria-hidden>
        <div className="flex h-[23.5px] w-[84px] pt-1.5">
          <Bar share={90} height={8} />
        </div>
        <Line height={42.5} shares={HEADINGS} bar={6} />
        {ROWS.map((shares, i) => (
          <Line key={i} height={32.5} shares={shares} bar={8} />
        ))}
      </div>
      <p className="border-t border-line pt-2 text-soft">{children}</p>
    </div>
  );
}

interface LineProps {
  readonly shares: readonly number[];
  /** The height of a heading or row, in CSS pixels. */
  readonly height: number;
  readonly bar: number;
}

function Line({ shares, height, bar }: LineProps): ReactNode {
  return (
    <div className="flex items-center border-b border-line last:border-0" style={{ height }}>
      {shares.map((share, i) => (
        <span key={i} className="pr-3 first:pl-1" style={{ flex: `${WIDTHS[i]} 0 ${WIDTHS[i]}px` }}>
          <Bar share={share} height={bar} />
        </span>
      ))}
    </div>
  );
}

function Bar({ share, height }: { readonly share: number; readonly height: number }): ReactNode {
  return <i className="block rounded-full bg-line" style={{ width: `${share}%`, height }} />;
}
