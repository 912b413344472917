import { useLayoutEffect, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { targetKey } from '../../session/index.ts';
import { usePageStore, useRunView, useView } from '../../session/react.tsx';
import { useTabStop, useWindowing } from '../../ui/index.ts';
import type { Entry } from './entries.ts';
import { EntryRow } from './EntryRow.tsx';
import { useVerdicts } from './useVerdicts.ts';
import { byTarget } from './verdicts.ts';
import { auditOf, goTo } from './walk.ts';

/** The height of most rows, in CSS pixels; a row with a long sentence is higher. */
const ROW = 32;

/** The entries as a list of buttons with one tab stop. Only the rows in view are rendered. */
export function EntryList({ entries }: { readonly entries: readonly Entry[] }): ReactNode {
  const view = useRunView();
  const page = usePageStore();
  const at = useView((state) => auditOf(state).at);
  const verdicts = byTarget(useVerdicts());
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useWindowing({ count: entries.length, size: ROW, scroller: () => scroller.current, near: 10 });
  const index = entries.findIndex(({ key }) => key === at);
  useTabStop(scroller, { item: '[data-entry]', home: `[data-entry="${Math.max(0, index)}"]` });

  const toFocus = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (toFocus.current === null) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-entry="${toFocus.current}"]`);
    if (!row) return;
    toFocus.current = null;
    row.focus({ preventScroll: true });
  });
  // The row of the walk stays in view.
  useLayoutEffect(() => {
    if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' });
  }, [virtual, index]);

  function step(event: KeyboardEvent): void {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-entry]') : null;
    const from = Number(row?.dataset['entry']);
    const to = row === null ? null : stepFrom(event.key, from, entries.length);
    if (to === null) return;
    event.preventDefault();
    toFocus.current = to;
    virtual.scrollToIndex(to, { align: 'auto' });
    const next = scroller.current?.querySelector<HTMLElement>(`[data-entry="${to}"]`);
    next?.focus({ preventScroll: true });
    if (next) toFocus.current = null;
  }

  return (
    <div
      ref={scroller}
      role="group"
      aria-label="Entries of the audit"
      className="min-h-0 flex-1 overflow-y-auto px-1.5 pb-2 [scrollbar-width:thin] wide:px-3.5"
      onKeyDown={step}
    >
      <ul className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const entry = entries[item.index];
          return (
            entry && (
              <li
                key={entry.key}
                ref={virtual.measureElement}
                data-index={item.index}
                aria-setsize={entries.length}
                aria-posinset={item.index + 1}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <EntryRow
                  entry={entry}
                  index={item.index}
                  current={item.index === index}
                  verdict={verdicts.get(targetKey(entry))?.verdict}
                  onChoose={() => goTo(page.getState(), view, entry)}
                />
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}

/** The index of the row that an arrow key, Home or End leads to; null for another key. */
function stepFrom(key: string, from: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(from + 1, count - 1);
    case 'ArrowUp':
      return Math.max(from - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
