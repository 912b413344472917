import { highlightedIds } from '../../session/index.ts';
import { useDesk } from '../../session/react.tsx';
import { useStyleRules } from '../../ui/index.ts';

/**
 * Lights the rows of whoever is lit, and rings the cell that is meant, by style: no row is rendered for a hover. IDs are
 * made by the grammar and can hold nothing that a selector would read otherwise.
 */
export function useMatrixHighlight(): void {
  useStyleRules(useDesk().view.afterPaint, rulesOf);
}

function rulesOf(state: Parameters<typeof highlightedIds>[0]): string {
  const rows = highlightedIds(state).map((id) => `[data-matrix] [data-entity="${id}"]`);
  if (rows.length === 0) return '';
  const meant = state.hovered ?? state.pinned;
  const cells = (meant?.ids ?? []).map(
    (id) => `[data-matrix] [data-entity="${id}"] [data-frame="${meant?.frame ?? ''}"]::before`,
  );
  const tone = 'color-mix(in oklch,var(--tone) 14%';
  const lit = `${rows.join()}{--row:${tone},transparent);--row-head:${tone},var(--paper))}`;
  return cells.length === 0 ? lit : `${lit}${cells.join()}{outline:2px solid var(--ink);outline-offset:2px}`;
}
