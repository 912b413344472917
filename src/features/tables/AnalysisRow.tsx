import { memo } from 'react';
import type { ReactNode } from 'react';
import type { EntityId, FrameNo, Row } from '../../grounding/base.ts';
import { entityKey, isHighlighted } from '../../session/index.ts';
import { useHighlight, useView, useDoc, useRunView } from '../../session/react.tsx';
import { identityStyle } from '../../theme/index.ts';
import { Cell } from './Cell.tsx';

interface Props {
  readonly row: Row;
  /** What the row describes: an entity, or an element of the setting; null if it is neither. */
  readonly id: EntityId | null;
  /** The number of cells in the longest row of the table. */
  readonly count: number;
  readonly frame: FrameNo | null;
}

const CELL = 'border-t border-line py-1.5 pr-3 text-left align-top font-normal [overflow-wrap:anywhere]';

/** One row of a table. */
export const AnalysisRow = memo(function AnalysisRow({ row, id, count, frame }: Props): ReactNode {
  const view = useRunView();
  const { cells } = row;
  const highlight = useHighlight();
  const order = useDoc(({ entities }) => (id === null ? -1 : entities.indexOf(id)));
  const first = (
    <th scope="row" className={`sticky left-0 z-[1] bg-inherit pl-1 ${CELL}`}>
      {id === null ? <Cell text={cells[0]} /> : <EntityButton id={id} written={cells[0] ?? ''} frame={frame} />}
    </th>
  );
  const others = Array.from({ length: Math.max(0, count - 1) }, (_, i) => (
    <td key={i} className={CELL}>
      <Cell text={cells[i + 1]} />
    </td>
  ));
  if (id === null)
    return (
      <tr className="bg-paper">
        {first}
        {others}
      </tr>
    );
  return (
    <tr
      ref={highlight(entityKey(id, frame))}
      className="identity bg-paper lit:bg-[color-mix(in_oklch,var(--tone)_13%,var(--paper))]"
      style={identityStyle(id, order)}
      data-row={id}
      onPointerMove={() => view.hover([id], frame)}
      onPointerLeave={() => view.leave()}
    >
      {first}
      {others}
    </tr>
  );
});

interface EntityButtonProps {
  readonly id: EntityId;
  readonly written: string;
  readonly frame: FrameNo | null;
}

/** The id of a row, as a button: it does by keyboard what the row does by pointer. */
function EntityButton({ id, written, frame }: EntityButtonProps): ReactNode {
  const view = useRunView();
  const pinned = useView((state) => isHighlighted(state.selection.pinned, id, frame));
  return (
    <button
      type="button"
      className="inline-flex max-w-full items-baseline gap-1.5 rounded text-left font-medium"
      aria-pressed={pinned}
      onFocus={() => view.hover([id], frame)}
      onBlur={() => view.leave()}
      onClick={(event) => view.toggle([id], frame, event.ctrlKey || event.metaKey)}
    >
      <i
        className={`swatch size-2.5 flex-none rounded-[3px] ${pinned ? 'outline-2 outline-offset-1 outline-ink' : ''}`}
        aria-hidden
      />
      {written === '' ? id : written}
    </button>
  );
}
