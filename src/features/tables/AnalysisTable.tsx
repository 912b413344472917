import { memo } from 'react';
import type { ReactNode } from 'react';
import type { FrameNo, Row, Table } from '../../grounding/index.ts';
import { useDesk, useDocument, useView } from '../../session/react.tsx';
import { identityStyle } from '../../ui/index.ts';

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
}

/** One table of the thinking, as the model wrote it; its rows light their boxes. */
export const AnalysisTable = memo(function AnalysisTable({ table, frame }: Props): ReactNode {
  // A row may have more cells than there are headings: none of them is lost.
  const width = table.rows.reduce((most, row) => Math.max(most, row.cells.length), table.columns.length);
  return (
    <div className="overflow-x-auto" role="region" aria-label={TITLES[table.kind]} tabIndex={0}>
      <table className="w-full min-w-[560px] border-collapse text-left">
        <caption className="pb-1 text-left text-[13px] font-semibold">{TITLES[table.kind]}</caption>
        <thead>
          <tr className="align-bottom text-[11.5px] text-soft">
            {Array.from({ length: width }, (_, i) => (
              <th key={i} scope="col" className="py-1 pr-3 font-medium first:pl-1">
                {table.columns[i] ?? <span className="sr-only">without heading</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.slice(0, MOST_ROWS).map((row) => (
            <AnalysisRow key={row.at[0]} row={row} width={width} frame={frame} />
          ))}
        </tbody>
      </table>
      {table.rows.length === 0 && <p className="border-t border-line py-1.5 text-soft">No rows.</p>}
      {table.rows.length > MOST_ROWS && (
        <p className="border-t border-line py-1.5 text-soft">
          and {(table.rows.length - MOST_ROWS).toLocaleString('en')} more rows, which stand in Raw.
        </p>
      )}
    </div>
  );
});

interface RowProps {
  readonly row: Row;
  readonly width: number;
  readonly frame: FrameNo | null;
}

const AnalysisRow = memo(function AnalysisRow({ row, width, frame }: RowProps): ReactNode {
  const { view } = useDesk();
  const { id } = row;
  const order = useDocument((document) => (id === null ? -1 : document.entities.indexOf(id)));
  const lit = useView(
    ({ hovered, pinned }) =>
      id !== null && ((hovered?.ids.includes(id) ?? false) || (pinned?.ids.includes(id) ?? false)),
  );
  const cells = Array.from({ length: width }, (_, i) => (
    <td key={i} className="border-t border-line py-1.5 pr-3 align-top first:pl-1">
      {i === 0 && id !== null ? <EntityButton id={id} written={row.cells[i] ?? ''} frame={frame} /> : row.cells[i]}
    </td>
  ));
  if (id === null) return <tr>{cells}</tr>;
  return (
    <tr
      className={`identity ${lit ? 'bg-[color-mix(in_oklch,var(--tone)_13%,transparent)]' : ''}`}
      style={identityStyle(id, order)}
      data-row={id}
      onPointerMove={() => view.hover([id], frame)}
      onPointerLeave={() => view.leave()}
    >
      {cells}
    </tr>
  );
});

interface EntityButtonProps {
  readonly id: NonNullable<Row['id']>;
  readonly written: string;
  readonly frame: FrameNo | null;
}

/** The ID of a row: what the pointer does with the row, the keyboard does here. */
function EntityButton({ id, written, frame }: EntityButtonProps): ReactNode {
  const { view } = useDesk();
  const pinned = useView((state) => state.pinned?.ids.includes(id) ?? false);
  return (
    <button
      type="button"
      className="inline-flex items-center gap-1.5 rounded font-medium whitespace-nowrap"
      aria-pressed={pinned}
      onFocus={() => view.hover([id], frame)}
      onBlur={() => view.leave()}
      onClick={(event) => view.pin([id], frame, event.ctrlKey || event.metaKey)}
    >
      <i
        className={`swatch size-2.5 rounded-[3px] ${pinned ? 'outline-2 outline-offset-1 outline-ink' : ''}`}
        aria-hidden
      />
      {written === '' ? id : written}
    </button>
  );
}
