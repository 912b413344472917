import { memo, Suspense } from 'react';
import type { ReactNode } from 'react';
import { elementOfRow, sayCount } from '../../grounding/base.ts';
import type { FrameNo, Table } from '../../grounding/base.ts';
import { useView } from '../../session/react.tsx';
import { onDemand, useSize } from '../../ui/index.ts';
import { AnalysisRow } from './AnalysisRow.tsx';
import { widthsOf } from './columns.ts';
import { TITLES } from './titles.ts';

// A frame has about ten rows, but a model that loops, or a file that is not a completion, can have a hundred thousand.
const MAX_ROWS = 300;

interface Props {
  readonly table: Table;
  /** Null for the narrative structure, which belongs to no image. */
  readonly frame: FrameNo | null;
  /** Whether the model is writing this table now. */
  readonly writing: boolean;
}

const EditTable = onDemand(async () => (await import('./EditTable.tsx')).EditTable);

/** One table of the thinking, as the model wrote it or, on request, with fields to correct it. */
export function AnalysisTable(props: Props): ReactNode {
  const { table, frame } = props;
  const editing = useView((state) => state.editing);
  const readable = <ReadTable {...props} />;
  return editing ? (
    <Suspense fallback={readable}>
      <EditTable key={frame} table={table} frame={frame} />
    </Suspense>
  ) : (
    readable
  );
}

/** A table to read. Hovering a row highlights its boxes. */
const ReadTable = memo(function ReadTable({ table, frame, writing }: Props): ReactNode {
  // A row may have more cells than there are headings. They are shown, too.
  const count = table.rows.reduce((most, row) => Math.max(most, row.cells.length), table.columns.length);
  const widths = widthsOf(table.columns, count);
  const minWidth = widths.reduce((sum, width) => sum + width, 0);
  const [ref, size] = useSize();
  const scrolls = size !== null && size.width < minWidth;
  const title = TITLES[table.kind];
  const { rows } = table;
  return (
    // A tab stop only if the table scrolls, so that it can be scrolled by keyboard.
    <div ref={ref} className="overflow-x-auto" {...(scrolls && { role: 'region', 'aria-label': title, tabIndex: 0 })}>
      <table className="w-full table-fixed border-separate border-spacing-0 text-left" style={{ minWidth }}>
        <caption className="pb-1 text-left text-[13px] font-semibold">{title}</caption>
        <colgroup>
          {widths.map((width, i) => (
            <col key={i} style={{ width }} />
          ))}
        </colgroup>
        <thead>
          <tr className="bg-paper align-bottom text-[11.5px] text-soft">
            {widths.map((_, i) => (
              <th key={i} scope="col" className={`py-1 pr-3 font-medium [overflow-wrap:anywhere] ${STICKY_FIRST}`}>
                {table.columns[i] ?? <span className="sr-only">no heading</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MAX_ROWS).map((row, i) => (
            // When the frame changes, React writes other words into the same cells. New cells cost 9 ms of each hover.
            <AnalysisRow key={i} row={row} id={elementOfRow(table, row) ?? row.id} count={count} frame={frame} />
          ))}
        </tbody>
      </table>
      {writing && (
        <p className="border-t border-line py-1.5 pl-1" aria-hidden>
          <i className="inline-block h-[1.05em] w-0.5 bg-accent align-[-0.15em]" />
        </p>
      )}
      {rows.length === 0 && !writing && <p className="border-t border-line py-1.5 pl-1 text-soft">No rows.</p>}
      {rows.length > MAX_ROWS && (
        <p className="border-t border-line py-1.5 text-soft">
          and {sayCount(rows.length - MAX_ROWS, 'more row')}. The Raw tab shows all of them.
        </p>
      )}
    </div>
  );
});

/** Keeps the first column, which names the row, in view when the table scrolls sideways. */
const STICKY_FIRST = 'first:sticky first:left-0 first:z-[1] first:bg-inherit first:pl-1';
