import { highlightedIds } from '../../session/index.ts';
import type { ViewState } from '../../session/index.ts';
import { useRunView } from '../../session/react.tsx';
import { useStyleRules } from '../../ui/index.ts';

/**
 * Highlights the rows of the highlighted entities and outlines the hovered or pinned cell. It uses style rules, so that a
 * hover renders no row. The parser accepts only ids like `char12`, so they are safe in a selector.
 */
export function useMatrixHighlight(): void {
  useStyleRules(useRunView().afterPaint, rulesOf);
}

function rulesOf({ selection }: ViewState): string {
  const rows = highlightedIds(selection).map((id) => `[data-matrix] [data-entity="${id}"]`);
  if (rows.length === 0) return '';
  const target = selection.hovered ?? selection.pinned;
  const cells = (target?.ids ?? []).map(
    (id) => `[data-matrix] [data-entity="${id}"] [data-frame="${target?.frame ?? ''}"]::before`,
  );
  const tone = 'color-mix(in oklch,var(--tone) 14%';
  const lit = `${rows.join()}{--row:${tone},transparent);--row-head:${tone},var(--paper))}`;
  return cells.length === 0 ? lit : `${lit}${cells.join()}{outline:2px solid var(--ink);outline-offset:2px}`;
}
