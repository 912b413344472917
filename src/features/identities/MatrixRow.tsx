import { memo } from 'react';
import type { ReactNode } from 'react';
import type { FrameNo, Presence } from '../../grounding/base.ts';
import { cellKey, entityKey } from '../../session/index.ts';
import { useHighlight, useView } from '../../session/react.tsx';
import { identityStyle } from '../../theme/index.ts';
import { leftOf } from './columns.ts';
import { cellStyle, sayCell, sayRow, shapeOf } from './cellShape.ts';
import { isSamePresence } from './order.ts';
import type { Order } from './order.ts';

interface Props {
  readonly presence: Presence;
  /** The index in the order of first appearance, which determines the hue. */
  readonly place: number;
  /** The number of the audit's findings about the identity, by frame, as a text that can be compared: `3:1 5:2`. */
  readonly findings: string;
  readonly order: Order;
  /** The number of frame columns. */
  readonly count: number;
  /** The column of the tab stop, 0 for the row's heading; null if the tab stop is in another row. */
  readonly stop: number | null;
  /** The number of the row in the grid. */
  readonly line: number;
  /** The distance from the top of its group, in CSS pixels. */
  readonly top: number;
}

// The heading covers the cells that scroll under it, so its colour is opaque.
const ROW_COLOURS =
  '[--row-head:var(--paper)] [--row:transparent] lit:[--row-head:color-mix(in_oklch,var(--tone)_14%,var(--paper))] lit:[--row:color-mix(in_oklch,var(--tone)_14%,transparent)]';

/**
 * The row of one identity. Only frames that contain the identity have a cell, plus the cell with the focus: 200
 * identities in 200 frames would otherwise make 40,000 cells. The grid finds the hovered column by the pointer position.
 */
export const MatrixRow = memo(
  function MatrixRow({ presence, place, findings, order, count, stop, line, top }: Props): ReactNode {
    const { id, name, frames } = presence;
    const pinned = useView((state) => state.selection.pinned?.ids.includes(id) ?? false);
    const highlight = useHighlight();
    const title = name ?? id;
    const counts = new Map(findings.split(' ').map((one) => one.split(':').map(Number) as [number, number]));
    const columns = [...frames.keys()].filter((frame) => frame <= count);
    if (stop !== null && stop > 0 && !frames.has(stop as FrameNo)) columns.push(stop as FrameNo);
    columns.sort((a, b) => a - b);
    return (
      <div
        role="row"
        aria-rowindex={line}
        aria-selected={pinned}
        ref={highlight(entityKey(id, null))}
        className={`identity group absolute inset-x-0 flex h-7 cursor-pointer bg-(--row) ${ROW_COLOURS}`}
        style={{ ...identityStyle(id, place), top }}
        data-entity={id}
      >
        <div
          role="rowheader"
          aria-colindex={1}
          aria-label={`${title}${name === null ? '' : ` (${id})`}: ${sayRow(presence)}`}
          tabIndex={-1}
          data-column={0}
          className="sticky left-0 z-10 flex w-(--head) items-center gap-2 border-t border-line bg-(--row-head) pr-2 pl-3 focus-visible:-outline-offset-2 wide:pl-5"
        >
          <i className="swatch size-2.5 flex-none rounded-[3px] outline-offset-1 outline-ink group-aria-selected:outline-2" />
          <span className="min-w-0 truncate">{title}</span>
          {name !== null && <span className="flex-none text-[11px] text-soft">{id}</span>}
          <span className="ml-auto text-[11.5px] text-soft">
            {order === 'persistence' ? presence.persistence : presence.mentions}
          </span>
        </div>
        <div role="none" className="flex-1 border-t border-line" />
        {columns.map((frame) => {
          const framePresence = frames.get(frame);
          return (
            <div
              key={frame}
              role="gridcell"
              aria-colindex={frame + 1}
              aria-label={sayCell(title, frame, framePresence, counts.get(frame) ?? 0)}
              tabIndex={-1}
              data-column={frame}
              data-frame={frame}
              ref={highlight(cellKey(id, frame))}
              className={`absolute inset-y-0 w-7 focus-visible:-outline-offset-2 lit:before:outline-2 lit:before:outline-offset-2 lit:before:outline-ink ${cellStyle(shapeOf(framePresence), (framePresence?.actions ?? 0) > 0)}`}
              style={leftOf(frame)}
            >
              {counts.has(frame) && (
                <span
                  aria-hidden
                  className="absolute top-0 right-0 rounded-full bg-paper px-[3px] text-[9.5px] leading-[13px] font-bold text-warn"
                >
                  {counts.get(frame)}
                </span>
              )}
            </div>
          );
        })}
      </div>
    );
  },
  (a, b) =>
    isSamePresence(a.presence, b.presence) &&
    a.place === b.place &&
    a.findings === b.findings &&
    a.order === b.order &&
    a.count === b.count &&
    a.stop === b.stop &&
    a.line === b.line &&
    a.top === b.top,
);
