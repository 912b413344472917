import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { CSSProperties, FocusEvent, KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { presenceOf } from '../../grounding/base.ts';
import type { EntityId, FrameNo } from '../../grounding/base.ts';
import { findingCounts, frameCount, isPinnedIn } from '../../session/index.ts';
import { useDoc, usePageState, useRunView } from '../../session/react.tsx';
import { rangeInView, reveal, useMedia, useTabStop, useWindowing } from '../../ui/index.ts';
import { COLUMN, HEAD, LINE } from './columns.ts';
import { ColumnHeadings, ShownColumn } from './ColumnHeadings.tsx';
import { MatrixRow } from './MatrixRow.tsx';
import { stepFrom } from './matrixKeys.ts';
import type { Cell } from './matrixKeys.ts';
import { groupsOf } from './order.ts';
import type { Order } from './order.ts';

/** Rows are rendered up to this many lines beyond the view. */
const NEAR = 12;

/** The matrix of identities and images, for navigation. The grid has one listener of each kind for all cells. */
export function Matrix({ order }: { readonly order: Order }): ReactNode {
  const view = useRunView();
  const all = useDoc(presenceOf);
  const count = usePageState(frameCount);
  const findings = usePageState(findingCounts);
  const headWidth = useMedia('(width >= 900px)') ? HEAD.wide : HEAD.narrow;
  const scroller = useRef<HTMLDivElement>(null);
  const groups = useMemo(() => groupsOf(all, order), [all, order]);
  const places = useMemo(() => new Map(all.map(({ id }, place) => [id, place])), [all]);
  const ids = useMemo(() => groups.flatMap(({ rows }) => rows.map(({ id }) => id)), [groups]);
  const [chosen, choose] = useState<Cell | null>(null);
  const stop = chosen !== null && places.has(chosen.id) ? chosen : { id: ids[0], column: 0 };
  // Only the rows in view are rendered, because the sticky name of each row needs a compositor layer.
  const lineCount = groups.reduce((sum, { rows }) => sum + rows.length + 1, 0);
  const [firstNear, endNear] = rangeInView(
    useWindowing({ count: lineCount, size: LINE, scroller: () => scroller.current, near: NEAR }),
  );
  useTabStop(scroller, {
    item: '[data-column]',
    home: `[data-entity="${stop.id ?? ''}"] [data-column="${stop.column}"]`,
  });

  // Whether the user has just moved to another cell. That cell may exist only after the next render.
  const hasMoved = useRef(false);
  useLayoutEffect(() => {
    if (!hasMoved.current || chosen === null) return;
    hasMoved.current = false;
    const row = scroller.current?.querySelector(`[data-entity="${chosen.id}"]`);
    const cell = row?.querySelector<HTMLElement>(`[data-column="${chosen.column}"]`);
    cell?.focus({ preventScroll: true });
    if (!cell || !scroller.current) return;
    // The first column is always in view, and so are the headings.
    const axis = chosen.column === 0 ? 'y' : 'both';
    reveal(scroller.current, cell, { axis, insets: { top: LINE, left: headWidth } });
  }, [chosen, headWidth]);
  function step(to: Cell): void {
    hasMoved.current = true;
    choose({ ...to });
  }

  function cellAt(event: MouseEvent): Cell | null {
    const target = event.target instanceof Element ? event.target : null;
    const row = target?.closest<HTMLElement>('[data-entity]');
    if (!target || !row) return null;
    const id = row.dataset['entity'] as EntityId;
    const marked = target.closest<HTMLElement>('[data-column]');
    if (marked) return { id, column: Number(marked.dataset['column']) };
    const column = Math.floor((event.clientX - row.getBoundingClientRect().left - headWidth) / COLUMN) + 1;
    return { id, column: column >= 1 && column <= count ? column : 0 };
  }
  function point(cell: Cell | null): void {
    if (cell === null) view.leave();
    else view.hover([cell.id], frameOf(cell));
  }
  function pin(cell: Cell, add: boolean): void {
    const frame = frameOf(cell);
    const { pinned } = view.store.getState().selection;
    if (isPinnedIn(pinned, cell.id, frame)) view.toggle([cell.id], frame, add);
    else view.pin([cell.id], frame, add);
    if (frame !== null) view.show(frame);
  }

  return (
    <div
      ref={scroller}
      data-scrolls
      className="min-h-0 min-w-0 flex-1 overflow-auto @min-[620px]:not-only:max-w-[max(50%,100%-360px)] @min-[620px]:not-only:flex-none overscroll-x-contain [scroll-padding:28px_0_0_var(--head)] [scrollbar-width:thin]"
      style={{ '--head': `${headWidth}px` } as CSSProperties}
    >
      <div className="relative min-w-full pb-3" style={{ width: headWidth + count * COLUMN }}>
        <ShownColumn head={headWidth} />
        <div
          role="grid"
          aria-label="Identities by image"
          aria-rowcount={ids.length + groups.length + 1}
          aria-colcount={count + 1}
          aria-multiselectable
          data-matrix
          tabIndex={-1}
          className="outline-none"
          // Not pointerover: cells that scroll under a resting pointer must not count as hovered.
          onPointerMove={(event) => point(cellAt(event))}
          onPointerLeave={view.leave}
          onFocus={(event) => {
            const cell = focusedCell(event);
            if (cell === null) return;
            choose(cell);
            point(cell);
          }}
          onBlur={view.leave}
          onClick={(event) => {
            const frame = headingAt(event);
            if (frame !== null) view.show(frame);
            const cell = cellAt(event);
            if (cell === null) return;
            step(cell);
            pin(cell, event.ctrlKey || event.metaKey);
          }}
          onKeyDown={(event) => {
            const cell = focusedCell(event);
            if (cell === null) return;
            if (event.key === 'Enter' || event.key === ' ') pin(cell, event.ctrlKey || event.metaKey);
            else {
              const next = stepFrom(cell, event.key, event.ctrlKey || event.metaKey, ids, count);
              if (next === null) return;
              step(next);
            }
            event.preventDefault();
          }}
        >
          <ColumnHeadings count={count} order={order} />
          {groups.map(({ kind, title, rows }, g) => {
            const firstLine = groups.slice(0, g).reduce((lines, group) => lines + group.rows.length + 1, 2);
            return (
              <div
                key={kind}
                role="rowgroup"
                aria-label={title}
                className="relative"
                style={{ height: (rows.length + 1) * LINE }}
              >
                <div role="row" aria-rowindex={firstLine} className="flex h-7">
                  <div
                    role="rowheader"
                    aria-colindex={1}
                    className="sticky left-0 w-(--head) self-end bg-paper pb-0.5 pl-3 text-[11.5px] font-semibold text-soft wide:pl-5"
                  >
                    {title}
                  </div>
                </div>
                {rows.map((presence, i) => {
                  const line = firstLine + i + 1;
                  const isTabStop = stop.id === presence.id;
                  // Line 1 are the headings, so the first line that scrolls is line 2.
                  if ((line - 2 < firstNear || line - 2 >= endNear) && !isTabStop) return null;
                  return (
                    <MatrixRow
                      key={presence.id}
                      presence={presence}
                      place={places.get(presence.id) ?? 0}
                      findings={findingsOf(presence.id, findings)}
                      order={order}
                      count={count}
                      stop={isTabStop ? stop.column : null}
                      line={line}
                      top={(i + 1) * LINE}
                    />
                  );
                })}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** The number of findings about an identity, by frame: `3:1 5:2`. */
function findingsOf(id: EntityId, counts: ReturnType<typeof findingCounts>): string {
  return [...counts].flatMap(([frame, { of }]) => (of.has(id) ? [`${frame}:${of.get(id)}`] : [])).join(' ');
}

function frameOf({ column }: Cell): FrameNo | null {
  return column === 0 ? null : (column as FrameNo);
}

/** The frame of the column heading that was clicked. */
function headingAt({ target }: MouseEvent): FrameNo | null {
  const heading = target instanceof Element ? target.closest<HTMLElement>('[data-head]') : null;
  return heading === null ? null : (Number(heading.dataset['head']) as FrameNo);
}

function focusedCell({ target }: FocusEvent | KeyboardEvent): Cell | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-column]') : null;
  const id = cell?.closest<HTMLElement>('[data-entity]')?.dataset['entity'];
  return cell === null || id === undefined ? null : { id: id as EntityId, column: Number(cell.dataset['column']) };
}
