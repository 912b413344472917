import { memo } from 'react';
import type { ReactNode } from 'react';
import type { FrameNo, Table } from '../../grounding/index.ts';
import { useSize } from '../../ui/index.ts';
import { AnalysisRow } from './AnalysisRow.tsx';
import { widthsOf } from './columns.ts';

const TITLES: Readonly<Record<Table['kind'], string>> = {
  characters: 'Characters',
  objects: 'Objects',
  setting: 'Setting',
  narrative: 'Narrative structure',
};

// A frame has some ten rows. A model that loops, or a text that is none, can bring a hundred thousand.
const MOST_ROWS = 300;

interface Props {
  readonly table: Table;
  /** Null for the narrative structure, which belongs to no image. */
  readonly frame: FrameNo | null;
  /** Whether the model is at it: a row may come any moment. */
  readonly writing: boolean;
}

/** One table of the thinking, as the model wrote it; its rows light their boxes. */
export const AnalysisTable = memo(function AnalysisTable({ table, frame, writing }: Props): ReactNode {
  // A row may have more cells than there are headings: none of them is lost.
  const count = table.rows.reduce((most, row) => Math.max(most, row.cells.length), table.columns.length);
  const widths = widthsOf(table.columns, count);
  const least = widths.reduce((sum, width) => sum + width, 0);
  const [ref, size] = useSize();
  const scrolls = size !== null && size.width < least;
  const title = TITLES[table.kind];
  const { rows } = table;
  return (
    // A stop of the Tab key only where there is something to scroll to.
    <div ref={ref} className="overflow-x-auto" {...(scrolls && { role: 'region', 'aria-label': title, tabIndex: 0 })}>
      <table className="w-full table-fixed border-separate border-spacing-0 text-left" style={{ minWidth: least }}>
        <caption className="pb-1 text-left text-[13px] font-semibold">{title}</caption>
        <colgroup>
          {widths.map((width, i) => (
            <col key={i} style={{ width }} />
          ))}
        </colgroup>
        <thead>
          <tr className="bg-paper align-bottom text-[11.5px] text-soft">
            {widths.map((_, i) => (
              <th key={i} scope="col" className={`py-1 pr-3 font-medium [overflow-wrap:anywhere] ${FIRST}`}>
                {table.columns[i] ?? <span className="sr-only">without heading</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_ROWS).map((row) => (
            <AnalysisRow key={row.at[0]} row={row} count={count} frame={frame} />
          ))}
        </tbody>
      </table>
      {writing && (
        <p className="border-t border-line py-1.5 pl-1" aria-hidden>
          <i className="inline-block h-[1.05em] w-0.5 bg-accent align-[-0.15em]" />
        </p>
      )}
      {rows.length === 0 && !writing && <p className="border-t border-line py-1.5 pl-1 text-soft">No rows.</p>}
      {rows.length > MOST_ROWS && (
        <p className="border-t border-line py-1.5 text-soft">
          and {(rows.length - MOST_ROWS).toLocaleString('en')} more rows, which stand in Raw.
        </p>
      )}
    </div>
  );
});

/** Whose row it is stays in sight when the table is scrolled sideways. */
const FIRST = 'first:sticky first:left-0 first:z-[1] first:bg-inherit first:pl-1';
